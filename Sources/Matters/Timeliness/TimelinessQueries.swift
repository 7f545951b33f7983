internal import Formats
internal import Kernel
internal import Storage

/// How long matters took, in whole numbers that can be put together.
struct Timeliness: Sendable, Equatable {
    var sums = TallySums.zero
    /// Of what is open, due before today.
    var overdue = 0

    /// Calendar days from opening to closing.
    var meanDays: Double? { sums.done == 0 ? nil : Double(sums.days) / Double(sums.done) }
    /// 使用日數
    var meanWorkingDays: Double? { sums.measured == 0 ? nil : Double(sums.halves) / 2 / Double(sums.measured) }
    var onTimePercent: Double? { sums.dated == 0 ? nil : Double(sums.inTime) * 100 / Double(sums.dated) }

    mutating func add(_ other: Timeliness) {
        sums.add(other.sums)
        overdue += other.overdue
    }
}

/// Reads the sums, with what was noted since they were last added up.
enum TimelinessQueries {
    /// - Returns: by the key of the row: an agency, a procedure, a month or a person.
    static func read(_ filter: TimelinessFilter, today: CivilDate, _ db: any Reader) throws -> [String: Timeliness] {
        var conditions: [SQL] = []
        if let agency = filter.agency { conditions.append("agency = \(agency)") }
        if let procedure = filter.procedure { conditions.append("procedure = \(procedure)") }
        var result: [String: Timeliness] = [:]
        let span: [SQL] = ["measure = 'flow'", "period >= \(filter.from.id)", "period <= \(filter.to.id)"]
        for (key, found) in try sums(filter.rows, span + conditions, today, db) { result[key, default: Timeliness()].add(found) }
        // What is open is open now, whatever the month.
        guard filter.rows != .month else { return result }
        for (key, found) in try sums(filter.rows, ["measure = 'stock'"] + conditions, today, db) { result[key, default: Timeliness()].add(found) }
        return result.filter { $0.value.sums != .zero }
    }

    /// What is open of all that the filter lets through.
    static func stock(_ filter: TimelinessFilter, today: CivilDate, _ db: any Reader) throws -> Timeliness {
        var filter = filter
        if filter.rows == .month { filter.rows = .kind }
        var total = Timeliness()
        for found in try read(filter, today: today, db).values { total.add(found) }
        return total
    }

    private static func sums(
        _ rows: TimelinessFilter.Rows, _ conditions: [SQL], _ today: CivilDate, _ db: any Reader
    ) throws -> [(String, Timeliness)] {
        let isByPerson = rows == .person
        let people: SQL = isByPerson ? "person <> ''" : "person = ''"
        // Both in one statement: what is added up meanwhile is never seen twice or not at all.
        let found = try db.all(
            """
            SELECT \(rows.column) AS part, \(SQL.joined(TallySums.columns.map { "CAST(sum(\($0)) AS BIGINT) AS \($0)" }, by: ", ")),
                CAST(sum(CASE WHEN measure = 'stock' AND period <> '' AND period < \(today.iso) THEN open ELSE 0 END) AS BIGINT) AS late
            FROM (
                SELECT \(Tally.keyColumns), \(Tally.sumColumns) FROM matter_tally WHERE \(people)
                UNION ALL SELECT \(Tally.keyColumns), \(Tally.sumColumns) FROM matter_tally_change
            ) AS tally WHERE \(SQL.joined(conditions, by: " AND ")) GROUP BY 1 ORDER BY 1
            """)
        return try found.map { row in
            let sums = TallySums(values: try TallySums.columns.map { try row.get($0.name) })
            return (try row.get("part"), Timeliness(sums: sums, overdue: try row.get("late")))
        }
    }
}
