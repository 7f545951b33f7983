internal import Formats
internal import Kernel
internal import Ledger
internal import Markup
internal import Storage

/// What programs are told about plans. The shapes are a contract (docs/api.md): members are added, never changed or taken away.
enum PlanAPI {
    static let list = Endpoint(
        .get, "/api/v1/plans", .everyone,
        .json(
            "已公布的施政計畫", .page(of: summarySchema), alsoTable: true, query: [.limit, .after, QueryParameter("agency", "只列這個機關（代號）"), Moment.parameter])
    ) { call in
        let limit = try call.limit(or: 50)
        let cursor = try PlanCursor.read(call)
        let agency = call.request.query["agency"].flatMap { $0.isEmpty ? nil : $0 }
        let moment = try await call.moment()
        if let table = try await PlanTables.list(agency: agency, asOf: moment.asOf, call) { return table }
        let page = try await call.store.read(at: moment) {
            try PlanQueries.published(agency: agency, after: cursor, limit: limit, asOf: moment.asOf, $0)
        }
        return .json(["items": .array(page.plans.map(summary)), "next": page.next.map { .string($0.text) } ?? .null])
    }

    static let plan = Endpoint(.get, "/api/v1/plans/{plan}", .everyone, .json("一份計畫的全文與結構", planSchema, alsoTable: true, query: [Moment.parameter])) {
        call in
        let content = try await PlanPages.published(call)
        return try PlanTables.lines(content, call) ?? .json(json(content))
    }

    static let item = Endpoint(
        .get, "/api/v1/plans/{plan}/items/{item}", .everyone, .json("計畫裡的一項工作", itemSchema, alsoTable: true, query: [Moment.parameter])
    ) { call in
        let (plan, line) = (try call.parameter("plan"), try call.parameter("item"))
        let moment = try await call.moment()
        let found = try await call.store.read(at: moment) { db -> (Plan, PlanLine, PlanLine?)? in
            guard let plan = try PlanQueries.find(plan, asOf: moment.asOf, db), plan.status == .published,
                let item = try PlanQueries.line(line, of: plan.id, asOf: moment.asOf, db), item.kind == .item
            else { return nil }
            return (plan, item, try item.parent.flatMap { try PlanQueries.line($0, of: plan.id, asOf: moment.asOf, db) })
        }
        guard let (plan, item, goal) = found else { throw Problem.notFound }
        let content = PlanContent(plan: plan, lines: [item], indicators: [])
        return try PlanTables.lines(content, call) ?? .json(itemJSON(item, goal: goal, plan: plan))
    }

    private static let yearsSchema = Schema.object([("from", .wholeNumber), ("to", .wholeNumber)])

    private static let summaryMembers: [(String, Schema)] = [
        ("id", .string), ("title", .string), ("agency", .string), ("agencyId", .string), ("years", yearsSchema),
        ("status", .word(Plan.Status.allCases.map(\.rawValue))), ("url", .string),
    ]
    private static let summarySchema = Schema.object(summaryMembers)
    private static let workItemSchema = Schema.object([
        ("id", .string), ("number", .wholeNumber), ("text", .string), ("shortName", .nullable(.string)), ("url", .string),
    ])
    private static let planSchema = Schema.object(
        summaryMembers + [
            ("mission", .string), ("vision", .string),
            (
                "priorities",
                .list(.object([("id", .string), ("number", .wholeNumber), ("title", .string), ("text", .string)]))
            ),
            (
                "goals",
                .list(
                    .object([
                        ("id", .string), ("kind", .word(GoalKind.allCases.map(\.rawValue))),
                        ("perspective", .nullable(.word(Perspective.allCases.map(\.rawValue)))), ("number", .wholeNumber), ("title", .string),
                        ("text", .string), ("items", .list(workItemSchema)), ("url", .string),
                    ]))
            ),
            (
                "indicators",
                .list(
                    .object([
                        ("id", .string), ("goal", .string), ("title", .string), ("target", .number), ("unit", .string),
                        ("comparison", .word(Comparison.allCases.map(\.rawValue))), ("sourceText", .string), ("state", .word(["proposed"])),
                    ]))
            ),
        ])
    private static let itemSchema = Schema.object([
        ("id", .string), ("number", .wholeNumber), ("text", .string), ("shortName", .nullable(.string)), ("url", .string), ("plan", summarySchema),
        (
            "goal",
            .nullable(.object([("id", .string), ("number", .wholeNumber), ("title", .string), ("kind", .word(GoalKind.allCases.map(\.rawValue)))]))
        ),
    ])

