internal import Kernel
internal import Storage

/// Puts a report that was checked into the record, as a draft of its agency.
struct ReportImport: Sendable {
    let agency: String
    let years: ClosedRange<Int>
    let draft: ReportDraft

    /// For a document that names itself nowhere.
    private static let standardTitle = "施政成果報告"

    private var id: String { Plan.id(agency: agency, years: years) }

    func write(at now: Instant, _ db: any Writer, _ changes: inout [Change]) throws -> (outcome: PlanImport.Outcome, id: String) {
        let title = draft.title ?? Self.standardTitle
        // Made first and then locked: two who accept the same new report at once wait for each other.
        try db.run(
            """
            INSERT INTO performance_report (id, agency, title, from_year, to_year, digest, version, notes, imported_at)
            VALUES (\(id), \(agency), \(title), \(years.lowerBound), \(years.upperBound), '', 0, '[]', \(now)) ON CONFLICT (id) DO NOTHING
            """)
        guard let row = try db.first("SELECT digest, version, retired FROM performance_report WHERE id = \(id)\(SQL.forUpdate)") else {
            throw StoreError.retry
        }
        let before = try ReportQueries.lines(of: id, db)
        var retired = try PlanRow.keys(row.optional("retired"))
        let lines = ReportLine.keyed(draft, old: before, retired: retired)
        let digest = ReportLine.digest(title: title, lines)
        if try row.get("digest") == digest { return (.unchanged, id) }
        retired.formUnion(before.map(\.id))
        retired.subtract(lines.map(\.id))
        let version: Int = try row.get("version")
        try db.run(
            """
            UPDATE performance_report SET title = \(title), digest = \(digest), version = \(version + 1), retired = \(PlanRow.json(retired)),
            notes = \(PlanNotes.json(draft.warnings)), imported_at = \(now) WHERE id = \(id)
            """)
        try replace(lines, db)
        try ProposedMeasurement.propose(lines, of: id, db, &changes)
        changes.append(Change(Reference("planning/report", id), [("digest", digest), ("lines", String(lines.count)), ("status", "draft")]))
        return (version == 0 ? .added : .replaced, id)
    }

    private func replace(_ lines: [ReportLine], _ db: any Writer) throws {
        try db.run("DELETE FROM performance_report_line WHERE report = \(id)")
        for (place, line) in lines.enumerated() {
            try db.run(
                """
                INSERT INTO performance_report_line (report, id, parent, place, level, number, label, title, text)
                VALUES (\(id), \(line.id), \(line.parent), \(place), \(line.level), \(line.number), \(line.label), \(line.title), \(line.text))
                """)
        }
    }

    /// The upload against the report that is there; nil where there is none.
    static func difference(_ review: PlanReview, _ draft: ReportDraft, _ db: any Reader) throws -> LineDifference? {
        let id = Plan.id(agency: review.agency, years: review.years)
        guard let row = try db.first("SELECT retired FROM performance_report WHERE id = \(id)") else { return nil }
        let old = try ReportQueries.lines(of: id, db)
        let new = ReportLine.keyed(draft, old: old, retired: try PlanRow.keys(row.optional("retired")))
        return LineDifference(old: old.map(\.compared), new: new.map(\.compared))
    }
}
