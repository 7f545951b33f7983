import Foundation
import Kernel
import Ledger
import Storage
import Synchronization

/// Many clients that each write a row and wait for it to be on disk.
struct WriteBench {
    let store: Store
    let folder: String

    func run(seconds: Int, clients: Int, withLedger: Bool) async throws -> [(String, Double)] {
        let follower = withLedger ? try await startFollower() : nil
        let sizeBefore = try await size()
        let end = ContinuousClock.now + .seconds(seconds)
        let start = ContinuousClock.now
        let count = try await withThrowingTaskGroup(of: Int.self) { group in
            for client in 0..<clients {
                group.addTask {
                    var written = 0
                    while ContinuousClock.now < end {
                        try await write(client, written, withLedger)
                        written += 1
                    }
                    return written
                }
            }
            return try await group.reduce(0, +)
        }
        let elapsed = Self.seconds(start.duration(to: .now))
        guard let follower else { return [("writes", Double(count) / elapsed)] }
        while try await store.read({ try $0.first("SELECT id FROM entry WHERE position IS NULL LIMIT 1") != nil }) {
            try await Task.sleep(for: .milliseconds(50))
        }
        follower.cancel()
        let delays = try await delays()
        return [
            ("writes", Double(count) / elapsed), ("signedP50", BenchLedger.percentile(delays, 0.5)),
            ("signedP99", BenchLedger.percentile(delays, 0.99)),
            ("signedMax", delays.max() ?? 0), ("bytes", (try await size() - sizeBefore) / Double(max(count, 1))),
        ]
    }

    /// How big the store is, in bytes.
    private func size() async throws -> Double {
        try await store.read { db in
            try db.first(
                "\(sqlite: "SELECT page_count * page_size AS bytes FROM pragma_page_count(), pragma_page_size()", postgres: "SELECT pg_database_size(current_database()) AS bytes")"
            )?.get("bytes") ?? 0
        }
    }

    private func startFollower() async throws -> Task<Void, Never> {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let follower = Follower(
            store: store, keyFile: KeyFile(folder + "/bench.key"), name: "bench/ledger", day: { "2026-11-24" },
            report: { FileHandle.standardError.write(Data("follower: \($0)\n".utf8)) })
        let task = Task { await follower.run() }
        while try await store.read({ try LedgerQueries.lastHead($0) }) == nil { try await Task.sleep(for: .milliseconds(50)) }
        return task
    }

    private func write(_ client: Int, _ number: Int, _ withLedger: Bool) async throws {
        let id = UniqueID.make(at: store.now())
        let text = "示範資料 \(client)"
        guard withLedger else {
            try await store.write(exempt: .session) { db in
                _ = try db.run("INSERT INTO bench_note (id, text, number) VALUES (\(id), \(text), \(number))")
            }
            return
        }
        try await store.write(as: .operatorAtConsole, "bench.note") { db, changes in
            try db.run("INSERT INTO bench_note (id, text, number) VALUES (\(id), \(text), \(number))")
            changes.append(Change(Reference("bench/note", id), [("number", String(number))]))
        }
    }

    /// Seconds from the beginning of each write to the first head that covers it.
    private func delays() async throws -> [Double] {
        let (entries, heads) = try await store.read { db in
            (
                try db.all("SELECT position, at FROM entry WHERE reason = 'bench.note' ORDER BY position").map {
                    (try $0.get("position", as: Int.self), try $0.get("at", as: Instant.self))
                },
                try db.all("SELECT size, at FROM ledger_head ORDER BY size, at").map {
                    (try $0.get("size", as: Int.self), try $0.get("at", as: Instant.self))
                }
            )
        }
        var next = 0
        return entries.compactMap { position, at in
            while next < heads.count && heads[next].0 <= position { next += 1 }
            return next < heads.count ? Double(heads[next].1.milliseconds - at.milliseconds) / 1000 : nil
        }
    }

    static func seconds(_ duration: Duration) -> Double {
        Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
    }
}
