internal import Formats
internal import Kernel
internal import Storage

/// The inbox for programs and spreadsheets: the same filters, the same rights.
enum InboxAPI {
    static let shape = Schema.object([
        ("id", .string), ("number", .string), ("title", .string), ("procedure", .string), ("state", .string), ("leadAgency", .string),
        ("openedAt", .string), ("stateSince", .string), ("dueAt", .nullable(.string)), ("closedAt", .nullable(.string)),
        ("parent", .nullable(.string)),
        ("subject", .nullable(.string)), ("isSample", .bool), ("unit", .nullable(.string)), ("dueIsProvisional", .bool),
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
        if let table = try await table("inbox", title: "待辦", call, { matters }) { return table }
        let next = rows.count > limit ? rows.dropLast().last.map(queries.cursor).map { "\($0.key)_\($0.id)" } : nil
        return try await .json(["items": .array(items(matters, call)), "next": next.map { .string($0) } ?? .null])
    }

    static let matter = Endpoint(.get, "/api/v1/matters/{matter}", .isParty(to: "matter"), .json("一件案件", shape)) { call in
        let id = try call.parameter("matter")
        guard let matter = try await call.store.point({ try MatterQueries.find(id, $0) }) else { throw Problem.notFound }
        return .json(try await items([matter], call)[0])
    }

    static func items(_ matters: [Matter], _ call: Call) async throws -> [JSON] {
        let city = call.city
        let provisional = try await call.store.point { try city.calendars.current($0).provisionalYears }
        return matters.map { json($0, provisional) }
    }

    private static func json(_ matter: Matter, _ provisional: Set<Int>) -> JSON {
        [
            "id": .string(matter.id), "number": .string(matter.number), "title": .string(matter.title), "procedure": .string(matter.procedure),
            "state": .string(matter.state), "leadAgency": .string(matter.lead), "openedAt": .string(matter.openedAt.description),
            "stateSince": .string(matter.stateSince.description), "dueAt": text(matter.dueAt?.description),
            "closedAt": text(matter.closedAt?.description),
            "parent": text(matter.parent), "subject": text(matter.subject?.text), "isSample": .bool(matter.isSample),
            "unit": text(matter.unit), "dueIsProvisional": .bool(matter.dueAt.map { provisional.contains($0.taipeiDay.year) } ?? false),
        ]
    }

    private static func text(_ text: String?) -> JSON { text.map { .string($0) } ?? .null }

    private static let columns = [
        TableColumn("number", "案號"), TableColumn("title", "標題", .broad), TableColumn("kind", "種類"), TableColumn("state", "狀態"),
        TableColumn("lead_agency", "主辦機關"), TableColumn("opened_at", "開案時間"), TableColumn("due_at", "期限"),
        TableColumn("closed_at", "結案"), TableColumn("unit", "科室"),
    ]

    /// Matters as a table, where one is asked for; otherwise nil.
    static func table(_ name: String, title: Phrase, _ call: Call, _ matters: () async throws -> [Matter]) async throws -> Reply? {
        guard var table = call.table(name, title: title, columns: columns) else { return nil }
        let procedures = Matters(call.city).procedures
        for matter in try await matters() {
            let procedure = procedures.first { $0.id == matter.procedure }
            table.append([
                .text(matter.number), .text(matter.title), .text(procedure.map { call.t($0.title) } ?? matter.procedure),
                .text(procedure?.state(matter.state).map { call.t($0.title) } ?? matter.state), .text(matter.lead), .moment(matter.openedAt),
                .some(matter.dueAt ?? matter.closedDue) { .moment($0) }, .some(matter.closedAt) { .moment($0) }, .text(matter.unit ?? ""),
            ])
        }
        return try table.reply()
    }
}
