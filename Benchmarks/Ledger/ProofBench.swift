import Kernel
import Ledger
import Storage

/// Proofs in a tree of which only the tiles exist: the entries below them are not read for a proof.
struct ProofBench {
    let store: Store

    func run(entries: Int) async throws -> [(String, Double)] {
        try await fill(entries)
        var delays: [Double] = []
        for _ in 0..<500 {
            let position = Int.random(in: 0..<entries)
            let start = ContinuousClock.now
            let proof = try await store.read { try InclusionProof.make(position: position, showing: nil, $0) }
            delays.append(WriteBench.seconds(start.duration(to: .now)) * 1000)
            guard let proof, ProofChecking.includes(proof.leaf, at: position, path: proof.path, size: proof.head.size, root: proof.head.root) else {
                throw LedgerError.noSuchProof
            }
        }
        return [("proofP50", BenchLedger.percentile(delays, 0.5)), ("proofP99", BenchLedger.percentile(delays, 0.99))]
    }

    /// Tiles of random leaves, level by level, and a head over them.
    private func fill(_ entries: Int) async throws {
        let key = SigningKey(name: "bench/ledger")
        try await LedgerKeys.add(key, after: nil, seeing: nil, as: .operatorAtConsole, at: store.now(), in: store)
        var generator = SystemRandomNumberGenerator()
        var (level, count) = (0, entries)
        var row: [UInt8] = []
        while count > 0 {
            var above: [UInt8] = []
            var number = 0
            while number * 256 < count {
                let first = number
                // Some hundred tiles a transaction.
                let tiles: [[UInt8]] = (first..<min(first + 500, (count + 255) / 256)).map { number in
                    let width = min(256, count - number * 256)
                    guard level == 0 else { return Array(row[number * 8192..<number * 8192 + width * 32]) }
                    return (0..<width * 4).flatMap { _ in withUnsafeBytes(of: generator.next()) { Array($0) } }
                }
                for tile in tiles where tile.count == 8192 { above += try Tiles.root(of: tile[...]).bytes }
                let lowest = level
                try await store.write(exempt: .ledger) { db in
                    for (index, tile) in tiles.enumerated() {
                        try db.run("INSERT INTO ledger_tile (level, number, hashes) VALUES (\(lowest), \(first + index), \(tile))")
                    }
                }
                number += tiles.count
            }
            row = above
            count /= 256
            level += 1
        }
        let now = store.now()
        try await store.write(exempt: .ledger) { db in
            var tree = LedgerQueries.tree(size: entries, db)
            let head = try SignedHead(origin: "bench/ledger", size: entries, root: tree.root(), at: now).signed(by: key)
            try db.run("INSERT INTO ledger_head (size, at, root, note) VALUES (\(head.size), \(head.at), \(head.root.bytes), \(head.note))")
        }
    }
}
