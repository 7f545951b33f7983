internal import Kernel
internal import Ledger
internal import Markup
internal import Storage
internal import Threads

/// Plans on the public side.
enum PlanPages {
    static let list = Endpoint(
        .get, "/plans", .everyone, .page("施政計畫清單", query: [.limit, .after, QueryParameter("agency", "只列這個機關（代號）"), Moment.parameter])
    ) { call in
        let limit = try call.limit(or: 50)
        let cursor = try PlanCursor.read(call)
        let agency = call.request.query["agency"].flatMap { $0.isEmpty ? nil : $0 }
        let moment = try await call.moment()
        let found = try await call.store.read(at: moment) {
            try PlanQueries.published(agency: agency, after: cursor, limit: limit, asOf: moment.asOf, $0)
        }
        let agencies = try await call.store.read { try AgencyQueries.all($0) }
        return .page(
            PlanListPage(plans: found.plans, next: found.next, agencies: agencies, agency: agency, isFirst: cursor == nil, moment: moment, call: call)
                .page)
    }

    static let plan = Endpoint(.get, "/plans/{plan}", .everyone, .page("一份計畫", query: [Moment.parameter])) { call in
        let (content, seal, moment) = try await sealed(call)
        return .page(PlanPage(content: content, seal: seal, moment: moment, call: call).page)
    }

    static let goal = Endpoint(.get, "/plans/{plan}/goals/{goal}", .everyone, .page("計畫裡的一個目標", query: [Moment.parameter])) { call in
        let (content, seal, moment) = try await sealed(call)
        guard let goal = content.line(try call.parameter("goal")), goal.kind == .goal else { return try await gone("goal", moment, call) }
        let thread = try await thread(of: goal, content.plan, moment, call)
        return .page(GoalPage(content: content, goal: goal, seal: seal, thread: thread, moment: moment, call: call).page)
    }

    static let item = Endpoint(.get, "/plans/{plan}/items/{item}", .everyone, .page("計畫裡的一項工作", query: [Moment.parameter])) { call in
        let (content, seal, moment) = try await sealed(call)
        guard let item = content.line(try call.parameter("item")), item.kind == .item else { return try await gone("item", moment, call) }
        let thread = try await thread(of: item, content.plan, moment, call)
        return .page(ItemPage(content: content, item: item, seal: seal, thread: thread, moment: moment, call: call).page)
    }

    /// A line that earlier versions had says so; its address stays.
    private static func gone(_ parameter: String, _ moment: Moment, _ call: Call) async throws -> Reply {
        let (plan, line) = (try call.parameter("plan"), try call.parameter(parameter))
        guard !moment.isPast, let gone = try await call.store.read({ try GoneLine.find(line, of: plan, $0) }),
            gone.line.kind == (parameter == "goal" ? .goal : .item)
        else { throw Problem.notFound }
        return .page(gone.page(call))
    }

    private static func thread(of line: PlanLine, _ plan: Plan, _ moment: Moment, _ call: Call) async throws -> ThreadRecord {
        try await call.store.read { try ThreadRecord.read(line.reference(in: plan.id), moment, call, $0) }
    }

    /// The same with the seal of the entry that last changed it.
    private static func sealed(_ call: Call) async throws -> (PlanContent, LedgerSeal?, Moment) {
        let id = try call.parameter("plan")
        let moment = try await call.moment()
        let (content, seal) = try await call.store.read(at: moment) { db in
            (try PlanQueries.content(id, asOf: moment.asOf, db), try LedgerSeal.find(Reference("planning/plan", id), asOf: moment.asOf, db))
        }
        guard let content, content.plan.status == .published else { throw Problem.notFound }
        return (content, seal, moment)
    }

    /// The plan that the address names, if everyone may see it.
    /// - Throws: ``Problem/notFound``; a draft does not exist here.
    static func published(_ call: Call) async throws -> PlanContent {
        let id = try call.parameter("plan")
        let moment = try await call.moment()
        let content = try await call.store.read(at: moment) { try PlanQueries.content(id, asOf: moment.asOf, $0) }
        guard let content, content.plan.status == .published else { throw Problem.notFound }
        return content
    }
}
