/// When a table is read: as it stands, or as it stood when the ledger had so many entries.
public enum AsOf: Sendable, Equatable {
    case now
    /// After the first so many entries, none of which changes any more.
    case entries(Int)

    /// What stands after `FROM`: the table under its own name. In the past it is a query on its versions, whose indexes the engines use.
    ///
    /// ```swift
    /// try db.all("SELECT id, title FROM \(asOf.table("plan")) WHERE status = 'published'")
    /// ```
    public func table(_ table: Identifier) -> SQL {
        guard case .entries(let count) = self, let past = Past.name(of: table) else { return "\(table)" }
        return """
            (SELECT * FROM \(past) WHERE (past_made_by = '' OR (SELECT position FROM entry WHERE entry.id = past_made_by) < \(count))
            AND (past_ended_by IS NULL OR coalesce((SELECT position FROM entry WHERE entry.id = past_ended_by), \(count)) >= \(count))) AS \(table)
            """
    }
}

/// What happened to one row between two moments, and by which entry.
public struct RowChange: Sendable, Equatable {
    public enum Kind: String, Sendable, CaseIterable {
        case added, changed, deleted
    }

    /// The row's key, its columns joined by `/`.
    public let key: String
    public let kind: Kind
    /// The entry that changed it last in that time.
    public let position: Int
}

extension AsOf {
    /// What is different in a table after `later` entries from what it was after `earlier`, by key.
    /// - Parameters:
    ///   - matching: limits it to some rows, on the table's own columns.
    ///   - limit: the most rows to give.
    public static func changes(
        in table: Identifier, key: [Identifier], from earlier: Int, to later: Int, matching: SQL = "TRUE", limit: Int, _ db: any Reader
    ) throws -> [RowChange] {
        guard let past = Past.name(of: table), earlier < later else { return [] }
        let name = SQL.joined(key.map { "\($0)" }, by: " || '/' || ")
        let entries: SQL = """
            (SELECT id AS entry_key, position AS entry_position FROM entry WHERE position >= \(earlier) AND position < \(later)) AS span
            """
        // Only versions that were made or ended in between are looked at.
        let rows = try db.all(
            """
            SELECT row_key, max(entry_position) AS entry_position FROM (
                SELECT \(name) AS row_key, entry_position FROM \(entries) JOIN \(past) ON past_made_by = entry_key WHERE \(matching)
                UNION ALL
                SELECT \(name) AS row_key, entry_position FROM \(entries) JOIN \(past) ON past_ended_by = entry_key WHERE \(matching)
            ) AS touched GROUP BY row_key ORDER BY max(entry_position) DESC, row_key LIMIT \(limit)
            """)
        return try rows.compactMap { row in
            let key: String = try row.get("row_key")
            let (before, after) = (
                try exists(key, name, table, .entries(earlier), matching, db), try exists(key, name, table, .entries(later), matching, db)
            )
            guard before || after else { return nil }
            return RowChange(key: key, kind: before ? after ? .changed : .deleted : .added, position: try row.get("entry_position"))
        }
    }

    private static func exists(_ key: String, _ name: SQL, _ table: Identifier, _ moment: AsOf, _ matching: SQL, _ db: any Reader) throws -> Bool {
        try db.first("SELECT 1 AS found FROM \(moment.table(table)) WHERE \(name) = \(key) AND \(matching) LIMIT 1") != nil
    }
}
