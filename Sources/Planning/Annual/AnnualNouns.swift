internal import Kernel
internal import Markup
internal import Storage

/// What year's plans and their parts look like on a thread.
enum AnnualNouns {
    static let all = [plan, work, measure]

    private static let plan = Noun(
        "planning/annual", "年度施政計畫", icon: "doc", isPublic: { id, db in try AnnualQueries.find(id, db).map { $0.status == .published } },
        tells: { _, facts, isStaff in facts["status"] == "published" ? "公布年度施政計畫" : facts["plan"] != nil && isStaff ? "編製年度施政計畫" : nil }
    ) { ids, view, db in
        try ids.compactMap { try visible($0, view, db) }.map { plan in
            var glance = Glance(plan.reference, title: plan.title, url: url(plan))
            (glance.agency, glance.isSample, glance.changedAt) = (plan.agency, plan.isSample, plan.publishedAt)
            return glance
        }
    }

    private static let work = Noun(
        "planning/work", "年度工作項目", icon: "list", isPublic: isPublic(AnnualQueries.hasItem), whole: whole,
        tells: { _, facts, _ in
            switch facts["state"] {
            case "done": "工作項目完成"
            case "dropped": "工作項目不再辦理"
            case "open": "填報工作項目的辦理情形"
            default: nil
            }
        }
    ) { ids, view, db in
        try parts(ids, view, db).compactMap { plan, key in
            guard let item = try AnnualQueries.item(key, of: plan.id, asOf: view.asOf, db) else { return nil }
            let own = plan.status == .published ? AnnualURL.item(plan.id, key) : AnnualURL.work(plan.id, key)
            var glance = Glance(item.reference(in: plan.id), title: "\(plan.year)年度：\(item.name)", url: own)
            (glance.agency, glance.isSample, glance.state) = (plan.agency, plan.isSample, item.state.title)
            return glance
        }
    }

    private static let measure = Noun(
        "planning/measure", "年度衡量指標", icon: "gauge", isPublic: isPublic(AnnualQueries.hasIndicator), whole: whole, tells: { _, _, _ in nil }
    ) { ids, view, db in
        try parts(ids, view, db).compactMap { plan, key in
            guard let indicator = try AnnualQueries.indicator(key, of: plan.id, asOf: view.asOf, db) else { return nil }
            let own = plan.status == .published ? AnnualURL.indicator(plan.id, key) : AnnualURL.measure(plan.id, key)
            var glance = Glance(indicator.reference(in: plan.id), title: "\(plan.year)年度：\(indicator.title)", url: own)
            (glance.agency, glance.isSample) = (plan.agency, plan.isSample)
            return glance
        }
    }

    private static func url(_ plan: AnnualPlan) -> LocalURL { plan.status == .published ? AnnualURL.plan(plan.id) : AnnualURL.desk(plan.id) }

    /// Published, or a draft of an agency whose drafts this reader may see.
    private static func visible(_ id: String, _ view: Noun.View, _ db: any Reader) throws -> AnnualPlan? {
        guard let plan = try AnnualQueries.find(id, asOf: view.asOf, db) else { return nil }
        return plan.status == .published || view.granted.holds(PlanningModule.readDrafts, on: plan.agency) ? plan : nil
    }

    private static func parts(_ ids: [String], _ view: Noun.View, _ db: any Reader) throws -> [(AnnualPlan, String)] {
        var found: [(AnnualPlan, String)] = []
        for (annual, keys) in Dictionary(grouping: ids.compactMap(AnnualKey.init), by: \.annual).sorted(by: { $0.key < $1.key }) {
            guard let plan = try visible(annual, view, db) else { continue }
            found += keys.map { (plan, $0.part) }
        }
        return found
    }

    private static let whole: @Sendable (String, any Reader) throws -> Reference? = { id, _ in
        AnnualKey(id).map { Reference("planning/annual", $0.annual) }
    }

    private static func isPublic(
        _ exists: @escaping @Sendable (_ key: String, _ annual: String, _ db: any Reader) throws -> Bool
    ) -> @Sendable (String, any Reader) throws -> Bool? {
        { id, db in
            guard let key = AnnualKey(id), try exists(key.part, key.annual, db) else { return nil }
            return try AnnualQueries.isPublished(key.annual, db)
        }
    }
}

extension AnnualQueries {
    @Sendable static func hasItem(_ key: String, of annual: String, _ db: any Reader) throws -> Bool {
        try db.first("SELECT id FROM work_item WHERE annual = \(annual) AND id = \(key)") != nil
    }

    @Sendable static func hasIndicator(_ key: String, of annual: String, _ db: any Reader) throws -> Bool {
        try db.first("SELECT id FROM annual_indicator WHERE annual = \(annual) AND id = \(key)") != nil
    }
}

extension WorkItem.State {
    var title: Phrase {
        switch self {
        case .open: "辦理中"
        case .done: "已完成"
        case .dropped: "不再辦理"
        }
    }
}
