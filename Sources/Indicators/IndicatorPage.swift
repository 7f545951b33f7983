internal import Formats
internal import Kernel
internal import Ledger
internal import Markup
internal import Storage

/// `/indicators/{indicator}`: an indicator as anyone may see it.
struct IndicatorPage {
    let history: IndicatorHistory
    let moment: Moment
    let call: Call

    static let page = Endpoint(.get, "/indicators/{indicator}", .everyone, .page("一個衡量指標", query: [Moment.parameter])) { call in
        let moment = try await call.moment()
        let history = try await IndicatorHistory.read(try call.parameter("indicator"), moment, call, onlyPublic: true)
        return .page(IndicatorPage(history: history, moment: moment, call: call).page)
    }

    private var t: Words { call.t }
    private var indicator: Indicator { history.indicator }

    var page: Page {
        var page = Page(
            title: indicator.title, crumbs: [.init(t("首頁"), "/"), .init(t("衡量指標"), moment.url(IndicatorURL.list)), .init(indicator.title)],
            menu: "indicators", body: body)
        page.summary = indicator.method.isEmpty ? indicator.title : indicator.method
        return page
    }

    private var body: HTML {
        let here = IndicatorURL.indicator(indicator.id)
        return #"""
            <div class="yk-wrap"><header class="yk-pagehead"><p class="yk-over">\#(history.agency)</p><h1>\#(indicator.title)</h1><div class="yk-chips">\#(light)\#(Self.sample(indicator, t))</div></header>
            <div class="yk-linebar">\#(moment.bar(here, call))\#(history.seal?.html(call))</div>
            \#(IndicatorChart(history: history, moment: moment, t: t).chart.html)
            \#(section("years", t("年度目標與達成"), IndicatorTable(history: history, moment: moment, call: call).years))
            \#(section("targets", t("年度目標的歷程"), IndicatorTable(history: history, moment: moment, call: call).targetHistory))
            \#(section("periods", t("各期的值"), IndicatorTable(history: history, moment: moment, call: call).periods))
            \#(section("method", t("怎麼算的"), facts))\#(tools)</div>
            """#
    }

    /// How the newest year stands.
    var light: HTML {
        guard let year = history.years.filter({ $0.value.told > 0 }).keys.max() ?? history.years.keys.max(), let summary = history.years[year],
            let span = Period.year(year)
        else { return Light.grey.indicatorMark(t, isChip: true) }
        let light = LightRule.light(summary, year: span, call.city.settings)
        let word = summary.attainment.map { t("\(t.period(span))達成 \(percentage($0))") } ?? t(light.indicatorWord)
        return light.indicatorMark(t, word: word, isChip: true)
    }

    static func sample(_ indicator: Indicator, _ t: Words) -> HTML? { indicator.isSample ? #"<span class="yk-demo">\#(t("示範資料"))</span>"# : nil }

    private func section(_ id: String, _ title: String, _ content: HTML?) -> HTML? {
        content.map { #"<section class="mt-5" aria-labelledby="h-\#(id)"><h2 id="h-\#(id)">\#(title)</h2>\#($0)</section>"# }
    }

    private var facts: HTML {
        var facts: [(String, HTML)] = []
        if !indicator.method.isEmpty { facts.append((t("衡量標準"), HTML(text: indicator.method))) }
        facts.append((t("計算"), HTML(text: t(indicator.formula.title))))
        if !indicator.stages.isEmpty {
            let stages: [HTML] = indicator.stages.map { #"<li>\#($0.title) \#(percentage($0.percent))</li>"# }
            facts.append((t("階段"), #"<ol>\#(stages)</ol>"#))
        }
        facts += [
            (t("方向"), HTML(text: t(indicator.direction.title))), (t("填報"), HTML(text: t(indicator.cadence.title))),
            (t("權重"), HTML(text: percentage(indicator.weight))),
        ]
        if let line = history.line { facts.append((t("計畫項目"), #"<a href="\#(line.url)">\#(line.number.map { "\($0) " })\#(line.title)</a>"#)) }
        if let metric = indicator.metric.flatMap({ id in call.city.contributions(Metric.self).first { $0.id == id } }) {
            facts.append((t("自動量測"), HTML(text: "\(t(metric.title))：\(t(metric.method))")))
        }
        if !indicator.source.isEmpty { facts.append((t("資料來源"), HTML(text: indicator.source))) }
        facts.append((t("燈號"), HTML(text: lightRule)))
        return #"<dl class="yk-facts">\#(facts.map { #"<div><dt>\#($0.0)</dt><dd>\#($0.1)</dd></div>"# as HTML })</dl>"#
    }

    private var lightRule: String {
        let settings = call.city.settings
        return t(
            "達成率 \(settings.value(of: LightRule.green, on: moment.day))% 以上綠燈，\(settings.value(of: LightRule.yellow, on: moment.day))% 以上黃燈，其餘紅燈；期間結束後 \(settings.value(of: LightRule.reportDays, on: moment.day)) 天內填報"
        )
    }

    private var tools: HTML {
        let id = indicator.id
        let embed = call.city.address + IndicatorURL.embed(id).text
        let manage: HTML? =
            call.granted.holds(IndicatorsModule.report, on: indicator.agency)
            ? #"<a href="\#(IndicatorURL.desk(id))">\#(Icon.line("list"))\#(t("填報、改目標"))</a>"# : nil
        return #"""
            <p class="yk-toc-tools mt-5"><a href="\#(moment.url(IndicatorURL.csv(id)))">\#(Icon.line("down"))CSV</a><a href="\#(moment.url(IndicatorURL.json(id)))">JSON</a><a href="\#(IndicatorURL.picture(id))">\#(Icon.line("down"))\#(t("圖（SVG）"))</a><a href="\#(("/threads" as LocalURL).with(query: [("of", indicator.reference.text)]))">\#(Icon.line("link"))\#(t("連到哪些東西"))</a>\#(manage)</p>
            <details class="yk-data"><summary>\#(t("放進您的網頁"))</summary><p>\#(t("把這一行貼到網頁裡，圖會跟著新資料更新。"))</p><p><code>&lt;iframe src="\#(embed)" title="\#(indicator.title)" width="100%" height="420"&gt;&lt;/iframe&gt;</code></p></details>
            """#
    }
}
