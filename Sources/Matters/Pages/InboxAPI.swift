internal import Formats
internal import Kernel
internal import Storage

/// The inbox for programs and spreadsheets: the same filters, the same rights.
enum InboxAPI {
    private static let shape = Schema.object([
        ("id", .string), ("number", .string), ("title", .string), ("procedure", .string), ("state", .string), ("leadAgency", .string),
        ("openedAt", .string), ("stateSince", .string), ("dueAt", .nullable(.string)), ("closedAt", .nullable(.string)),
        ("parent", .nullable(.string)),
        ("subject", .nullable(.string)), ("isSample", .bool),
    ])

    static let list = Endpoint(
        .get, "/api/v1/inbox", .signedIn, .json("待辦", .page(of: shape), alsoTable: true, query: InboxFilter.parameters)
    ) { call in
        guard let person = call.granted.person else { throw Problem.signInNeeded }
        let filter = try InboxFilter(call)
        let limit = try call.limit(or: call.request.wantsTable ? 200 : 50)
        let queries = InboxQueries(person: person, now: call.city.clock.now(), filter: filter)
        let (rows, matters) = try await call.store.read { db in
            let rows = try queries.page(limit: limit + 1, db)
            return (rows, try queries.readable(Array(rows.prefix(limit)), db))
        }
        if let table = try table(matters, call) { return table }
        let next = rows.count > limit ? rows.dropLast().last.map(queries.cursor).map { "\($0.key)_\($0.id)" } : nil
        return .json(["items": .array(matters.map(json)), "next": next.map { .string($0) } ?? .null])
    }

    static let matter = Endpoint(.get, "/api/v1/matters/{matter}", .isParty(to: "matter"), .json("一件案件", shape)) { call in
        let id = try call.parameter("matter")
        guard let matter = try await call.store.point({ try MatterQueries.find(id, $0) }) else { throw Problem.notFound }
        return .json(json(matter))
    }

    private static func json(_ matter: Matter) -> JSON {
        [
            "id": .string(matter.id), "number": .string(matter.number), "title": .string(matter.title), "procedure": .string(matter.procedure),
            "state": .string(matter.state), "leadAgency": .string(matter.lead), "openedAt": .string(matter.openedAt.description),
            "stateSince": .string(matter.stateSince.description), "dueAt": text(matter.dueAt?.description),
            "closedAt": text(matter.closedAt?.description),
            "parent": text(matter.parent), "subject": text(matter.subject?.text), "isSample": .bool(matter.isSample),
        ]
    }

    private static func text(_ text: String?) -> JSON { text.map { .string($0) } ?? .null }

    private static let columns = [
        TableColumn("number", "案號"), TableColumn("title", "標題", .broad), TableColumn("kind", "種類"), TableColumn("state", "狀態"),
        TableColumn("lead_agency", "主辦機關"), TableColumn("opened_at", "開案時間"), TableColumn("due_at", "期限"),
    ]

    private static func table(_ matters: [Matter], _ call: Call) throws -> Reply? {
        guard var table = call.table("inbox", title: "待辦", columns: columns) else { return nil }
        let procedures = Matters(call.city).procedures
        for matter in matters {
            let procedure = procedures.first { $0.id == matter.procedure }
            table.append([
                .text(matter.number), .text(matter.title), .text(procedure.map { call.t($0.title) } ?? matter.procedure),
                .text(procedure?.state(matter.state).map { call.t($0.title) } ?? matter.state), .text(matter.lead), .moment(matter.openedAt),
                .some(matter.dueAt) { .moment($0) },
            ])
        }
        return try table.reply()
    }
}
