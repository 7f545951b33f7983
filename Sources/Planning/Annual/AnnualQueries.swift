internal import Formats
internal import Kernel
internal import Storage

/// Every query on year's plans.
enum AnnualQueries {
    private static func select(_ asOf: AsOf) -> SQL {
        """
        SELECT annual_plan.id, annual_plan.agency, agency.name AS agency_name, annual_plan.year, annual_plan.title, annual_plan.plan,
        annual_plan.status, annual_plan.is_sample, annual_plan.published_at
        FROM \(asOf.table("annual_plan")) JOIN \(asOf.table("agency")) ON agency.id = annual_plan.agency
        """
    }

    static func find(_ id: String, asOf: AsOf = .now, _ db: any Reader) throws -> AnnualPlan? {
        try db.first("\(select(asOf)) WHERE annual_plan.id = \(id)").map(plan)
    }

    /// Held until the transaction ends.
    static func locked(_ id: String, _ db: any Writer) throws -> AnnualPlan? {
        guard try db.first("SELECT id FROM annual_plan WHERE id = \(id)\(SQL.forUpdate)") != nil else { return nil }
        return try find(id, db)
    }

    static func content(_ id: String, asOf: AsOf = .now, _ db: any Reader) throws -> AnnualContent? {
        guard let plan = try find(id, asOf: asOf, db) else { return nil }
        return AnnualContent(
            plan: plan, goals: try goals(of: id, asOf: asOf, db), items: try items(of: id, asOf: asOf, db),
            indicators: try indicators(of: id, asOf: asOf, db))
    }

    static func isPublished(_ id: String, _ db: any Reader) throws -> Bool {
        try db.first("SELECT id FROM annual_plan WHERE id = \(id) AND status = 'published'") != nil
    }

    static func agency(of id: String, _ db: any Reader) throws -> String? {
        try db.first("SELECT agency FROM annual_plan WHERE id = \(id)")?.get("agency")
    }

    /// The newest years first, after `year~id`.
    static func published(
        agency: String?, after: String? = nil, limit: Int, asOf: AsOf = .now, _ db: any Reader
    ) throws -> (plans: [AnnualPlan], next: String?) {
        var conditions: [SQL] = ["annual_plan.status = 'published'"]
        if let agency { conditions.append("annual_plan.agency = \(agency)") }
        let place = after?.split(separator: "~", maxSplits: 1).map(String.init) ?? []
        if place.count == 2, let year = Int(place[0]) { conditions.append("(annual_plan.year, annual_plan.id) < (\(year), \(place[1]))") }
        let found = try db.all(
            """
            \(select(asOf)) WHERE \(SQL.joined(conditions, by: " AND ")) ORDER BY annual_plan.year DESC, annual_plan.id DESC LIMIT \(limit + 1)
            """
        ).map(plan)
        return (Array(found.prefix(limit)), found.count > limit ? found[limit - 1].place : nil)
    }

    /// All of some agencies, drafts too; nil is every agency.
    static func all(of agencies: Set<String>?, _ db: any Reader) throws -> [AnnualPlan] {
        let condition: SQL = agencies.map { "WHERE annual_plan.agency IN (\(list: $0.sorted()))" } ?? ""
        return try db.all("\(select(.now)) \(condition) ORDER BY annual_plan.year DESC, annual_plan.id LIMIT 500").map(plan)
    }

    static func goals(of id: String, asOf: AsOf = .now, _ db: any Reader) throws -> [AnnualGoal] {
        try db.all(
            "SELECT id, kind, number, title, weight, outline FROM \(asOf.table("annual_goal")) WHERE annual = \(id) ORDER BY place, id"
        ).map { row in
            AnnualGoal(
                id: try row.get("id"), kind: try row.word("kind"), number: try row.get("number"), title: try row.get("title"),
                weight: Weight(hundredths: try row.get("weight")), outline: try row.optional("outline"))
        }
    }

    private static let itemColumns: SQL =
        "id, goal, line, name, category, content, starts, ends, budget, funding, benefit, unit, continues, state, progress"
    private static let indicatorColumns: SQL =
        "id, goal, line, title, mechanism, method, standard, stages, target, unit, direction, weight, source, cause, strategy, continues"

