internal import Formats
internal import Kernel
internal import Ledger
internal import Markup
internal import Storage
internal import Threads

/// Year's plans on the public side.
enum AnnualPages {
    static let all = [list, plan, item, document, outline]

    static let list = Endpoint(
        .get, "/annual-plans", .everyone,
        .page("年度施政計畫清單", query: [.limit, .after, QueryParameter("agency", "只列這個機關（代號）"), Moment.parameter])
    ) { call in
        let (limit, moment) = (try call.limit(or: 50), try await call.moment())
        let (agency, after) = (call.request.query["agency"].flatMap { $0.isEmpty ? nil : $0 }, try AnnualCursor.read(call))
        let (found, agencies) = try await call.store.read { db in
            (
                try AnnualQueries.published(agency: agency, after: after, limit: limit, asOf: moment.asOf, db),
                try AgencyQueries.all(db)
            )
        }
        return .page(AnnualListPage(plans: found.plans, next: found.next, agencies: agencies, agency: agency, moment: moment, call: call).page)
    }

    static let plan = Endpoint(.get, "/annual-plans/{annual}", .everyone, .page("一份年度施政計畫", query: [Moment.parameter])) { call in
        let (moment, id) = (try await call.moment(), try call.parameter("annual"))
        let view = try await call.store.read { db -> AnnualPlanPage in
            guard let content = try AnnualQueries.content(id, asOf: moment.asOf, db), content.plan.status == .published else {
                throw Problem.notFound
            }
            return AnnualPlanPage(
                content: content, results: try AnnualResults.read(content, asOf: moment.asOf, db),
                assessment: try AssessmentQueries.announced(id, asOf: moment.asOf, db),
                seal: try LedgerSeal.find(content.plan.reference, asOf: moment.asOf, db), moment: moment, call: call)
        }
        return .page(view.page)
    }

    static let item = Endpoint(
        .get, "/annual-plans/{annual}/items/{work}", .everyone, .page("年度施政計畫的一個工作項目", query: [Moment.parameter])
    ) { call in
        let (moment, id, key) = (try await call.moment(), try call.parameter("annual"), try call.parameter("work"))
        let view = try await call.store.read { db -> WorkItemPage in
            guard let plan = try AnnualQueries.find(id, asOf: moment.asOf, db), plan.status == .published,
                let item = try AnnualQueries.item(key, of: id, asOf: moment.asOf, db)
            else { throw Problem.notFound }
            return WorkItemPage(
                plan: plan, item: item, goal: try AnnualQueries.goals(of: id, asOf: moment.asOf, db).first { $0.id == item.goal },
                line: try PlanQueries.line(item.line, of: plan.plan, asOf: moment.asOf, db),
                seal: try LedgerSeal.find(plan.reference, asOf: moment.asOf, db),
                thread: try ThreadRecord.read(item.reference(in: id), moment, call, db), moment: moment, call: call)
        }
        return .page(view.page)
    }

    static let document = Endpoint(
        .get, "/annual-plans/{annual}/document", .everyone, .bytes("年度施政計畫（ODT）", [AnnualDocument.type])
    ) { call in
        let content = try await readable(call)
        return .download(try AnnualDocument(content: content, t: call.t).plan.odt(), type: AnnualDocument.type, name: "\(content.plan.id).odt")
    }

    static let outline = Endpoint(
        .get, "/annual-plans/{annual}/outline", .everyone, .bytes("年度施政綱要（ODT）", [AnnualDocument.type])
    ) { call in
        let content = try await readable(call)
        return .download(
            try AnnualDocument(content: content, t: call.t).outline.odt(), type: AnnualDocument.type, name: "\(content.plan.id)-outline.odt")
    }

    /// A published plan, or a draft for those who may read it.
    private static func readable(_ call: Call) async throws -> AnnualContent {
        let id = try call.parameter("annual")
        guard let content = try await call.store.read({ try AnnualQueries.content(id, $0) }),
            content.plan.status == .published || call.granted.holds(PlanningModule.readDrafts, on: content.plan.agency)
        else { throw Problem.notFound }
        return content
    }
}

enum AnnualCursor {
    /// The `after` of a list's address.
    /// - Throws: ``Problem`` 400 when it is not one that a `next` gave.
    static func read(_ call: Call) throws -> String? {
        guard let text = call.request.query["after"], !text.isEmpty else { return nil }
        let parts = text.split(separator: "~", maxSplits: 1)
        guard parts.count == 2, Int(parts[0]) != nil else { throw Problem.badQuery("after", "請用上一頁給的 next。") }
        return text
    }
}
