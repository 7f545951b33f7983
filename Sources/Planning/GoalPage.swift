internal import Kernel
internal import Ledger
internal import Markup
internal import Threads

/// A goal of a plan: its text, its targets, and its lines.
struct GoalPage {
    let content: PlanContent
    let goal: PlanLine
    let seal: LedgerSeal?
    let thread: ThreadRecord
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
        let indicators = content.indicators(of: goal.id)
        var own: [ThreadView.Knot] = []
        if !indicators.isEmpty {
            own.append(
                .init(
                    id: "targets", title: t("計畫寫明的目標"), icon: "flag", count: t("\(indicators.count) 項"),
                    content: IndicatorList(indicators: indicators, words: words).html ?? .empty))
        }
        if !items.isEmpty {
            own.append(
                .init(
                    id: "lines", title: t("工作項目"), icon: "list", count: t("\(items.count) 項"),
                    content: #"<ol class="yk-items">\#(items.map(row))</ol>"#))
        }
        let source = ThreadView.Knot(
            id: "source", title: t("出處"), icon: "doc", count: "",
            content: #"<p><a href="\#(moment.url(PlanURL.line(plan.id, goal.id)))">\#(t("在計畫原文裡看這一段"))</a></p>"#)
        return #"""
            <div class="yk-wrap"><header class="yk-linehead"><p class="yk-lineno" aria-hidden="true">\#(words.number(goal))</p><div><h1 \#(words.original)>\#(goal.title)</h1>\#(text)
            <div class="yk-chips">\#(words.badge(goal.perspective))<span class="yk-badge">\#(words.agency(plan))</span><span class="yk-badge">\#(words.years(plan))</span></div></div></header><div class="yk-linebar">\#(moment.bar(here, call))\#(seal?.html(call))</div>
            \#(ThreadView(thread, call).html(before: own, after: [source]))</div>
            """#
    }

    private func row(_ item: PlanLine) -> HTML {
        #"<li><a href="\#(moment.url(PlanURL.item(plan.id, item.id)))">\#(words.reference(item, in: goal)) \#(item.text)</a></li>"#
    }
}
