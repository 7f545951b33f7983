internal import Formats
internal import Kernel
internal import Ledger
internal import Markup
internal import Threads

/// One policy: who owes what.
struct PolicyPage: Sendable {
    let policy: Policy
    /// Nil in the past, which keeps the policy and its ties but not this reckoning.
    let board: PolicyBoard?
    let agencies: [Agency]
    let seal: LedgerSeal?
    let thread: ThreadRecord
    let moment: Moment
    let call: Call

    private var t: Words { call.t }
    private var names: PolicyNames { PolicyNames(agencies, t) }
    private var today: CivilDate { call.city.clock.today }

    var page: Page {
        var page = Page(
            title: policy.title, crumbs: [.init(t("首頁"), "/"), .init(t("跨局處重大政策"), PolicyURL.list), .init(policy.title)], menu: "policies",
            body: body)
        page.summary = policy.text
        return page
    }

    private var body: HTML {
        let text: [HTML] = policy.text.split(separator: "\n").map { #"<p class="yk-record">\#(String($0))</p>"# }
        let csv: LocalURL = "/api/v1/policies/\(policy.id).csv"
        let ods: LocalURL = "/api/v1/policies/\(policy.id).ods"
        let edit: HTML? =
            call.granted.holds(PlanningModule.draftPlans, on: policy.lead) && !moment.isPast
            ? #"<a href="\#(PolicyURL.desk(policy.id))">\#(t("編輯這個政策"))</a>"# : nil
        return #"""
            <div class="yk-wrap"><header class="yk-pagehead"><p class="yk-over">\#(names.span(policy))</p><h1>\#(policy.title)\#(names.sample(policy))</h1>\#(text)</header>
            <div class="yk-linebar">\#(moment.bar(PolicyURL.policy(policy.id), call))\#(seal?.html(call))</div>\#(ThreadView(thread, call).html(before: knots, after: []))
            <p class="yk-toc-tools"><a href="\#(csv)">\#(Icon.line("down"))CSV</a><a href="\#(ods)">\#(Icon.line("down"))ODS</a>\#(edit)</p></div>
            """#
    }

    private var knots: [ThreadView.Knot] {
        guard let board else { return [.init(id: "who", title: t("分工"), icon: "user", count: "", content: shares(nil))] }
        var knots: [ThreadView.Knot] = [
            .init(id: "who", title: t("誰欠什麼"), icon: "user", count: t("\(policy.agencies.count) 個機關"), content: shares(board)),
            .init(id: "owed", title: t("要做的事"), icon: "list", count: t("\(board.owed.count) 項"), content: owed(board)),
        ]
        if !board.coming.isEmpty { knots.append(.init(id: "next", title: t("下一次會議"), icon: "clock", count: "", content: list(board.coming))) }
        if !board.decisions.isEmpty {
            knots.append(.init(id: "decided", title: t("最近的決議"), icon: "flag", count: "", content: list(board.decisions)))
        }
        return knots
    }

    private func shares(_ board: PolicyBoard?) -> HTML {
        let others = Set(board?.owed.map(\.agency) ?? []).subtracting(policy.agencies).sorted()
        let rows: [[HTML]] = (policy.agencies + others).map { agency in
            let role = agency == policy.lead ? t("主辦") : policy.agencies.contains(agency) ? t("協辦") : t("會議交辦")
            let counts: [HTML] =
                board.map { board in
                    let late = board.late(agency)
                    let mark: HTML = late > 0 ? Light.bad.html(word: String(late), colour: t(Light.bad.colourName)) : HTML(text: "0")
                    return [HTML(text: String(board.open(agency))), mark, HTML(text: String(board.done(agency)))]
                } ?? []
            return [HTML(text: names[agency]), HTML(text: role), HTML(text: policy.owes(agency))] + counts
        }
        let counted: [DataTable.Column] =
            board == nil ? [] : [.init(t("辦理中"), isNumber: true), .init(t("逾期"), isNumber: true), .init(t("已完成"), isNumber: true)]
        return DataTable(caption: t("各機關的分工"), columns: [.init(t("機關")), .init(t("角色")), .init(t("負責什麼"))] + counted, rows: rows).html
    }

    private func owed(_ board: PolicyBoard) -> HTML {
        guard !board.owed.isEmpty else { return #"<p>\#(t("還沒有交辦的事。協調會議的決議列管以後，會列在這裡。"))</p>"# }
        let rows: [[HTML]] = board.owed.sorted { ($0.isClosed ? 1 : 0, $0.due?.iso ?? "9") < ($1.isClosed ? 1 : 0, $1.due?.iso ?? "9") }.map { one in
            let state: HTML = one.isLate ? Light.bad.html(word: t("逾期"), colour: t(Light.bad.colourName)) : HTML(text: t(one.state))
            return [
                #"<a href="\#(one.url)">\#(one.title)</a>"#, HTML(text: names[one.agency] + (one.isLead ? "" : t("（協辦）"))),
                HTML(text: one.due.map { t.day($0, seenFrom: today) } ?? ""), state,
            ]
        }
        return DataTable(caption: t("要做的事"), columns: [.init(t("事項")), .init(t("機關")), .init(t("期限")), .init(t("狀態"))], rows: rows).html
    }

    private func list(_ glances: [Glance]) -> HTML {
        let rows: [HTML] = glances.map { glance in
            let when = glance.changedAt.map { t.day($0.taipeiDay, seenFrom: today) }
            return #"<li><span class="t"><a href="\#(glance.url)">\#(glance.title)</a></span><span class="m">\#(when)</span></li>"#
        }
        return #"<ul class="yk-items">\#(rows)</ul>"#
    }
}
