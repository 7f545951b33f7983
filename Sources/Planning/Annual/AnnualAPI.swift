internal import Formats
internal import Kernel
internal import Ledger
internal import Markup
internal import Storage

/// What programs are told about year's plans. The shapes are a contract (docs/api.md).
enum AnnualAPI {
    static let all = [list, plan, items, indicators]

    static let list = Endpoint(
        .get, "/api/v1/annual-plans", .everyone,
        .json(
            "已公布的年度施政計畫", .page(of: .object(members)), alsoTable: true,
            query: [.limit, .after, QueryParameter("agency", "只列這個機關（代號）"), Moment.parameter])
    ) { call in
        let (limit, after, moment) = (try call.limit(or: 50), try AnnualCursor.read(call), try await call.moment())
        let agency = call.request.query["agency"].flatMap { $0.isEmpty ? nil : $0 }
        if let table = try await AnnualTables.list(agency: agency, asOf: moment.asOf, call) { return table }
        let found = try await call.store.read { try AnnualQueries.published(agency: agency, after: after, limit: limit, asOf: moment.asOf, $0) }
        return .json(["items": .array(found.plans.map { .object(json($0)) }), "next": found.next.map { .string($0) } ?? .null])
    }

    static let plan = Endpoint(
        .get, "/api/v1/annual-plans/{annual}", .everyone, .json("一份年度施政計畫", full, query: [Moment.parameter])
    ) { call in
        let (content, results) = try await read(call)
        return .json(
            .object(
                json(content.plan) + [
                    (
                        "goals",
                        .array(
                            content.goals.map { goal in
                                [
                                    "id": .string(goal.id), "kind": .string(goal.kind.rawValue), "number": .int(Int64(goal.number)),
                                    "title": .string(goal.title), "weight": .double(goal.weight.percent),
                                    "outline": .string(AnnualWords(t: call.t).outline(goal, content)),
                                ]
                            })
                    ), ("items", .array(content.items.map(json))), ("indicators", .array(content.indicators.map { json($0, results) })),
                ]))
    }

    static let items = Endpoint(
        .get, "/api/v1/annual-plans/{annual}/items", .everyone, .json("年度施政計畫的工作項目", .page(of: item), alsoTable: true, query: [Moment.parameter])
    ) { call in
        let (content, _) = try await read(call)
        return try AnnualTables.items(content, call) ?? .json(["items": .array(content.items.map(json)), "next": .null])
    }

    static let indicators = Endpoint(
        .get, "/api/v1/annual-plans/{annual}/indicators", .everyone,
        .json("年度施政計畫的衡量指標", .page(of: indicator), alsoTable: true, query: [Moment.parameter])
    ) { call in
        let (content, results) = try await read(call)
        return try AnnualTables.indicators(content, results, call)
            ?? .json(["items": .array(content.indicators.map { json($0, results) }), "next": .null])
    }

    private static func read(_ call: Call) async throws -> (AnnualContent, AnnualResults) {
        let (id, moment) = (try call.parameter("annual"), try await call.moment())
        return try await call.store.read { db in
            guard let content = try AnnualQueries.content(id, asOf: moment.asOf, db), content.plan.status == .published else {
                throw Problem.notFound
            }
            return (content, try AnnualResults.read(content, asOf: moment.asOf, db))
        }
    }

    private static let members: [(String, Schema)] = [
        ("id", .string), ("title", .string), ("agency", .string), ("agencyId", .string), ("year", .wholeNumber), ("midTermPlan", .string),
        ("publishedAt", .nullable(.string)), ("isSample", .bool), ("url", .string),
    ]
    private static let item = Schema.object([
        ("id", .string), ("goal", .string), ("midTermLine", .string), ("name", .string), ("category", .string), ("content", .string),
        ("starts", .string), ("ends", .string), ("budget", .wholeNumber), ("funding", .string), ("benefit", .string), ("unit", .string),
        ("state", .word(WorkItem.State.allCases.map(\.rawValue))), ("progress", .string), ("continues", .nullable(.string)),
    ])
    private static let indicator = Schema.object([
        ("id", .string), ("goal", .string), ("midTermLine", .string), ("title", .string), ("mechanism", .integer(1...5)), ("method", .string),
        ("standard", .string), ("stages", .list(.object([("percent", .number), ("title", .string)]))), ("target", .number), ("unit", .string),
        ("direction", .word(Comparison.allCases.map(\.rawValue))), ("weight", .number), ("indicator", .nullable(.string)), ("cause", .string),
        ("strategy", .string), ("actual", .nullable(.number)), ("attainment", .nullable(.number)), ("continues", .nullable(.string)),
    ])
    private static let full = Schema.object(
        members + [
            (
                "goals",
                .list(
                    .object([
                        ("id", .string), ("kind", .word(GoalKind.allCases.map(\.rawValue))), ("number", .wholeNumber), ("title", .string),
                        ("weight", .number), ("outline", .string),
                    ]))
            ), ("items", .list(item)), ("indicators", .list(indicator)),
        ])

    private static func json(_ plan: AnnualPlan) -> [(String, JSON)] {
        [
            ("id", .string(plan.id)), ("title", .string(plan.title)), ("agency", .string(plan.agencyName)), ("agencyId", .string(plan.agency)),
            ("year", .int(Int64(plan.year))), ("midTermPlan", .string(plan.plan)),
            ("publishedAt", plan.publishedAt.map { .string($0.description) } ?? .null), ("isSample", .bool(plan.isSample)),
            ("url", .string(AnnualURL.plan(plan.id).text)),
        ]
    }

    private static func json(_ item: WorkItem) -> JSON {
        [
            "id": .string(item.id), "goal": .string(item.goal), "midTermLine": .string(item.line), "name": .string(item.name),
            "category": .string(item.category), "content": .string(item.content), "starts": .string(item.starts.iso), "ends": .string(item.ends.iso),
            "budget": .int(item.budget), "funding": .string(item.funding), "benefit": .string(item.benefit), "unit": .string(item.unit),
            "state": .string(item.state.rawValue), "progress": .string(item.progress), "continues": item.continues.map { .string($0) } ?? .null,
        ]
    }

    private static func json(_ one: AnnualIndicator, _ results: AnnualResults) -> JSON {
        let members: [(String, JSON)] = [
            ("id", .string(one.id)), ("goal", .string(one.goal)), ("midTermLine", .string(one.line)), ("title", .string(one.title)),
            ("mechanism", .int(Int64(one.mechanism))), ("method", .string(one.method)), ("standard", .string(one.standard)),
            ("stages", .array(one.stages.map { ["percent": .double($0.percent), "title": .string($0.title)] })), ("target", .double(one.target)),
            ("unit", .string(one.unit)), ("direction", .string(one.direction.rawValue)), ("weight", .double(one.weight.percent)),
            ("indicator", one.source.map { .string($0) } ?? .null), ("cause", .string(one.cause)), ("strategy", .string(one.strategy)),
            ("actual", results.actual(of: one).map { .double($0) } ?? .null),
            ("attainment", results.attainment(of: one).map { .double($0) } ?? .null), ("continues", one.continues.map { .string($0) } ?? .null),
        ]
        return .object(members)
    }
}
