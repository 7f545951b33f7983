internal import Formats
internal import Kernel
internal import Ledger
internal import Markup
internal import Storage

/// What is different between two days: in the list of published plans, or in the lines of one; and in which role somebody did it.
struct PlanChanges {
    private static let parameters = [
        QueryParameter("from", "從哪一天（2026-11-20）結束時起；不填是紀錄簿開始時"), QueryParameter("to", "到哪一天結束時；不填是現在"),
        QueryParameter("plan", "只看這份計畫的各項（代號）"),
    ]

    static let page = Endpoint(.get, "/plans/changes", .everyone, .page("兩天之間改了什麼", query: parameters)) { call in
        .page(try await read(call).page(call))
    }

    static let api = Endpoint(
        .get, "/api/v1/plans/changes", .everyone,
        .json(
            "兩天之間改了什麼",
            .object([
                (
                    "items",
                    .list(
                        .object([
                            ("key", .string), ("change", .word(RowChange.Kind.allCases.map(\.rawValue))), ("at", .string), ("by", .string),
                            ("entry", .wholeNumber),
                        ]))
                ), ("isComplete", .bool),
            ]), query: parameters)
    ) { call in
        let found = try await read(call)
        return .json([
            "items": .array(
                found.changes.map { change, author in
                    [
                        "key": .string(change.key), "change": .string(change.kind.rawValue), "at": .string(author.at.description),
                        "by": .string(call.t(author.role)), "entry": .int(Int64(change.position)),
                    ]
                }), "isComplete": .bool(found.isComplete),
        ])
    }

    /// More are not listed at once.
    private static let most = 500

    private let changes: [(RowChange, LedgerAuthor)]
    private let isComplete: Bool
    private let plan: String?
    private let from: String
    private let to: String

    private static func read(_ call: Call) async throws -> PlanChanges {
        let (query, today, now) = (call.request.query, call.city.clock.today, call.city.clock.now())
        let from = try query["from"].flatMap { $0.isEmpty ? nil : $0 }.map { try LedgerTime.read($0, "from", today: today, now: now).0 }
        let to = try query["to"].flatMap { $0.isEmpty ? nil : $0 }.map { try LedgerTime.read($0, "to", today: today, now: now).0 } ?? now
        let plan = query["plan"].flatMap { $0.isEmpty ? nil : $0 }
        let found = try await call.store.read { db in
            let earlier = try from.map { try LedgerTime.entries(at: $0, db) } ?? 0
            let later = try LedgerTime.entriesOrLast(at: to, db)
            let changes: [RowChange]
            if let plan {
                // Lines of a plan that was not public yet are nobody's business; the list of plans tells that it came.
                for moment in [AsOf.entries(earlier), .entries(later)] {
                    guard try PlanQueries.find(plan, asOf: moment, db)?.status == .published else { throw Problem.notFound }
                }
                changes = try AsOf.changes(
                    in: "plan_line", key: ["plan", "id"], from: earlier, to: later, matching: "plan = \(plan)", limit: most + 1, db)
            } else {
                changes = try AsOf.changes(
                    in: "plan", key: ["id"], from: earlier, to: later, matching: "status = 'published'", limit: most + 1, db)
            }
            return try changes.compactMap { change in try LedgerAuthor.find(change.position, db).map { (change, $0) } }
        }
        return PlanChanges(
            changes: Array(found.prefix(most)), isComplete: found.count <= most, plan: plan, from: query["from"] ?? "", to: query["to"] ?? today.iso)
    }

    private func page(_ call: Call) -> Page {
        let t = call.t
        let title = t("兩天之間改了什麼")
        let rows: [[HTML]] = changes.map { change, author in
            [name(change), HTML(text: t(Self.word(change.kind))), HTML(text: t(author.role)), HTML(text: author.minute)]
        }
        let table: HTML =
            rows.isEmpty
            ? EmptyState(title: t("這段時間沒有改變"), text: t("換兩個日子看看。")).html
            : DataTable(caption: title, columns: [.init(t("代號")), .init(t("改變")), .init(t("誰")), .init(t("時間"))], rows: rows).html
        let json = ("/api/v1/plans/changes" as LocalURL).with(query: [("from", from), ("to", to), ("plan", plan)])
        let more: HTML? = isComplete ? nil : #"<p>\#(t("只列出最近的 \(Self.most) 項。"))</p>"#
        return Page(
            title: title, crumbs: [.init(t("首頁"), "/"), .init(t("施政計畫"), PlanURL.list), .init(title)], menu: "plans",
            body: #"""
                <div class="yk-wrap"><header class="yk-pagehead"><h1>\#(title)</h1><p class="yk-lead">\#(t("比較兩天結束時的樣子：多了什麼、改了什麼、少了什麼，由誰的職務做的。"))</p></header>
                <form class="yk-filter mb-4" method="get" action="/plans/changes"><input type="hidden" name="plan" value="\#(plan ?? "")"><div><label class="form-label" for="from">\#(t("從"))</label><input class="form-control" type="date" id="from" name="from" value="\#(from)"></div><div><label class="form-label" for="to">\#(t("到"))</label><input class="form-control" type="date" id="to" name="to" value="\#(to)"></div><button class="btn btn-outline-primary" type="submit">\#(t("比較"))</button></form>
                \#(table)\#(more)<p class="yk-toc-tools"><a href="\#(json)">\#(Icon.line("down"))JSON</a></p></div>
                """#)
    }

    private func name(_ change: RowChange) -> HTML {
        let keys = change.key.split(separator: "/").map(String.init)
        guard let plan = keys.first, change.kind != .deleted else { return HTML(text: change.key) }
        let url = keys.count == 2 ? PlanURL.line(plan, keys[1]) : PlanURL.plan(plan)
        return #"<a href="\#(url)">\#(change.key)</a>"#
    }

    private static func word(_ kind: RowChange.Kind) -> Phrase {
        switch kind {
        case .added: "新增"
        case .changed: "改變"
        case .deleted: "刪除"
        }
    }
}
