internal import Formats
internal import Indicators
internal import Storage

/// Every query on the numbers of reports.
enum NumberQueries {
    static func find(_ id: String, of report: String, _ db: any Reader) throws -> ProposedMeasurement? {
        try db.first("\(select) WHERE report = \(report) AND id = \(id)").map(number)
    }

    /// In the order of the report, from a place on.
    static func page(
        of report: String, _ status: ProposedMeasurement.Status?, from place: Int, limit: Int, _ db: any Reader
    ) throws -> (numbers: [ProposedMeasurement], next: Int?) {
        let some: SQL = status.map { "AND status = \($0.rawValue)" } ?? ""
        let rows = try db.all(
            "\(select) WHERE report = \(report) AND place >= \(place) \(some) ORDER BY place, id LIMIT \(limit + 1)")
        return (try rows.prefix(limit).map(number), rows.count > limit ? try rows[limit].get("place") : nil)
    }

    /// Where one of them stands in the order of the report.
    static func place(of id: String, in report: String, _ db: any Reader) throws -> Int? {
        try db.first("SELECT place FROM proposed_measurement WHERE report = \(report) AND id = \(id)")?.get("place")
    }

    /// The next that waits, after one of them; the first when none does after it.
    static func waiting(after id: String, of report: String, _ db: any Reader) throws -> String? {
        let place = try place(of: id, in: report, db) ?? -1
        return try db.first(
            """
            SELECT id FROM proposed_measurement WHERE report = \(report) AND status = 'proposed' AND id <> \(id)
            ORDER BY CASE WHEN place > \(place) THEN 0 ELSE 1 END, place, id LIMIT 1
            """)?.get("id")
    }

    static func counts(of report: String, _ db: any Reader) throws -> [ProposedMeasurement.Status: Int] {
        let rows = try db.all("SELECT status, count(*) AS n FROM proposed_measurement WHERE report = \(report) GROUP BY status")
        return Dictionary(uniqueKeysWithValues: try rows.map { (try $0.word("status"), try $0.get("n")) })
    }

    private static let select: SQL = """
        SELECT report, id, line, place, title, value, unit, sentence, printed, start, status, indicator, period, decided_at FROM proposed_measurement
        """

    private static func number(_ row: Row) throws -> ProposedMeasurement {
        ProposedMeasurement(
            report: try row.get("report"), id: try row.get("id"), line: try row.get("line"), title: try row.get("title"), value: try row.get("value"),
            unit: try row.get("unit"), sentence: try row.get("sentence"), printed: try row.get("printed"), start: try row.get("start"),
            status: try row.word("status"), indicator: try row.optional("indicator"),
            period: try row.optional("period", as: String.self).flatMap { Period(id: $0) }, decidedAt: try row.optional("decided_at"))
    }
}
