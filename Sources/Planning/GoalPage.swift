internal import Kernel
internal import Ledger
internal import Markup

/// A goal of a plan: its text, its targets, and its lines.
struct GoalPage {
    let content: PlanContent
    let goal: PlanLine
    let seal: LedgerSeal?
    let moment: Moment
    let call: Call

    private var t: Words { call.t }
    private var words: PlanWords { PlanWords(t: t) }
    private var plan: Plan { content.plan }
    private var here: LocalURL { PlanURL.goal(plan.id, goal.id) }

    var page: Page {
        var page = Page(
            title: goal.title,
            crumbs: [
                .init(t("首頁"), "/"), .init(t("\(plan.shortTitle) \(words.years(plan))"), moment.url(PlanURL.plan(plan.id))), .init(goal.title),
            ], menu: "plans", body: body)
        page.summary = goal.text
        return page
    }

    private var body: HTML {
        let items = content.items(of: goal.id)
        let text: HTML? = goal.text.isEmpty || goal.text == goal.title ? nil : #"<p class="yk-lead yk-record" \#(words.original)>\#(goal.text)</p>"#
        let lines: HTML =
            items.isEmpty ? .empty : knot("lines", t("工作項目"), t("\(items.count) 項"), #"<ol class="yk-items">\#(items.map(row))</ol>"#)
        let indicators = content.indicators(of: goal.id)
        let targets: HTML =
            indicators.isEmpty
            ? .empty : knot("targets", t("計畫寫明的目標"), t("\(indicators.count) 項"), IndicatorList(indicators: indicators, words: words).html ?? .empty)
        return #"""
            <div class="yk-wrap"><header class="yk-linehead"><p class="yk-lineno" aria-hidden="true">\#(words.number(goal))</p><div><h1 \#(words.original)>\#(goal.title)</h1>\#(text)
            <div class="yk-chips">\#(words.badge(goal.perspective))<span class="yk-badge">\#(words.agency(plan))</span><span class="yk-badge">\#(words.years(plan))</span></div></div></header><div class="yk-linebar">\#(moment.bar(here, call))\#(seal?.html(call))</div>
            <div class="yk-thread">\#(targets)\#(lines)\#(knot("source", t("出處"), "", #"<p><a href="\#(moment.url(PlanURL.line(plan.id, goal.id)))">\#(t("在計畫原文裡看這一段"))</a></p>"#))</div></div>
            """#
    }

    private func row(_ item: PlanLine) -> HTML {
        #"<li><a href="\#(moment.url(PlanURL.item(plan.id, item.id)))">\#(words.reference(item, in: goal)) \#(item.text)</a></li>"#
    }

    private func knot(_ id: String, _ title: String, _ note: String, _ inner: HTML) -> HTML {
        ThreadKnot(id: id, title: title, note: note, content: inner).html
    }
}

/// One section of a thread.
struct ThreadKnot {
    let id: String
    let title: String
    let note: String
    let content: HTML

    var html: HTML {
        #"""
        <section class="yk-knot" id="\#(id)" aria-labelledby="h-\#(id)"><div class="yk-head"><h2 id="h-\#(id)">\#(title)</h2><span class="yk-count">\#(note)</span></div>\#(content)</section>
        """#
    }
}
