internal import CLibPQ
internal import Foundation
public import Storage

extension PostgresDriver {
    /// `VACUUM FULL` writes the tables anew, and `ANALYZE` their statistics; then the log's segment ends and a checkpoint lets go of it. The last two
    /// need rights that an ordinary role has not.
    public func scrub(_ tables: [Identifier]) async throws -> [ScrubGap] {
        let address = address
        let worker = Workers("postgres-scrub", count: 1, waiting: 1, tool: { _ in PostgresConnection(address, settings: []) }, end: { $0.close() })
        let gaps = try await worker.run { connection -> [ScrubGap] in
            func run(_ text: String) throws { PQclear(try connection.execute(text, [], isPrepared: false)) }
            try connection.open()
            var gaps: [ScrubGap] = []
            // A table that is written anew takes along what some reader may still see.
            if try !connection.waitForReaders() { gaps.append(.busyReaders) }
            for table in Set(tables).sorted(by: { $0.name < $1.name }) { try run("VACUUM (FULL, ANALYZE) \(table.quoted)") }
            do { try run("VACUUM FULL pg_statistic") } catch { gaps.append(.statistics) }
            do {
                // Twice: files of the tables that were written anew are let go by the checkpoint after the one that was under way.
                for _ in 0..<2 {
                    try run("SELECT pg_switch_wal()")
                    try run("CHECKPOINT")
                }
                let result = try connection.execute("SHOW wal_recycle", [], isPrepared: false)
                defer { PQclear(result) }
                if PQgetvalue(result, 0, 0).map({ String(cString: $0) }) != "off" { gaps.append(.writeAheadLog) }
            } catch {
                gaps.append(.writeAheadLog)
            }
            return gaps
        }
        await worker.close()
        return gaps
    }
}

extension PostgresConnection {
    /// Until nobody reads or writes as of a moment before this one; half a minute at most. The server's own workers are seen by its
    /// administrator and by members of `pg_monitor` alone.
    fileprivate func waitForReaders() throws -> Bool {
        func text(_ query: String, _ values: [Value] = []) throws -> String {
            let result = try execute(query, values, isPrepared: false)
            defer { PQclear(result) }
            return PQgetvalue(result, 0, 0).map { String(cString: $0) } ?? ""
        }
        let now = try text("SELECT pg_current_xact_id()")
        for _ in 0..<120 {
            // Writers in any database of the server count too: the copy's own snapshot begins with the oldest of them.
            let isOver = try text(
                """
                SELECT pg_snapshot_xmin(pg_current_snapshot()) > CAST($1 AS xid8) AND NOT EXISTS (
                    SELECT FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
                    AND backend_xmin IS NOT NULL AND age(backend_xmin) > age(CAST(CAST($1 AS xid8) AS xid)))
                """, [.text(now)])
            if isOver == "t" { return true }
            Thread.sleep(forTimeInterval: 0.25)
        }
        return false
    }
}
