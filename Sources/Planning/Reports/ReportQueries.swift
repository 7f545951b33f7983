internal import Storage

/// Every query on reports.
enum ReportQueries {
    static func find(_ id: String, _ db: any Reader) throws -> PerformanceReport? {
        try db.first("\(select) WHERE performance_report.id = \(id)").map(report)
    }

    /// Those of some agencies, or of all of them.
    static func all(of agencies: Set<String>?, _ db: any Reader) throws -> [PerformanceReport] {
        let mine: SQL = agencies.map { "WHERE performance_report.agency IN (\(list: $0.sorted()))" } ?? ""
        return try db.all("\(select) \(mine) ORDER BY performance_report.from_year DESC, performance_report.id LIMIT 200").map(report)
    }

    /// What everyone may read, the newest years first.
    static func published(year: Int? = nil, agency: String? = nil, limit: Int = 200, _ db: any Reader) throws -> [PerformanceReport] {
        var conditions: [SQL] = ["performance_report.state = 'published'"]
        if let year { conditions.append("from_year = \(year)") }
        if let agency { conditions.append("performance_report.agency = \(agency)") }
        return try db.all(
            "\(select) WHERE \(SQL.joined(conditions, by: " AND ")) ORDER BY from_year DESC, performance_report.id LIMIT \(limit)"
        ).map(report)
    }

    static func lines(of report: String, _ db: any Reader) throws -> [ReportLine] {
        try db.all(
            "SELECT id, parent, level, number, label, title, text, about FROM performance_report_line WHERE report = \(report) ORDER BY place"
        ).map { row in
            ReportLine(
                id: try row.get("id"), parent: try row.optional("parent"), level: try row.get("level"), number: try row.get("number"),
                label: try row.get("label"), title: try row.get("title"), text: try row.get("text"),
                about: try row.optional("about"))
        }
    }

    /// The agency a report belongs to, for the authorizer.
    static func agency(of id: String, _ db: any Reader) throws -> String? {
        try db.first("SELECT agency FROM performance_report WHERE id = \(id)")?.get("agency")
    }

    private static let select: SQL = """
        SELECT performance_report.id, performance_report.agency, agency.name AS agency_name, title, from_year, to_year, version, plan, entries,
        taken_at, published_at FROM performance_report
        JOIN agency ON agency.id = performance_report.agency
        """

    private static func report(_ row: Row) throws -> PerformanceReport {
        let from: Int = try row.get("from_year")
        return PerformanceReport(
            id: try row.get("id"), agency: try row.get("agency"), agencyName: try row.get("agency_name"), title: try row.get("title"),
            years: from...max(from, try row.get("to_year")),
            version: try row.get("version"), plan: try row.optional("plan"), entries: try row.optional("entries"),
            takenAt: try row.optional("taken_at"), publishedAt: try row.optional("published_at"))
    }
}
