import Kernel
import Ledger
import Storage

/// A page of a list as it stands, and as it stood: many rows with five versions each.
struct PastBench {
    let store: Store

    static let schema = Migration(
        "bench/0002-list",
        [
            .createTable("bench_list", [.text("id"), .text("text"), .int64("number")], key: ["id"]),
            .createIndex("bench_list_by_number", on: "bench_list", ["number", "id"]),
            .keepPast(of: "bench_list", key: ["id"], indexes: [["number", "id"]]),
        ])

    func run(rows: Int) async throws -> [(String, Double)] {
        try await fill(rows)
        let now = try await time(.now, rows)
        let past = try await time(.entries(3), rows)
        return [("now", now), ("past", past), ("ratio", past / now)]
    }

    /// Versions 1 to 5 of every row, by entries at the places 0 to 4.
    private func fill(_ rows: Int) async throws {
        let at = store.now()
        try await store.write(exempt: .ledger) { db in
            for version in 0..<5 {
                let (made, ended) = ("entry-\(version)", version == 4 ? nil : "entry-\(version + 1)")
                try db.run(
                    """
                    INSERT INTO entry (id, at, actor, reason, changes, position) VALUES (\(made), \(at), 'system/console', 'bench.list', '[]', \(version))
                    """)
                try db.run(
                    """
                    WITH RECURSIVE counted(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted WHERE n < \(rows))
                    INSERT INTO bench_list_past (id, text, number, past_made_by, past_ended_by)
                    SELECT CAST(n AS text), 'version ' || CAST(\(String(version)) AS text), n, CAST(\(made) AS text), CAST(\(ended) AS text) FROM counted
                    """)
            }
            try db.run("INSERT INTO bench_list (id, text, number) SELECT id, text, number FROM bench_list_past WHERE past_ended_by IS NULL")
            if db.engine == .postgres { try db.run("ANALYZE") }
        }
    }

    /// The median time of a page of fifty somewhere in the list, in milliseconds.
    private func time(_ moment: AsOf, _ rows: Int) async throws -> Double {
        var delays: [Double] = []
        for _ in 0..<200 {
            let number = Int.random(in: 51...max(rows, 52))
            let start = ContinuousClock.now
            let page = try await store.read { db in
                try db.all(
                    """
                    SELECT id, text, number FROM \(moment.table("bench_list")) WHERE (number, id) <= (\(number), 'x') ORDER BY number DESC, id DESC LIMIT 50
                    """
                ).count
            }
            guard page == 50 else { throw LedgerError.noSuchProof }
            delays.append(WriteBench.seconds(start.duration(to: .now)) * 1000)
        }
        return BenchLedger.percentile(delays, 0.5)
    }
}
