internal import Kernel
internal import Ledger
internal import Markup
internal import Threads

/// One line of the plan, and everything that hangs on its thread.
struct ItemPage {
    let content: PlanContent
    let item: PlanLine
    let seal: LedgerSeal?
    let thread: ThreadRecord
    let moment: Moment
    let call: Call

    private var t: Words { call.t }
    private var words: PlanWords { PlanWords(t: t) }
    private var plan: Plan { content.plan }
    private var here: LocalURL { PlanURL.item(plan.id, item.id) }
    private var goal: PlanLine { item.parent.flatMap(content.line) ?? item }
    private var reference: String { words.referenceText(item, in: goal) }

    var page: Page {
        var page = Page(
            title: "\(reference) \(item.shortName ?? String(item.text.prefix(20)))",
            crumbs: [
                .init(t("首頁"), "/"), .init(t("\(plan.shortTitle) \(words.years(plan))"), moment.url(PlanURL.plan(plan.id))),
                .init(goal.title, moment.url(PlanURL.goal(plan.id, goal.id))), .init(reference),
            ], menu: "plans", body: body)
        page.summary = item.text
        return page
    }

    private var body: HTML {
        #"""
        <div class="yk-wrap"><header class="yk-linehead"><p class="yk-lineno" aria-hidden="true"><span class="yk-ref">\#(reference)</span></p><div><h1><span class="visually-hidden">\#(t("計畫項目 \(reference)"))：</span><span \#(words.original)>\#(item.text)</span></h1>
        <div class="yk-chips">\#(words.badge(goal.perspective))<span class="yk-badge">\#(words.agency(plan))</span><span class="yk-badge">\#(words.years(plan))</span></div></div></header><div class="yk-linebar">\#(moment.bar(here, call))\#(seal?.html(call))</div>
        \#(ThreadView(thread, call).html(before: [], after: knots))</div>
        """#
    }

    private var knots: [ThreadView.Knot] {
        [
            .init(id: "goal", title: t("屬於哪個目標"), icon: "flag", count: "", content: goalLink),
            .init(id: "neighbours", title: t("同一目標的其他項目"), icon: "list", count: t("\(neighbours.count) 項"), content: others),
            .init(id: "source", title: t("出處"), icon: "doc", count: "", content: source),
        ]
    }

    private var goalLink: HTML {
        #"<p class="yk-record" \#(words.original)><a href="\#(moment.url(PlanURL.goal(plan.id, goal.id)))">\#(words.chinese(goal.number))、\#(goal.title)</a></p>"#
    }

    private var neighbours: [PlanLine] { content.items(of: goal.id).filter { $0.id != item.id } }

    private var others: HTML {
        let rows: [HTML] = neighbours.map {
            #"<li><a href="\#(moment.url(PlanURL.item(plan.id, $0.id)))">\#(words.reference($0, in: goal)) \#($0.shortName ?? $0.text)</a></li>"#
        }
        return #"<ol class="yk-items">\#(rows)</ol>"#
    }

    private var source: HTML {
        let json: LocalURL = "/api/v1/plans/\(plan.id)/items/\(item.id)"
        return #"""
            <dl class="yk-facts"><div><dt>\#(t("計畫"))</dt><dd><a href="\#(moment.url(PlanURL.line(plan.id, item.id)))">\#(plan.shortTitle) \#(words.years(plan))</a></dd></div>
            <div><dt>\#(t("機關"))</dt><dd>\#(words.agency(plan))</dd></div><div><dt>\#(t("給程式"))</dt><dd><a href="\#(moment.url(json))">JSON</a></dd></div></dl>
            """#
    }
}
