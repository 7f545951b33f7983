internal import Kernel
internal import Ledger
internal import Markup

/// A plan on one page: the text as it was approved, every line with its own place.
struct PlanPage {
    let content: PlanContent
    let seal: LedgerSeal?
    let moment: Moment
    let call: Call
    private let t: Words
    private let words: PlanWords
    private let pull: String
    private let anchor: HTML
    private let anchorName: String
    private let arrow: HTML
    private let toGoal: String
    private let original: Attribute?
    private let keyGoalLines: [(goal: PlanLine, items: ArraySlice<PlanLine>)]
    private let commonGoalLines: [(goal: PlanLine, items: ArraySlice<PlanLine>)]

    init(content: PlanContent, seal: LedgerSeal?, moment: Moment, call: Call) {
        self.content = content
        self.seal = seal
        self.moment = moment
        self.call = call
        t = call.t
        words = PlanWords(t: call.t)
        // Said once for each of the lines; looked up once for the page.
        pull = call.t("拉這條線")
        anchor = Icon.line("link")
        anchorName = call.t("的固定連結")
        arrow = Icon.line("arrow")
        toGoal = call.t("看這個目標")
        original = words.original
        keyGoalLines = content.goalsWithItems(.key)
        commonGoalLines = content.goalsWithItems(.common)
    }

    private var plan: Plan { content.plan }

    var page: Page {
        var page = Page(
            title: t("\(plan.shortTitle) \(words.years(plan))"),
            crumbs: [.init(t("首頁"), "/"), .init(t("施政計畫"), PlanURL.list), .init(words.years(plan))], menu: "plans", body: body)
        page.summary = plan.mission
        if !moment.isPast { page.scripts = ["live"] }
        page.alternates = [
            .init(type: "application/atom+xml", title: t("計畫訂閱"), url: PlanURL.feed),
            .init(type: "application/json", title: "JSON", url: PlanURL.json(plan.id)),
        ]
        return page
    }

