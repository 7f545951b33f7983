internal import CLibPQ
package import Storage

extension PostgresDriver {
    /// What the server's catalogue knows to be wrong: indexes that are not valid, and pages that failed their checksum. PostgreSQL has no full check
    /// that an ordinary role may run.
    public func integrityProblems() async throws -> [String] {
        try await read { db in
            let indexes = try db.all("SELECT CAST(indexrelid AS regclass) AS name FROM pg_index WHERE NOT indisvalid")
            let pages = try db.all(
                "SELECT checksum_failures FROM pg_stat_database WHERE datname = current_database() AND checksum_failures > 0")
            return try indexes.map { "index \(try $0.get("name", as: String.self)) is not valid" }
                + pages.map { "\(try $0.get("checksum_failures", as: Int.self)) pages failed their checksum" }
        }
    }
}

extension PostgresDriver: ExplainingDriver {
    package func plan(of query: SQLText) async throws -> [String] {
        let address = address
        let worker = Workers("postgres-explain", count: 1, waiting: 1) { _ in PostgresConnection(address, settings: []) }
        return try await worker.run { connection in
            try connection.transaction("BEGIN READ ONLY") { db in
                // The plan for any values, and none that reads a table through only because it is small.
                for setting in ["plan_cache_mode = force_generic_plan", "enable_seqscan = off"] { try db.execute(ddl: "SET LOCAL \(setting)") }
                try db.execute(ddl: "PREPARE explained AS \(query.text)")
                let values = Array(repeating: "NULL", count: query.valueCount).joined(separator: ", ")
                let result = try connection.execute(
                    "EXPLAIN EXECUTE explained\(values.isEmpty ? "" : "(\(values))")", [], isPrepared: false)
                defer { PQclear(result) }
                let columns = Columns(result)
                return try (0..<PQntuples(result)).map { try columns.row($0, of: result).get("QUERY PLAN") }
            }
        }
    }
}