    static func items(of id: String, asOf: AsOf = .now, _ db: any Reader) throws -> [WorkItem] {
        try db.all("SELECT \(itemColumns) FROM \(asOf.table("work_item")) WHERE annual = \(id) ORDER BY place, id").map(item)
    }

    static func item(_ key: String, of id: String, asOf: AsOf = .now, _ db: any Reader) throws -> WorkItem? {
        try db.first("SELECT \(itemColumns) FROM \(asOf.table("work_item")) WHERE annual = \(id) AND id = \(key)").map(item)
    }

    static func indicators(of id: String, asOf: AsOf = .now, _ db: any Reader) throws -> [AnnualIndicator] {
        try db.all("SELECT \(indicatorColumns) FROM \(asOf.table("annual_indicator")) WHERE annual = \(id) ORDER BY place, id").map(indicator)
    }

    static func indicator(_ key: String, of id: String, asOf: AsOf = .now, _ db: any Reader) throws -> AnnualIndicator? {
        try db.first("SELECT \(indicatorColumns) FROM \(asOf.table("annual_indicator")) WHERE annual = \(id) AND id = \(key)").map(indicator)
    }

    private static func plan(_ row: Row) throws -> AnnualPlan {
        AnnualPlan(
            id: try row.get("id"), agency: try row.get("agency"), agencyName: try row.get("agency_name"), year: try row.get("year"),
            title: try row.get("title"), plan: try row.get("plan"), status: try row.word("status"),
            isSample: try row.get("is_sample"), publishedAt: try row.optional("published_at"))
    }

    static func item(_ row: Row) throws -> WorkItem {
        WorkItem(
            id: try row.get("id"), goal: try row.get("goal"), line: try row.get("line"), name: try row.get("name"),
            category: try row.get("category"), content: try row.get("content"), starts: try row.date("starts"), ends: try row.date("ends"),
            budget: try row.get("budget"), funding: try row.get("funding"), benefit: try row.get("benefit"), unit: try row.get("unit"),
            continues: try row.optional("continues"), state: try row.word("state"), progress: try row.get("progress"))
    }

    private static func indicator(_ row: Row) throws -> AnnualIndicator {
        AnnualIndicator(
            id: try row.get("id"), goal: try row.get("goal"), line: try row.get("line"), title: try row.get("title"),
            mechanism: try row.get("mechanism"), method: try row.get("method"), standard: try row.get("standard"),
            stages: AnnualIndicator.stages(try row.get("stages")) ?? [], target: try row.get("target"), unit: try row.get("unit"),
            direction: try row.word("direction"), weight: Weight(hundredths: try row.get("weight")), source: try row.optional("source"),
            cause: try row.get("cause"), strategy: try row.get("strategy"), continues: try row.optional("continues"))
    }
}

extension AnnualPlan {
    /// Where a list goes on after this one.
    var place: String { "\(year)~\(id)" }
}

extension AnnualIndicator {
    /// One a line, the percentage first: `25 完成設計`. As they are kept, and as a form shows them.
    /// - Returns: nil where a line says no percentage, or they do not rise to 100.
    static func stages(_ text: String) -> [Stage]? {
        var stages: [Stage] = []
        for line in text.split(whereSeparator: \.isNewline) where !line.allSatisfy(\.isWhitespace) {
            let words = line.split(maxSplits: 1, whereSeparator: { $0.isWhitespace || $0 == "%" || $0 == "％" })
            guard words.count == 2, let percent = Double(words[0]), (0...100).contains(percent) else { return nil }
            let title = words[1].drop { $0.isWhitespace || $0 == "%" || $0 == "％" }
            guard !title.isEmpty, percent > stages.last?.percent ?? -1 else { return nil }
            stages.append(Stage(percent: percent, title: String(title)))
        }
        return stages.isEmpty || stages.last?.percent == 100 ? stages : nil
    }

    static func text(_ stages: [Stage]) -> String { stages.map { "\(Figures.exact($0.percent)) \($0.title)" }.joined(separator: "\n") }
}