    private static func summaryMembers(_ plan: Plan) -> [(String, JSON)] {
        [
            ("id", .string(plan.id)), ("title", .string(plan.title)), ("agency", .string(plan.agencyName)), ("agencyId", .string(plan.agency)),
            ("years", ["from": .int(Int64(plan.years.lowerBound)), "to": .int(Int64(plan.years.upperBound))]),
            ("status", .string(plan.status.rawValue)), ("url", .string(PlanURL.plan(plan.id).text)),
        ]
    }

    static func summary(_ plan: Plan) -> JSON { .object(summaryMembers(plan)) }

    static func json(_ content: PlanContent) -> JSON {
        let goals = content.lines.filter { $0.kind == .goal }
        return .object(
            summaryMembers(content.plan) + [
                ("mission", .string(content.plan.mission)), ("vision", .string(content.plan.vision)),
                (
                    "priorities",
                    .array(
                        content.priorities.map { line in
                            [
                                "id": .string(line.id), "number": .int(Int64(line.number)), "title": .string(line.title),
                                "text": .string(line.text),
                            ]
                        })
                ),
                ("goals", .array(goals.map { goal($0, content) })), ("indicators", .array(content.indicators.map(indicator))),
            ])
    }

    private static func goal(_ line: PlanLine, _ content: PlanContent) -> JSON {
        [
            "id": .string(line.id), "kind": .string(line.goalKind?.rawValue ?? GoalKind.key.rawValue),
            "perspective": line.perspective.map { .string($0.rawValue) } ?? .null, "number": .int(Int64(line.number)),
            "title": .string(line.title), "text": .string(line.text),
            "items": .array(content.items(of: line.id).map { .object(itemMembers($0, plan: content.plan.id)) }),
            "url": .string(PlanURL.goal(content.plan.id, line.id).text),
        ]
    }

    private static func itemMembers(_ line: PlanLine, plan: String) -> [(String, JSON)] {
        [
            ("id", .string(line.id)), ("number", .int(Int64(line.number))), ("text", .string(line.text)),
            ("shortName", line.shortName.map { .string($0) } ?? .null), ("url", .string(PlanURL.item(plan, line.id).text)),
        ]
    }

    private static func itemJSON(_ line: PlanLine, goal: PlanLine?, plan: Plan) -> JSON {
        let goalJSON: JSON =
            goal.map {
                [
                    "id": .string($0.id), "number": .int(Int64($0.number)), "title": .string($0.title),
                    "kind": .string($0.goalKind?.rawValue ?? GoalKind.key.rawValue),
                ]
            } ?? .null
        return .object(itemMembers(line, plan: plan.id) + [("plan", summary(plan)), ("goal", goalJSON)])
    }

    private static func indicator(_ indicator: ProposedIndicator) -> JSON {
        [
            "id": .string(indicator.id), "goal": .string(indicator.line), "title": .string(indicator.title), "target": .double(indicator.target),
            "unit": .string(indicator.unit), "comparison": .string(indicator.comparison.rawValue), "sourceText": .string(indicator.sourceText),
            "state": "proposed",
        ]
    }
}

enum PlanCursor {
    /// The `after` of a list's address.
    /// - Throws: ``Problem`` 400 when it is not one that a `next` gave.
    static func read(_ call: Call) throws -> PlanQueries.Cursor? {
        guard let text = call.request.query["after"], !text.isEmpty else { return nil }
        guard let cursor = PlanQueries.Cursor(text) else { throw Problem.badQuery("after", "請用上一頁給的 next。") }
        return cursor
    }
}
