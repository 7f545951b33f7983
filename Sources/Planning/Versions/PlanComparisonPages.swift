internal import Formats
internal import Kernel
internal import Markup
internal import Storage

/// Two versions that everyone could read, line by line, with the reasons that were given.
enum PlanComparisonPages {
    private static let all = QueryParameter("all", "相同的也列出來（1）")
    private static let schema = Schema.object([
        (
            "items",
            .list(
                .object([
                    ("id", .string), ("change", .word(LineDifference.Entry.Change.allCases.map(\.rawValue))), ("old", .nullable(.string)),
                    ("new", .nullable(.string)), ("reason", .nullable(.string)),
                ]))
        )
    ])

    static let compare = Endpoint(
        .get, "/plans/{plan}/versions/{old}/{new}", .everyone, .page("兩個版本逐行比較", data: schema, query: [all])
    ) { call in
        let id = try call.parameter("plan")
        guard let old = Int(try call.parameter("old")), let new = Int(try call.parameter("new")), old <= new else { throw Problem.notFound }
        let found = try await call.store.read { db -> PlanRevision? in
            guard try PlanQueries.isPublished(id, db) else { return nil }
            return try PlanRevision.between(old, new, of: id, db)
        }
        guard let revision = found else { throw Problem.notFound }
        switch call.request.form {
        case nil: return .page(page(revision, old, new, call))
        case .json: return .json(["items": .array(Row.all(of: revision, call).map(\.json))])
        case .csv, .ods:
            guard let table = try table(Row.all(of: revision, call), "\(id)-\(old)-\(new)", call) else { throw Problem.notFound }
            return table
        }
    }

    private struct Row {
        let id: String
        let change: LineDifference.Entry.Change
        let old: String?
        let new: String?
        let reason: String?

        /// What changed, or every line where all are asked for.
        static func all(of revision: PlanRevision, _ call: Call) -> [Row] {
            let showsAll = call.request.query["all"] == "1"
            let wholes = revision.wholes.map { whole in
                Row(
                    id: whole.key, change: whole.old == whole.new ? .same : .changed, old: whole.old, new: whole.new,
                    reason: revision.reasons[whole.key])
            }
            let lines = revision.lines.entries.lazy.filter { showsAll || $0.change != .same }.map { entry in
                let id = (entry.new ?? entry.old)?.id ?? ""
                return Row(id: id, change: entry.change, old: entry.old?.said, new: entry.new?.said, reason: revision.reasons[id])
            }
            let targets = revision.targets.map { goal, old, new in
                Row(
                    id: "\(goal)/targets", change: .changed, old: old.joined(separator: "；"), new: new.joined(separator: "；"),
                    reason: revision.reasons[goal])
            }
            return wholes.filter { showsAll || $0.change != .same } + lines + targets
        }

        var json: JSON {
            [
                "id": .string(id), "change": .string(change.rawValue), "old": old.map { .string($0) } ?? .null,
                "new": new.map { .string($0) } ?? .null, "reason": reason.map { .string($0) } ?? .null,
            ]
        }
    }

    private static func table(_ rows: [Row], _ name: String, _ call: Call) throws -> Reply? {
        let columns = [
            TableColumn("id", "代號", .narrow), TableColumn("change", "改變", .narrow), TableColumn("old", "原來", .broad),
            TableColumn("new", "現在", .broad), TableColumn("reason", "理由", .broad),
        ]
        guard var table = call.table(name, title: "兩個版本逐行比較", columns: columns) else { return nil }
        for row in rows {
            table.append([
                .text(row.id), .text(row.change.rawValue), .some(row.old) { .text($0) }, .some(row.new) { .text($0) },
                .some(row.reason) { .text($0) },
            ])
        }
        return try table.reply()
    }

    private static func page(_ revision: PlanRevision, _ old: Int, _ new: Int, _ call: Call) -> Page {
        let (t, words, plan) = (call.t, PlanWords(t: call.t), revision.new.plan)
        var view = PlanDifferenceView(
            difference: revision.lines, over: "\(words.agency(plan)) \(plan.shortTitle) \(words.years(plan))",
            back: (t("各個版本"), PlanURL.versions(plan.id)), here: PlanURL.comparison(plan.id, old, new), call: call)
        view.fill(revision)
        view.title = t("第 \(old) 版和第 \(new) 版逐行比較")
        view.isPublic = true
        view.tables = [
            ("JSON", "/plans/\(plan.id)/versions/\(old)/\(new).json"), ("CSV", "/plans/\(plan.id)/versions/\(old)/\(new).csv"),
            ("ODS", "/plans/\(plan.id)/versions/\(old)/\(new).ods"),
        ]
        return view.page
    }
}