    private var body: HTML {
        let contents = contents
        return #"""
            <div class="yk-wrap"><header class="yk-planhead"><div><p class="yk-over">\#(words.agency(plan))</p><h1>\#(plan.shortTitle)<small>\#(words.years(plan))</small></h1>
            <p class="yk-lead mb-0">\#(t("以下是計畫的原文，一字未改。每一句都有固定的位置，可以直接引用。"))</p></div><div>\#(moment.bar(PlanURL.plan(plan.id), call))\#(seal?.html(call))<p><a href="\#(PlanURL.versions(plan.id))">\#(t("第 \(plan.version) 版．各個版本"))</a></p>\#(moment.isPast ? nil : LifeView.revising(plan, call))</div></header>\#(moment.isPast ? nil : news)
            <div class="yk-plan"><details class="yk-fold yk-toc-phone"><summary>\#(t("章節與下載"))</summary><nav class="yk-toc" aria-label="\#(t("章節（手機）"))">\#(contents)</nav></details>
            <nav class="yk-toc yk-toc-desk" aria-labelledby="toc-h"><h2 id="toc-h">\#(t("章節"))</h2>\#(contents)</nav>
            <div class="yk-text">\#(chapter("mission", 1, t("使命"), #"<p class="yk-record" \#(original)>\#(plan.mission)</p>"#))\#(chapter("vision", 2, t("願景"), #"<p class="yk-record" \#(original)>\#(plan.vision)</p>"#))\#(priorities)\#(keyGoals)\#(commonGoals)</div></div></div>
            """#
    }

    /// Shown by the script when the plan was updated while it is being read.
    private var news: HTML {
        let notice = Notice.info.html(#"<p>\#(t("這個計畫剛剛更新了。")) <a href="\#(PlanURL.plan(plan.id))">\#(t("重新載入"))</a></p>"#)
        return #"""
            <div role="status" data-live="\#(PlanURL.events.text)" data-event="published" data-member="plan" data-value="\#(plan.id)"><template>\#(notice)</template></div>
            """#
    }

    private var contents: HTML {
        let chapters: [HTML] = [
            entry("mission", "壹", t("使命"), []), entry("vision", "貳", t("願景"), []), entry("priorities", "參", t("施政重點"), []),
            entry("key", "肆", t("關鍵策略目標"), keyGoalLines), entry("common", "肆", t("共同性目標"), commonGoalLines),
        ]
        return #"""
            <ol>\#(chapters)</ol><p class="yk-toc-tools"><a href="\#(moment.url(PlanURL.json(plan.id)))">\#(Icon.line("down"))JSON</a><a href="\#(moment.url(PlanURL.csv(plan.id)))">\#(Icon.line("down"))CSV</a><a href="\#(moment.url(PlanURL.ods(plan.id)))">\#(Icon.line("down"))ODS</a><a href="\#(moment.url(PlanURL.export(plan.id, "json")))">\#(Icon.line("down"))\#(t("整份 JSON"))</a><a href="\#(moment.url(PlanURL.export(plan.id, "ods")))">\#(Icon.line("down"))\#(t("整份 ODS"))</a></p>
            """#
    }

    private func entry(_ id: String, _ number: String, _ title: String, _ goals: [(goal: PlanLine, items: ArraySlice<PlanLine>)]) -> HTML {
        let inner: HTML? =
            goals.isEmpty
            ? nil
            : #"<ol>\#(goals.map { ##"<li><a href="#\##($0.goal.id)"><span>\##(words.chinese($0.goal.number))</span>\##($0.goal.title)</a></li>"## })</ol>"#
        return ##"<li><a href="#\##(id)"><span>\##(number)</span>\##(title)</a>\##(inner)</li>"##
    }

    private func chapter(_ id: String, _ number: Int, _ title: String, _ inner: HTML) -> HTML {
        let numerals = ["壹", "貳", "參", "肆"]
        return #"<section id="\#(id)"><h2><span>\#(numerals[number - 1])</span>\#(title)\#(link(id, title))</h2>\#(inner)</section>"#
    }

    /// The chain link beside a line: its address.
    private func link(_ id: String, _ name: String) -> HTML {
        ##"<a class="yk-anchor" href="#\##(id)" aria-label="\##(name) \##(anchorName)">\##(anchor)</a>"##
    }

    private var priorities: HTML {
        let lines: [HTML] = content.priorities.map { line in
            let head: HTML = line.text.isEmpty ? HTML(text: line.title) : #"<b>\#(line.title)：</b>\#(line.text)"#
            return #"""
                <li id="\#(line.id)"><span class="yk-no">\#(words.chinese(line.number))</span><p class="yk-record" \#(original)>\#(head)</p>\#(link(line.id, line.title))</li>
                """#
        }
        return chapter("priorities", 3, t("施政重點"), #"<ol class="yk-lines">\#(lines)</ol>"#)
    }

    private var keyGoals: HTML {
        chapter("key", 4, t("關鍵策略目標"), keyGoalLines.map(goal).joined())
    }

    private var commonGoals: HTML {
        chapter("common", 4, t("共同性目標"), commonGoalLines.map(goal).joined())
    }

    private func goal(_ goal: PlanLine, _ items: ArraySlice<PlanLine>) -> HTML {
        let text: HTML? = goal.text.isEmpty || goal.text == goal.title ? nil : #"<p class="yk-record" \#(original)>\#(goal.text)</p>"#
        let list: HTML? = items.isEmpty ? nil : #"<ol class="yk-lines">\#(items.map { item($0, goal) })</ol>"#
        return #"""
            <section class="yk-goal" id="\#(goal.id)"><h3><span class="yk-no">\#(words.chinese(goal.number))</span><span \#(original)>\#(goal.title)</span></h3>
            <p class="yk-goal-m">\#(words.badge(goal.perspective))\#(count(items.count))<a href="\#(moment.url(PlanURL.goal(plan.id, goal.id)))" aria-label="\#(goal.title)：\#(toGoal)">\#(toGoal)</a></p>\#(text)\#(IndicatorList(indicators: content.indicators(of: goal.id), words: words).html)\#(list)</section>
            """#
    }

    private func count(_ items: Int) -> HTML? { items == 0 ? nil : #"<span>\#(t("\(items) 項"))</span>"# }

    private func item(_ item: PlanLine, _ goal: PlanLine) -> HTML {
        let reference = words.referenceText(item, in: goal)
        return #"""
            <li id="\#(item.id)"><span class="yk-no"><span class="yk-ref">\#(reference)</span></span><p class="yk-record" \#(original)>\#(item.text)</p>\#(link(item.id, reference))<p class="yk-tail"><a href="\#(moment.url(PlanURL.item(plan.id, item.id)))" aria-label="\#(reference) \#(item.shortName)：\#(pull)"><span class="yk-pull">\#(pull)\#(arrow)</span></a></p></li>
            """#
    }
}

/// Targets that the plan's text states, each with the sentence it came from.
struct IndicatorList {
    let indicators: [ProposedIndicator]
    let words: PlanWords

    var html: HTML? {
        guard !indicators.isEmpty else { return nil }
        return #"<ul class="yk-items">\#(indicators.map(row))</ul>"#
    }

    private func row(_ indicator: ProposedIndicator) -> HTML {
        let target = words.target(indicator)
        return #"""
            <li><b>\#(indicator.title)</b><p class="yk-num">\#(words.t("目標 \(target.number) \(target.unit)"))\#(words.comparison(indicator.comparison))</p><div class="m"><span>\#(words.t("原文："))<q \#(words.original)>\#(indicator.sourceText)</q></span></div></li>
            """#
    }
}
