/// Forgetting the oldest part of every table's past.
public enum PastCompaction {
    /// Removes versions that had ended when the ledger had so many entries: nobody who looks at that moment or a later one sees them.
    /// - Parameter limit: the most versions of a table to remove at once, so that writers come in between.
    /// - Returns: how many went.
    public static func forget(before entries: Int, limit: Int, _ db: any Writer) throws -> Int {
        try tables(db).reduce(0) { count, past in
            try count
                + db.run(
                    """
                    DELETE FROM \(past) WHERE past_id IN (
                        SELECT past_id FROM entry JOIN \(past) ON past_ended_by = entry.id WHERE entry.position < \(entries) LIMIT \(limit))
                    """)
        }
    }

    /// Where versions are kept.
    private static func tables(_ db: any Reader) throws -> [Identifier] {
        try db.all(
            """
            \(sqlite: "SELECT sqlite_master.name FROM sqlite_master, pragma_table_info(sqlite_master.name) AS known WHERE sqlite_master.type = 'table' AND known.name = 'past_ended_by'", postgres: "SELECT relname AS name FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid WHERE relkind = 'r' AND attname = 'past_ended_by' AND pg_table_is_visible(pg_class.oid)")
            ORDER BY 1
            """
        ).compactMap { Identifier(checking: try $0.get("name")) }
    }
}
