internal import Formats
public import Storage

/// One change that an entry made to one record: its reason and its facts. For pages whose reader may see the record; names are not in entries.
public struct LedgerStory: Sendable, Equatable {
    public let position: Int
    public let at: Instant
    public let reason: String
    public let reference: Reference
    public let facts: [String: String]

    /// The last entries that touched any of these records, the newest first. Reads one range of an index for each record.
    public static func latest(of references: [Reference], asOf: AsOf = .now, limit: Int, _ db: any Reader) throws -> [LedgerStory] {
        let end = if case .entries(let count) = asOf { count } else { Int.max }
        let ranges = references.map { reference -> SQL in
            """
            SELECT * FROM (SELECT reference, position FROM ledger_reference WHERE reference = \(reference) AND position < \(end)
            ORDER BY position DESC LIMIT \(limit)) AS one
            """
        }
        guard !ranges.isEmpty else { return [] }
        let rows = try db.all(
            """
            SELECT touched.reference, entry.position, entry.at, entry.reason, entry.changes FROM (\(SQL.joined(ranges, by: " UNION ALL ")))
            AS touched JOIN entry ON entry.position = touched.position ORDER BY entry.position DESC, touched.reference LIMIT \(limit)
            """)
        return try rows.flatMap { row in
            let reference: Reference = try row.get("reference")
            return try facts(of: reference, in: try row.get("changes")).map {
                LedgerStory(
                    position: try row.get("position"), at: try row.get("at"), reason: try row.get("reason"), reference: reference, facts: $0)
            }
        }
    }

    /// Of each change of the record in the entry, the last one first.
    private static func facts(of reference: Reference, in changes: String) -> [[String: String]] {
        guard case .array(let all)? = try? JSON(parsing: Array(changes.utf8)) else { return [] }
        return all.reversed().compactMap { change in
            guard case .string(reference.text)? = change["reference"], case .object(let members) = change else { return nil }
            var facts: [String: String] = [:]
            for (name, value) in members where name != "reference" && name != "record" {
                if case .string(let text) = value { facts[name] = text }
            }
            return facts
        }
    }
}
