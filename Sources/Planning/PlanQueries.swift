internal import Formats
internal import Kernel
internal import Storage

/// Every query on plans.
enum PlanQueries {
    /// Where a page of a list ended: the years and the key of its last plan.
    struct Cursor: Equatable {
        let fromYear: Int
        let id: String

        var text: String { "\(fromYear)~\(id)" }

        init(fromYear: Int, id: String) {
            self.fromYear = fromYear
            self.id = id
        }

        init?(_ text: String) {
            let parts = text.split(separator: "~", maxSplits: 1)
            guard parts.count == 2, let year = Int(parts[0]) else { return nil }
            self.init(fromYear: year, id: String(parts[1]))
        }
    }

    /// Published plans, newest years first. One more than `limit` is read, to know whether there is a next page without counting.
    static func published(agency: String? = nil, after cursor: Cursor?, limit: Int, asOf: AsOf = .now, _ db: any Reader) throws -> (
        plans: [Plan], next: Cursor?
    ) {
        var conditions: [SQL] = ["plan.status = 'published'"]
        if let agency { conditions.append("plan.agency = \(agency)") }
        if let cursor {
            conditions.append("(plan.from_year, plan.id) < (\(cursor.fromYear), \(cursor.id))")
        }
        let rows = try db.all(
            "\(select(asOf)) WHERE \(SQL.joined(conditions, by: " AND ")) ORDER BY plan.from_year DESC, plan.id DESC LIMIT \(limit + 1)")
        let plans = try rows.prefix(limit).map(plan)
        let next = rows.count > limit ? plans.last.map { Cursor(fromYear: $0.years.lowerBound, id: $0.id) } : nil
        return (plans, next)
    }

    /// The plans last published, for the feed and for "recent changes".
    static func latest(_ limit: Int, asOf: AsOf = .now, _ db: any Reader) throws -> [(plan: Plan, at: Instant)] {
        try db.all("\(select(asOf)) WHERE plan.status = 'published' ORDER BY plan.published_at DESC NULLS LAST, plan.id LIMIT \(limit)").map {
            (try plan($0), try $0.get("published_at"))
        }
    }

    /// A plan's own row.
    static func find(_ id: String, asOf: AsOf = .now, _ db: any Reader) throws -> Plan? {
        try db.first("\(select(asOf)) WHERE plan.id = \(id)").map(plan)
    }

    /// The whole of a plan.
    static func content(_ id: String, asOf: AsOf = .now, _ db: any Reader) throws -> PlanContent? {
        guard let plan = try find(id, asOf: asOf, db) else { return nil }
        let lines = try lines(of: id, asOf: asOf, db)
        let indicators = try db.all(
            """
            SELECT id, line, title, target, unit, comparison, source_text FROM \(asOf.table("plan_indicator")) WHERE plan = \(id) ORDER BY place
            """
        ).map(indicator)
        return PlanContent(plan: plan, lines: lines, indicators: indicators)
    }

    /// What the reader of the document was not sure about.
    static func notes(_ id: String, _ language: MessageLanguage, _ db: any Reader) throws -> [String] {
        guard let row = try db.first("SELECT notes FROM plan WHERE id = \(id)") else { return [] }
        return try PlanNotes.read(row.get("notes"), language)
    }

    /// Keys of lines that earlier versions had.
    static func retired(_ plan: String, _ db: any Reader) throws -> Set<String> {
        try PlanRow.keys(db.first("SELECT retired FROM plan WHERE id = \(plan)")?.optional("retired"))
    }

    /// Lines alone, for what follows them from version to version.
    static func lines(of plan: String, asOf: AsOf = .now, _ db: any Reader) throws -> [PlanLine] {
        try db.all("\(selectLine) FROM \(asOf.table("plan_line")) WHERE plan = \(plan) ORDER BY place").map(line)
    }

    /// One line by its key.
    static func line(_ id: String, of plan: String, asOf: AsOf = .now, _ db: any Reader) throws -> PlanLine? {
        try db.first("\(selectLine) FROM \(asOf.table("plan_line")) WHERE plan = \(plan) AND id = \(id)").map(line)
    }

    /// Drafts of some agencies, or of all of them.
    static func drafts(of agencies: Set<String>?, _ db: any Reader) throws -> [Plan] {
        let mine: SQL = agencies.map { "AND plan.agency IN (\(list: $0.sorted()))" } ?? ""
        return try db.all("\(select(.now)) WHERE plan.status = 'draft' \(mine) ORDER BY plan.from_year DESC, plan.id LIMIT 200").map(plan)
    }

    /// Every plan, drafts too, for who works at the machine itself.
    static func all(_ db: any Reader) throws -> [Plan] {
        try db.all("\(select(.now)) ORDER BY plan.id").map(plan)
    }

    static func isPublished(_ id: String, _ db: any Reader) throws -> Bool {
        try db.first("SELECT id FROM plan WHERE id = \(id) AND status = 'published'") != nil
    }

    /// Since when the plan is published as it is.
    static func publication(of id: String, _ db: any Reader) throws -> Instant? {
        try db.first("SELECT published_at FROM plan WHERE id = \(id)")?.optional("published_at")
    }

    /// The agency a plan belongs to, for the authorizer.
    static func agency(of id: String, _ db: any Reader) throws -> String? {
        try db.first("SELECT agency FROM plan WHERE id = \(id)")?.get("agency")
    }

    private static func select(_ asOf: AsOf) -> SQL {
        """
        SELECT plan.id, plan.agency, agency.name AS agency_name, plan.title, plan.from_year, plan.to_year, plan.status, plan.mission, plan.vision,
        plan.digest, plan.version, plan.revises, plan.published_at FROM \(asOf.table("plan")) JOIN \(asOf.table("agency")) ON agency.id = plan.agency
        """
    }

    private static let selectLine: SQL =
        "SELECT id, kind, parent, number, goal_kind, perspective, title, text, short_name"

    private static func plan(_ row: Row) throws -> Plan {
        let from: Int = try row.get("from_year")
        let to: Int = try row.get("to_year")
        return Plan(
            id: try row.get("id"), agency: try row.get("agency"), agencyName: try row.get("agency_name"), title: try row.get("title"),
            years: from...max(from, to), status: try row.word("status"), mission: try row.get("mission"), vision: try row.get("vision"),
            digest: try row.get("digest"), version: try row.optional("version") ?? 1, revises: try row.optional("revises"))
    }

    private static func line(_ row: Row) throws -> PlanLine {
        PlanLine(
            id: try row.get("id"), kind: try row.word("kind"), parent: try row.optional("parent"), number: try row.get("number"),
            goalKind: try row.optionalWord("goal_kind"), perspective: try row.optionalWord("perspective"), title: try row.get("title"),
            text: try row.get("text"), shortName: try row.optional("short_name"))
    }

    private static func indicator(_ row: Row) throws -> ProposedIndicator {
        ProposedIndicator(
            id: try row.get("id"), line: try row.get("line"), title: try row.get("title"), target: try row.get("target"),
            unit: try row.get("unit"), comparison: try row.word("comparison"), sourceText: try row.get("source_text"))
    }
}
