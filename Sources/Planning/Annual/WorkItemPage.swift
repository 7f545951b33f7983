internal import Kernel
internal import Ledger
internal import Markup
internal import Threads

/// One work item of a year, and everything that hangs on its thread.
struct WorkItemPage: Sendable {
    let plan: AnnualPlan
    let item: WorkItem
    let goal: AnnualGoal?
    /// Nil when the mid-term plan has it no longer.
    let line: PlanLine?
    let seal: LedgerSeal?
    let thread: ThreadRecord
    let moment: Moment
    let call: Call

    private var t: Words { call.t }
    private var words: AnnualWords { AnnualWords(t: t) }
    private var here: LocalURL { AnnualURL.item(plan.id, item.id) }

    var page: Page {
        var page = Page(
            title: item.name,
            crumbs: [
                .init(t("首頁"), "/"), .init(t("年度施政計畫"), AnnualURL.list), .init(t("\(plan.year) 年度"), moment.url(AnnualURL.plan(plan.id))),
                .init(item.name),
            ], menu: "annual-plans", body: body)
        page.summary = item.content
        return page
    }

    private var body: HTML {
        let progress: HTML? = item.progress.isEmpty ? nil : #"<p>\#(item.progress)</p>"#
        return #"""
            <div class="yk-wrap"><header class="yk-pagehead"><p class="yk-over">\#(t(verbatim: plan.agencyName))．\#(t("\(plan.year) 年度"))</p><h1 \#(words.original)>\#(item.name)\#(words.sample(plan))</h1><p class="yk-lead yk-record" \#(words.original)>\#(item.content)</p></header>
            <div class="yk-linebar">\#(moment.bar(here, call))\#(seal?.html(call))</div>\#(facts)\#(progress)\#(desk)\#(ThreadView(thread, call).html(before: [], after: [source]))</div>
            """#
    }

    private var facts: HTML {
        func fact(_ title: String, _ value: String) -> HTML? { value.isEmpty ? nil : #"<div><dt>\#(title)</dt><dd>\#(value)</dd></div>"# }
        let facts: [HTML?] = [
            fact(t("計畫類別"), item.category), fact(t("期程"), words.schedule(item)), fact(t("經費"), words.dollars(item.budget)),
            fact(t("經費來源"), item.funding), fact(t("預期效益"), item.benefit), fact(t("責任單位"), item.unit), fact(t("辦理情形"), t(item.state.title)),
        ]
        let before: HTML? = item.continues.flatMap(AnnualKey.init).map { key in
            #"<div><dt>\#(t("延續自"))</dt><dd><a href="\#(AnnualURL.item(key.annual, key.part))">\#(t("去年的工作項目"))</a></dd></div>"#
        }
        return #"<dl class="yk-facts">\#(facts.compactMap(\.self))\#(before)</dl>"#
    }

    /// For those who report how far it is.
    private var desk: HTML? {
        guard call.granted.writesPlans(of: plan.agency), !moment.isPast else { return nil }
        return #"<p><a class="btn btn-outline-primary" href="\#(AnnualURL.work(plan.id, item.id))">\#(t("填報辦理情形"))</a></p>"#
    }

    private var source: ThreadView.Knot {
        let line: HTML? = line.map { line in
            let url = line.kind == .goal ? PlanURL.goal(plan.plan, line.id) : PlanURL.item(plan.plan, line.id)
            return #"<p class="yk-record" \#(words.original)><a href="\#(moment.url(url))">\#(line.kind == .goal ? line.title : line.text)</a></p>"#
        }
        let goal: HTML? = goal.map { #"<p>\#(words.name($0))　\#($0.title)</p>"# }
        return .init(id: "source", title: t("執行中程計畫的哪一項"), icon: "flag", count: "", content: #"\#(goal)\#(line)"#)
    }
}
