internal import Formats
public import Storage

/// Checks the whole store against itself and against a head that was kept elsewhere. Reads only, in short pieces, while others write.
public struct LedgerVerifier: Sendable {
    private let store: Store
    private let outside: SignedHead?
    /// Entries read at once.
    private static let piece = 1000

    /// - Parameter outside: a head that was kept where whoever could change this store could not change it.
    public init(store: Store, outside: SignedHead? = nil) {
        self.store = store
        self.outside = outside
    }

    /// - Parameter progress: told after each piece: entries checked, and how many there are.
    public func run(progress: @Sendable (Int, Int) async throws -> Void = { _, _ in }) async throws -> LedgerReport {
        var report = LedgerReport()
        let (keys, last) = try await store.read { (try LedgerKeys($0), try LedgerQueries.lastHead($0)) }
        report.last = last
        report.unendorsed = keys.unendorsed
        let size = last?.size ?? 0
        var checks = TreeChecks(outside: outside?.size)
        try await checkHeads(keys, &checks, &report)
        var commitments: [Reference: Commitment] = [:]
        while report.entries < size {
            let from = checks.next
            let piece = try await piece(from: from, below: size)
            checks.take(piece, &report)
            for entry in piece.entries { note(entry, &commitments) }
            report.entries = checks.next
            try await progress(checks.next, size)
        }
        try await checkUpperTiles(checks, &report)
        try await checkRest(from: size, &report)
        checkOutside(keys, checks, size, &report)
        try await RecordChecks(store: store).run(commitments, &report)
        try await FileChecks(store: store).run(&report)
        return report
    }

    private func piece(from: Int, below size: Int) async throws -> Piece {
        let end = min(from + Self.piece, size)
        return try await store.read { db in
            let rows = try db.all(
                "SELECT \(LedgerEntry.columns) FROM entry WHERE position >= \(from) AND position < \(end) ORDER BY position")
            let index = try db.all(
                "SELECT position, reference FROM ledger_reference WHERE position >= \(from) AND position < \(end) ORDER BY position, reference")
            var references: [Int: [String]] = [:]
            for row in index { references[try row.get("position"), default: []].append(try row.get("reference")) }
            var tiles: [Int: [UInt8]] = [:]
            for row in try db.all(
                """
                SELECT number, hashes FROM ledger_tile WHERE level = 0 AND number >= \(from / Tiles.width)
                AND number <= \((end - 1) / Tiles.width)
                """)
            { tiles[try row.get("number")] = try row.get("hashes") }
            return Piece(range: from..<end, entries: try rows.map(LedgerEntry.init), references: references, tiles: tiles)
        }
    }

    private func checkHeads(_ keys: LedgerKeys, _ checks: inout TreeChecks, _ report: inout LedgerReport) async throws {
        var place = (size: -1, at: "")
        while true {
            let after = place
            let rows = try await store.read { try LedgerQueries.heads(after: after, limit: Self.piece, $0) }
            guard let last = rows.last else { return }
            place = (try last.get("size"), try last.get("at"))
            for row in rows {
                let (size, at, root): (Int, String, [UInt8]) = (try row.get("size"), try row.get("at"), try row.get("root"))
                report.heads += 1
                guard let head = SignedHead(note: try row.get("note")), head.size == size, head.at.description == at, head.root.bytes == root,
                    keys.all.contains(where: { head.isSigned(by: $0.verifier) })
                else {
                    report.findings.append(.forgedHead(size: size, at: at))
                    continue
                }
                checks.expect(head)
            }
        }
    }

    private func checkUpperTiles(_ checks: TreeChecks, _ report: inout LedgerReport) async throws {
        for (level, hashes) in checks.upper.sorted(by: { $0.key < $1.key }) {
            let width = Tiles.width * 32
            for number in 0...((hashes.count - 1) / width) {
                let wanted = Array(hashes[number * width..<min((number + 1) * width, hashes.count)])
                let kept: [UInt8]? = try await store.read { db in
                    try db.first("SELECT hashes FROM ledger_tile WHERE level = \(level) AND number = \(number)")?.get("hashes")
                }
                if kept.map({ $0.starts(with: wanted) }) != true { report.findings.append(.damagedTile(level: level, number: number)) }
            }
        }
    }

    /// What has a place beyond the newest head, and what has none.
    private func checkRest(from size: Int, _ report: inout LedgerReport) async throws {
        let (extra, now, waiting) = try await store.read { db in
            let now = try LedgerQueries.lastHead(db)?.size ?? 0
            let rows = try db.all("SELECT position, id FROM entry WHERE position >= \(now) OR position < 0 ORDER BY position LIMIT 1000")
            return (try rows.map { (try $0.get("position", as: Int.self), try $0.get("id", as: String.self)) }, now, try LedgerQueries.waiting(db))
        }
        report.waiting = waiting
        if !extra.isEmpty { report.findings.append(.missingHead(size: now)) }
        for (position, id) in extra { report.findings.append(.extraEntry(position: position, id: id)) }
    }

    private func checkOutside(_ keys: LedgerKeys, _ checks: TreeChecks, _ size: Int, _ report: inout LedgerReport) {
        guard let outside else { return }
        guard keys.all.contains(where: { outside.isSigned(by: $0.verifier) }) else { return report.findings.append(.foreignHead) }
        if outside.size > size { return report.findings.append(.behindHead(size: size, outside: outside.size)) }
        if checks.outsideRoot != outside.root { report.findings.append(.otherRoot(from: 0, to: outside.size)) }
    }

    private func note(_ entry: LedgerEntry, _ commitments: inout [Reference: Commitment]) {
        for change in entry.recordDigests { commitments[change.reference] = Commitment(digest: change.digest, entry: entry.id) }
    }
}

/// What the last entry says about a record.
struct Commitment {
    let digest: String
    let entry: String
}

extension LedgerEntry {
    /// The records this entry commits to. What cannot be read was changed, and is found as that.
    var recordDigests: [(reference: Reference, digest: String)] {
        guard changes.contains("\"record\":"), case .array(let all)? = try? JSON(parsing: Array(changes.utf8)) else { return [] }
        return all.compactMap { change in
            guard case .string(let text)? = change["reference"], let reference = Reference(parsing: text),
                case .string(let digest)? = change["record"]
            else { return nil }
            return (reference, digest)
        }
    }

    /// Every reference that was touched, each once, in the order of bytes.
    var references: [String] {
        guard case .array(let all)? = try? JSON(parsing: Array(changes.utf8)) else { return [] }
        let texts = all.compactMap { if case .string(let text)? = $0["reference"] { text } else { nil } }
        return Set(texts).sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
    }
}
