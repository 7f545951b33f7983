internal import Formats
internal import Kernel
internal import Storage

/// Every query on policies.
enum PolicyQueries {
    private static let columns: SQL = "id, title, text, lead, from_day, to_day, is_public, is_sample"

    static func find(_ id: String, asOf: AsOf = .now, _ db: any Reader) throws -> Policy? {
        try db.first("SELECT \(columns) FROM \(asOf.table("policy")) WHERE id = \(id)").map { try policy($0, asOf, db) }
    }

    static func locked(_ id: String, _ db: any Writer) throws -> Policy? {
        guard try db.first("SELECT id FROM policy WHERE id = \(id)\(SQL.forUpdate)") != nil else { return nil }
        return try find(id, db)
    }

    static func lead(of id: String, _ db: any Reader) throws -> String? { try db.first("SELECT lead FROM policy WHERE id = \(id)")?.get("lead") }

    /// The newest first; there are dozens of them, not thousands.
    static func all(onlyPublic: Bool, asOf: AsOf = .now, _ db: any Reader) throws -> [Policy] {
        let condition: SQL = onlyPublic ? "WHERE is_public" : ""
        return try db.all("SELECT \(columns) FROM \(asOf.table("policy")) \(condition) ORDER BY from_day DESC, id LIMIT 500").map {
            try policy($0, asOf, db)
        }
    }

    private static func policy(_ row: Row, _ asOf: AsOf, _ db: any Reader) throws -> Policy {
        let id: String = try row.get("id")
        let parts = try db.all("SELECT agency, owes FROM \(asOf.table("policy_part")) WHERE policy = \(id) ORDER BY agency").map { row in
            Policy.Part(agency: try row.get("agency"), owes: try row.get("owes"))
        }
        return Policy(
            id: id, title: try row.get("title"), text: try row.get("text"), lead: try row.get("lead"), from: try row.date("from_day"),
            to: try row.date("to_day"), isPublic: try row.get("is_public"), isSample: try row.get("is_sample"), parts: parts)
    }
}
