internal import Formats
internal import Indicators
internal import Kernel
internal import Ledger
internal import Markup

/// A published year's plan on one page.
struct AnnualPlanPage: Sendable {
    let content: AnnualContent
    let results: AnnualResults
    /// Nil until its assessment was announced.
    let assessment: Assessment?
    let seal: LedgerSeal?
    let moment: Moment
    let call: Call

    private var t: Words { call.t }
    private var words: AnnualWords { AnnualWords(t: t) }
    private var plan: AnnualPlan { content.plan }

    var page: Page {
        var page = Page(
            title: plan.title,
            crumbs: [.init(t("首頁"), "/"), .init(t("年度施政計畫"), AnnualURL.list), .init(t("\(plan.year) 年度"))], menu: "annual-plans", body: body)
        page.alternates = [.init(type: "application/json", title: "JSON", url: AnnualURL.json(plan.id))]
        return page
    }

    private var body: HTML {
        #"""
        <div class="yk-wrap"><header class="yk-pagehead"><p class="yk-over">\#(t(verbatim: plan.agencyName))</p><h1>\#(t("\(plan.year) 年度施政計畫"))\#(words.sample(plan))</h1></header>
        <div class="yk-linebar">\#(moment.bar(AnnualURL.plan(plan.id), call))\#(seal?.html(call))</div>\#(facts)\#(content.goals.map(section))\#(tools)</div>
        """#
    }

    private var facts: HTML {
        let grade: HTML? = assessment.map { assessment in
            #"<div><dt>\#(t("年度考核"))</dt><dd><a href="\#(AssessmentURL.show(plan.id))">\#(assessment.summary(t))</a></dd></div>"#
        }
        return #"""
            <dl class="yk-facts"><div><dt>\#(t("依據"))</dt><dd><a href="\#(moment.url(PlanURL.plan(plan.plan)))">\#(t("中程施政計畫"))</a></dd></div><div><dt>\#(t("工作項目"))</dt><dd>\#(t("\(content.items.count) 項"))</dd></div><div><dt>\#(t("衡量指標"))</dt><dd>\#(t("\(content.indicators.count) 項"))</dd></div><div><dt>\#(t("經費合計"))</dt><dd class="yk-num">\#(words.dollars(content.budget))</dd></div>\#(grade)</dl>
            """#
    }

    private func section(_ goal: AnnualGoal) -> HTML {
        let outline: [HTML] = words.outline(goal, content).split(separator: "\n").map { #"<p>\#(String($0))</p>"# }
        return #"""
            <section class="mt-5" aria-labelledby="\#(goal.id)"><div class="yk-head"><h2 id="\#(goal.id)">\#(words.name(goal))　<span \#(words.original)>\#(goal.title)</span></h2><span class="yk-count">\#(t("權數 \(goal.weight.text)"))</span></div>
            <h3>\#(t("施政綱要"))</h3><div class="yk-record" \#(words.original)>\#(outline)</div>\#(items(of: goal))\#(indicators(of: goal))</section>
            """#
    }

    private func items(of goal: AnnualGoal) -> HTML? {
        let items = content.items(of: goal.id)
        guard !items.isEmpty else { return nil }
        let rows: [[HTML]] = items.map { item in
            [
                #"<div><a href="\#(moment.url(AnnualURL.item(plan.id, item.id)))">\#(item.name)</a>\#(continued(item.continues))</div>"#,
                HTML(text: item.category),
                HTML(text: item.unit), HTML(text: words.schedule(item)), HTML(text: words.dollars(item.budget)), HTML(text: t(item.state.title)),
            ]
        }
        let columns: [DataTable.Column] = [
            .init(t("工作項目")), .init(t("計畫類別")), .init(t("責任單位")), .init(t("期程")), .init(t("經費"), isNumber: true), .init(t("辦理情形")),
        ]
        return #"<h3 class="mt-4">\#(t("工作項目"))</h3>\#(DataTable(caption: t("\(words.name(goal))的工作項目"), columns: columns, rows: rows).html)"#
    }

    private func indicators(of goal: AnnualGoal) -> HTML? {
        let indicators = content.indicators(of: goal.id)
        guard !indicators.isEmpty else { return nil }
        let rows: [[HTML]] = indicators.map { indicator in
            let number: HTML =
                indicator.source.map {
                    #" <a href="\#(("/indicators/\($0)" as LocalURL))">\#(t("看數字"))<span class="visually-hidden"> \#(indicator.title)</span></a>"#
                } ?? .empty
            let lowered: HTML? =
                indicator.cause.isEmpty ? nil : #"<p class="yk-muted mb-0">\#(t("目標調降的原因：\(indicator.cause)；因應對策：\(indicator.strategy)"))</p>"#
            return [
                #"<div><span id="\#(indicator.id)">\#(indicator.title)</span>\#(number)\#(continued(indicator.continues))\#(lowered)</div>"#,
                HTML(text: t(AnnualWords.mechanism(indicator.mechanism))), HTML(text: indicator.method), HTML(text: words.standard(indicator)),
                HTML(text: words.target(indicator)), HTML(text: indicator.weight.text), light(indicator),
            ]
        }
        let columns: [DataTable.Column] = [
            .init(t("衡量指標")), .init(t("評估體制")), .init(t("評估方式")), .init(t("衡量標準")), .init(t("年度目標值")), .init(t("權數"), isNumber: true),
            .init(t("達成情形")),
        ]
        return #"<h3 class="mt-4">\#(t("衡量指標"))</h3>\#(DataTable(caption: t("\(words.name(goal))的衡量指標"), columns: columns, rows: rows).html)"#
    }

    private func light(_ indicator: AnnualIndicator) -> HTML {
        let attainment = results.attainment(of: indicator)
        let light = LightRule.light(attainment, on: min(plan.lastDay, call.city.clock.today), call.city.settings)
        let shown = results.actual(of: indicator).map { "\(Figures.number($0)) \(indicator.unit)" } ?? ""
        let mark = light.html(word: t(light.indicatorWord), colour: t(light.colourName))
        return #"<div>\#(mark)<span class="d-block yk-num">\#(shown)\#(attainment.map { "（\(Figures.number($0))%）" })</span></div>"#
    }

    /// 延續, with the way to last year's.
    private func continued(_ source: String?) -> HTML? {
        guard let source, let key = AnnualKey(source) else { return nil }
        let url = key.part.hasPrefix("w") ? AnnualURL.item(key.annual, key.part) : AnnualURL.indicator(key.annual, key.part)
        return #" <a class="yk-badge" href="\#(url)">\#(t("延續"))</a>"#
    }

    private var tools: HTML {
        #"""
        <p class="yk-toc-tools mt-5"><a href="\#(AnnualURL.document(plan.id))">\#(Icon.line("down"))\#(t("計畫（ODT）"))</a><a href="\#(AnnualURL.outline(plan.id))">\#(Icon.line("down"))\#(t("施政綱要（ODT）"))</a><a href="\#(moment.url(AnnualURL.csvItems(plan.id)))">\#(Icon.line("down"))\#(t("工作項目"))CSV</a><a href="\#(moment.url(AnnualURL.odsItems(plan.id)))">\#(Icon.line("down"))\#(t("工作項目"))ODS</a><a href="\#(moment.url(AnnualURL.csvIndicators(plan.id)))">\#(Icon.line("down"))\#(t("衡量指標"))CSV</a><a href="\#(moment.url(AnnualURL.odsIndicators(plan.id)))">\#(Icon.line("down"))\#(t("衡量指標"))ODS</a><a href="\#(moment.url(AnnualURL.json(plan.id)))">\#(Icon.line("down"))JSON</a></p>
        """#
    }
}
