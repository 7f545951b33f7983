internal import Formats
internal import Storage

/// What a write has to know of a plan's own row.
struct PlanRow {
    let id: String
    let status: Plan.Status
    /// Empty for a row that was only just made.
    let digest: String
    var version: Int
    var revises: String?
    /// Keys of lines that earlier versions had and this one has not. They are given to no other line.
    private(set) var retired: Set<String>

    /// The row, made where there is none, and locked until the transaction ends.
    ///
    /// It is made first and then locked: two that import the same new plan at once must wait for each other, not collide.
    static func locked(_ id: String, agency: String, years: ClosedRange<Int>, at now: Instant, _ db: any Writer) throws -> PlanRow {
        try db.run(
            """
            INSERT INTO plan (id, agency, title, from_year, to_year, status, mission, vision, digest, notes, imported_at)
            VALUES (\(id), \(agency), \(id), \(years.lowerBound), \(years.upperBound), 'draft', '', '', '', '[]', \(now))
            ON CONFLICT (id) DO NOTHING
            """)
        guard let row = try find(id, db) else { throw StoreError.retry }
        return row
    }

    /// The row, locked until the transaction ends.
    static func find(_ id: String, _ db: any Writer) throws -> PlanRow? {
        try db.first("SELECT status, digest, version, revises, retired FROM plan WHERE id = \(id)\(SQL.forUpdate)").map { row in
            PlanRow(
                id: id, status: try row.word("status"), digest: try row.get("digest"), version: try row.optional("version") ?? 1,
                revises: try row.optional("revises"), retired: try keys(row.optional("retired")))
        }
    }

    /// Adds the keys of lines that are no longer there.
    mutating func retire(_ before: [PlanLine], keeping now: [PlanLine]) {
        retired.formUnion(before.map(\.id))
        retired.subtract(now.map(\.id))
    }

    /// Nil while no key is retired.
    var retiredJSON: String? {
        retired.isEmpty ? nil : String(decoding: JSON.array(retired.sorted().map { .string($0) }).utf8(), as: UTF8.self)
    }

    /// From the record's own form; none where nothing is kept.
    static func keys(_ text: String?) throws -> Set<String> {
        guard let text, case .array(let keys) = try JSON(parsing: Array(text.utf8)) else { return [] }
        return Set(keys.compactMap { if case .string(let key) = $0 { key } else { nil } })
    }
}
