internal import CLibPQ
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
            for table in Set(tables).sorted(by: { $0.name < $1.name }) { try run("VACUUM (FULL, ANALYZE) \(table.quoted)") }
            var gaps: [ScrubGap] = []
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
