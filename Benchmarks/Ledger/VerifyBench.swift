import Kernel
import Ledger
import Storage

/// The whole check over entries that were put in by the thousand.
struct VerifyBench {
    let store: Store

    func run(entries: Int) async throws -> [(String, Double)] {
        let key = SigningKey(name: "bench/ledger")
        try await LedgerKeys.add(key, after: nil, seeing: nil, as: .operatorAtConsole, at: store.now(), in: store)
        let at = store.now()
        for first in stride(from: 0, to: entries, by: 5000) {
            try await store.write(exempt: .ledger) { db in
                for number in first..<min(first + 5000, entries) {
                    let salt = (0..<32).map { _ in UInt8.random(in: .min ... .max) }
                    try db.run(
                        """
                        INSERT INTO entry (id, at, actor, reason, changes, salt) VALUES (\(UniqueID.make(at: at)), \(at), 'system/console', 'bench.note',
                        \("[{\"reference\":\"bench/other/\(number)\",\"number\":\"\(number)\"}]"), \(salt))
                        """)
                }
            }
        }
        let start = ContinuousClock.now
        try await Sequencer(store: store, key: key).settle()
        let sequenced = ContinuousClock.now
        let report = try await LedgerVerifier(store: store).run()
        let seconds = WriteBench.seconds(sequenced.duration(to: .now))
        guard report.isGood, report.entries > entries else { throw LedgerError.damagedTile }
        return [
            ("sequenced", Double(entries) / WriteBench.seconds(start.duration(to: sequenced))), ("verified", Double(report.entries) / seconds),
            ("seconds", seconds),
        ]
    }
}
