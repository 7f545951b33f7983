internal import Kernel
internal import Markup
internal import Storage

/// What plans, goals and lines look like on a thread. Keys of lines are `plan/line`, as in their references.
enum PlanNouns {
    static let all = [plan, goal, item, version]

    private static let plan = Noun(
        "planning/plan", "施政計畫", icon: "doc", isPublic: { id, db in try PlanQueries.find(id, db).map { $0.status == .published } },
        tells: { reason, _, _ in reason == "planning.publishPlan" ? "公布計畫" : nil }
    ) { ids, view, db in
        try ids.compactMap { try PlanQueries.find($0, asOf: view.asOf, db) }.filter { $0.status == .published }.map { plan in
            var glance = Glance(
                Reference("planning/plan", plan.id), title: "\(plan.shortTitle) \(plan.years.lowerBound)–\(plan.years.upperBound)",
                url: PlanURL.plan(plan.id))
            glance.agency = plan.agency
            return glance
        }
    }

    private static let goal = Noun("planning/goal", "計畫目標", icon: "flag", isPublic: isPublic, tells: { _, _, _ in nil }) { ids, view, db in
        try lines(ids, view, db).map { plan, line in
            var glance = Glance(line.reference(in: plan.id), title: line.title, url: PlanURL.goal(plan.id, line.id))
            glance.agency = plan.agency
            return glance
        }
    }

    private static let item = Noun(
        "planning/item", "計畫項目", icon: "doc", isPublic: isPublic,
        whole: { id, db in
            guard let (plan, line) = keys(id), let parent = try PlanQueries.line(line, of: plan, db)?.parent else { return nil }
            return Reference("planning/goal", "\(plan)/\(parent)")
        }, tells: { _, _, _ in nil }
    ) { ids, view, db in
        try lines(ids, view, db).map { plan, line in
            var glance = Glance(line.reference(in: plan.id), title: line.shortName ?? line.text, url: PlanURL.item(plan.id, line.id))
            glance.agency = plan.agency
            return glance
        }
    }

    /// A draft shows to those who may read drafts, and stands for what became of it.
    private static let version = Noun(
        "planning/version", "計畫的版本", icon: "doc", isPublic: { id, db in try PlanVersionQueries.find(id, db).map { $0.publishedAt != nil } },
        whole: { id, db in try PlanVersionQueries.find(id, db).map { Reference("planning/plan", $0.plan) } }, tells: { _, _, _ in nil }
    ) { ids, view, db in
        try ids.compactMap { id -> Glance? in
            guard let version = try PlanVersionQueries.find(id, db), let plan = try PlanQueries.find(version.plan, db) else { return nil }
            let title = "\(plan.shortTitle) \(plan.years.lowerBound)–\(plan.years.upperBound)（\(version.number)）"
            if version.publishedAt != nil { return Glance(version.reference, title: title, url: version.url) }
            guard view.granted.holds(PlanningModule.readDrafts, on: plan.agency) else { return nil }
            let revision = try PlanQueries.find(Plan.revision(of: version.plan), db)
            return Glance(version.reference, title: title, url: PlanURL.draft(revision?.id ?? plan.id))
        }
    }

    private static func keys(_ id: String) -> (plan: String, line: String)? {
        let keys = id.split(separator: "/").map(String.init)
        return keys.count == 2 ? (keys[0], keys[1]) : nil
    }

    private static func isPublic(_ id: String, _ db: any Reader) throws -> Bool? {
        guard let (plan, line) = keys(id), try PlanQueries.line(line, of: plan, db) != nil else { return nil }
        return try PlanQueries.isPublished(plan, db)
    }

    /// Of published plans; a query a plan for the plan, and one a line by its key.
    private static func lines(_ ids: [String], _ view: Noun.View, _ db: any Reader) throws -> [(Plan, PlanLine)] {
        var found: [(Plan, PlanLine)] = []
        for (plan, some) in Dictionary(grouping: ids.compactMap(keys), by: \.plan).sorted(by: { $0.key < $1.key }) {
            guard let plan = try PlanQueries.find(plan, asOf: view.asOf, db), plan.status == .published else { continue }
            found += try some.compactMap { try PlanQueries.line($0.line, of: plan.id, asOf: view.asOf, db) }.map { (plan, $0) }
        }
        return found
    }
}

extension PlanLine {
    /// What a thread hangs on.
    func reference(in plan: String) -> Reference {
        switch kind {
        case .goal: Reference("planning/goal", "\(plan)/\(id)")
        case .item, .priority: Reference("planning/item", "\(plan)/\(id)")
        }
    }
}
