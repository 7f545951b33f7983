internal import Kernel
internal import Markup
internal import Storage

/// A goal or an item that earlier versions had: when it went, why, and where it can be read as it stood, with its thread.
struct GoneLine: Sendable {
    let plan: Plan
    let line: PlanLine
    /// The last version that had it.
    let last: PlanVersion
    /// When the version came that has it no longer.
    let since: Instant
    let reason: String?

    /// - Returns: nil when no published version ever had it, or the past is no longer kept.
    static func find(_ id: String, of plan: String, _ db: any Reader) throws -> GoneLine? {
        guard let current = try PlanQueries.find(plan, db), current.status == .published else { return nil }
        let row = try db.first(
            """
            SELECT max(entry.position) AS ended FROM plan_line_past JOIN entry ON entry.id = plan_line_past.past_ended_by
            WHERE plan_line_past.plan = \(plan) AND plan_line_past.id = \(id)
            """)
        guard let ended = try row?.optional("ended", as: Int.self), let then = try PlanQueries.find(plan, asOf: .entries(ended), db),
            then.status == .published, let line = try PlanQueries.line(id, of: plan, asOf: .entries(ended), db),
            let last = try PlanVersionQueries.find(PlanVersion.id(plan, then.version), db), let since = last.supersededAt
        else { return nil }
        let reasons = try PlanReason.all(of: [PlanVersion.id(plan, then.version + 1)], db)
        return GoneLine(plan: current, line: line, last: last, since: since, reason: reasons[id])
    }

    func page(_ call: Call) -> Page {
        let (t, words) = (call.t, PlanWords(t: call.t))
        let asOf = Instant(milliseconds: since.milliseconds - 1).description
        let then = (line.kind == .goal ? PlanURL.goal(plan.id, line.id) : PlanURL.item(plan.id, line.id)).with(query: [("as-of", asOf)])
        let why: HTML? = reason.map { #"<p>\#(t("理由：")) <span lang="zh-Hant-TW">\#($0)</span></p>"# }
        let said = t("這一項從 \(call.time(since).day) 起不在計畫裡：第 \(last.number + 1) 版沒有這一項。")
        let body = Notice.info.html(#"<p>\#(said)</p>\#(why)"#)
        let title = t("已經不在計畫裡的一項")
        var page = Page(
            title: title,
            crumbs: [
                .init(t("首頁"), "/"), .init(t("\(plan.shortTitle) \(words.years(plan))"), PlanURL.plan(plan.id)), .init(t("已刪除的一項")),
            ], menu: "plans",
            body: #"""
                <div class="yk-wrap"><header class="yk-pagehead"><p class="yk-over">\#(title)</p><h1 \#(words.original)>\#(line.said)</h1></header>
                \#(body)<p class="yk-actions"><a class="btn btn-primary" href="\#(then)">\#(t("看當時的樣子和連在上面的一切"))</a><a class="btn btn-outline-primary" href="\#(PlanURL.comparison(plan.id, last.number, last.number + 1))">\#(t("看那一版改了什麼"))</a></p></div>
                """#)
        page.status = 410
        return page
    }
}
