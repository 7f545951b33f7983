internal import Formats
internal import Kernel
internal import Ledger
internal import Markup
internal import Storage

/// Public policies for programs. The shapes are a contract (docs/api.md).
enum PolicyAPI {
    static let all = [list, show]

    private static let members: [(String, Schema)] = [
        ("id", .string), ("title", .string), ("text", .string), ("leadAgency", .string), ("from", .string), ("to", .string),
        ("parts", .list(.object([("agency", .string), ("owes", .string)]))), ("isSample", .bool), ("url", .string),
    ]
    private static let full = Schema.object(
        members + [
            (
                "owed",
                .list(
                    .object([
                        ("agency", .string), ("isLead", .bool), ("title", .string), ("due", .nullable(.string)), ("state", .string),
                        ("isClosed", .bool), ("isLate", .bool), ("url", .string),
                    ]))
            )
        ])
    private static let columns = [
        TableColumn("id", "代號"), TableColumn("title", "政策", .wide), TableColumn("text", "內容", .broad), TableColumn("lead_agency", "主辦機關代號"),
        TableColumn("supporting_agencies", "協辦機關代號"), TableColumn("from", "開始"), TableColumn("to", "結束"),
    ]
    private static let owedColumns = [
        TableColumn("agency", "機關代號"), TableColumn("is_lead", "主辦", .narrow), TableColumn("title", "事項", .broad), TableColumn("due", "期限"),
        TableColumn("state", "狀態"), TableColumn("is_closed", "已結", .narrow), TableColumn("is_late", "逾期", .narrow), TableColumn("url", "網址", .wide),
    ]

    static let list = Endpoint(
        .get, "/api/v1/policies", .everyone, .json("公開的跨局處政策", .page(of: .object(members)), alsoTable: true, query: [Moment.parameter])
    ) { call in
        let moment = try await call.moment()
        let policies = try await call.store.read { try PolicyQueries.all(onlyPublic: true, asOf: moment.asOf, $0) }
        if var table = call.table("policies", title: "跨局處重大政策", columns: columns) {
            for policy in policies {
                table.append([
                    .text(policy.id), .text(policy.title), .text(policy.text), .text(policy.lead),
                    .text(policy.agencies.dropFirst().joined(separator: " ")), .date(policy.from), .date(policy.to),
                ])
            }
            return try table.reply()
        }
        return .json(["items": .array(policies.map { .object(json($0)) }), "next": .null])
    }

    /// What is owed is told as it is today.
    static let show = Endpoint(.get, "/api/v1/policies/{policy}", .everyone, .json("一個跨局處政策，以及誰欠什麼", full, alsoTable: true)) { call in
        let id = try call.parameter("policy")
        let view = Noun.View(city: call.city, granted: call.granted)
        let (policy, board) = try await call.store.read { db -> (Policy, PolicyBoard) in
            guard let policy = try PolicyQueries.find(id, db), policy.isPublic else { throw Problem.notFound }
            return (policy, try PolicyBoard.read(policy, view, db))
        }
        if var table = call.table("policy-\(id)", title: "誰欠什麼", columns: owedColumns) {
            for one in board.owed {
                table.append([
                    .text(one.agency), .bool(one.isLead), .text(one.title), .some(one.due) { .date($0) }, .text(call.t(one.state)),
                    .bool(one.isClosed), .bool(one.isLate), .text(one.url.text),
                ])
            }
            return try table.reply()
        }
        let owed: [JSON] = board.owed.map { one in
            [
                "agency": .string(one.agency), "isLead": .bool(one.isLead), "title": .string(one.title),
                "due": one.due.map { .string($0.iso) } ?? .null, "state": .string(call.t(one.state)), "isClosed": .bool(one.isClosed),
                "isLate": .bool(one.isLate), "url": .string(one.url.text),
            ]
        }
        return .json(.object(json(policy) + [("owed", .array(owed))]))
    }

    private static func json(_ policy: Policy) -> [(String, JSON)] {
        [
            ("id", .string(policy.id)), ("title", .string(policy.title)), ("text", .string(policy.text)), ("leadAgency", .string(policy.lead)),
            ("from", .string(policy.from.iso)), ("to", .string(policy.to.iso)),
            ("parts", .array(policy.parts.map { ["agency": .string($0.agency), "owes": .string($0.owes)] })), ("isSample", .bool(policy.isSample)),
            ("url", .string(PolicyURL.policy(policy.id).text)),
        ]
    }
}
