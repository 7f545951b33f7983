public import Storage

/// Gives waiting entries their places, grows the tree and signs its head, all in one transaction: a head always covers every entry that has a place.
public struct Sequencer: Sendable {
    private let store: Store
    private let key: SigningKey

    public init(store: Store, key: SigningKey) {
        self.store = store
        self.key = key
    }

    /// What a step did.
    public struct Step: Sendable {
        /// Nil when there were only events.
        public let head: SignedHead?
        /// How many entries the head adds.
        public let added: Int
        /// The place of the newest event, where the step placed any.
        public let lastEvent: Int?
    }

    /// One step.
    /// - Parameters:
    ///   - limit: the most entries to take.
    ///   - isNewDay: signs although nothing waits, so that the past day is closed.
    /// - Returns: nil when there was nothing to do.
    /// - Throws: ``LedgerError/leadLost`` when another process was faster, or the key changed.
    public func step(limit: Int = 4096, isNewDay: Bool = false) async throws -> Step? {
        let (key, now) = (key, store.now())
        // Read and hashed before the transaction, so that writers do not wait for it: what waits does not change any more.
        let waiting = try await store.read { try LedgerQueries.waiting(limit, $0) }
        let leaves = waiting.map { Placed(id: $0.id, leaf: $0.leaf) }
        do {
            return try await store.write(exempt: .ledger) { db in try Self.step(db, key, leaves, isNewDay: isNewDay, now) }
        } catch StoreError.conflict {
            throw LedgerError.leadLost
        }
    }

    /// Steps until nothing waits.
    /// - Returns: how many entries got their place.
    @discardableResult
    public func settle() async throws -> Int {
        var count = 0
        while let done = try await step() { count += done.added }
        return count
    }

    private static func step(_ db: any Writer, _ key: SigningKey, _ entries: [Placed], isNewDay: Bool, _ now: Instant) throws -> Step? {
        guard try LedgerKeys(db).current == key.verifier else { throw LedgerError.leadLost }
        let last = try LedgerQueries.lastHead(db)
        let size = last?.size ?? 0
        try order(entries, from: size, db)
        // After the entries, so that the events of every entry with a place are seen.
        let lastEvent = try Outbox.place(at: now, db)
        if entries.isEmpty && last != nil && !isNewDay { return lastEvent.map { Step(head: nil, added: 0, lastEvent: $0) } }
        let head = try grow(by: entries, after: last, key, at: now, db)
        return Step(head: head, added: entries.count, lastEvent: lastEvent)
    }

    private static func grow(
        by entries: [Placed], after last: LedgerQueries.Head?, _ key: SigningKey, at now: Instant, _ db: any Writer
    ) throws -> SignedHead {
        let size = last?.size ?? 0
        var tiles = LedgerQueries.tiles(db)
        for (offset, entry) in entries.enumerated() { try tiles.append(entry.leaf, at: size + offset) }
        for tile in tiles.changed.sorted(by: { ($0.level, $0.number) < ($1.level, $1.number) }) {
            try db.run(
                """
                INSERT INTO ledger_tile (level, number, hashes) VALUES (\(tile.level), \(tile.number), \(tiles[tile]))
                ON CONFLICT (level, number) DO UPDATE SET hashes = excluded.hashes
                """)
        }
        if !entries.isEmpty { try index(from: size, db) }
        var tree = Tree(size: size + entries.count, tiles)
        // Time does not run backwards in the ledger, whatever a clock does.
        let at = last.map { max($0.at, now) } ?? now
        let head = try SignedHead(origin: key.verifier.name, size: tree.size, root: tree.root(), at: at).signed(by: key)
        try db.run(
            """
            INSERT INTO ledger_head (size, at, root, note) VALUES (\(head.size), \(head.at), \(head.root.bytes), \(head.note))
            ON CONFLICT (size, at) DO NOTHING
            """)
        return head
    }

    /// An entry on its way to its place.
    private struct Placed: Sendable {
        let id: String
        let leaf: Hash
    }

    /// In the order in which they were read, which is that of their arrival.
    /// - Throws: ``LedgerError/leadLost`` when one of them has a place already.
    private static func order(_ entries: [Placed], from size: Int, _ db: any Writer) throws {
        guard !entries.isEmpty else { return }
        let ids = "[" + entries.map { JSONText.quoted($0.id) }.joined(separator: ",") + "]"
        let number: SQL = "\(sqlite: "CAST(placed.key AS INTEGER)", postgres: "placed.number - 1")"
        let placed: SQL =
            "\(sqlite: "json_each(", postgres: "json_array_elements_text(CAST(")\(ids)\(sqlite: ") AS placed", postgres: " AS json)) WITH ORDINALITY AS placed(value, number)")"
        let count = try db.run(
            "UPDATE entry SET position = \(number) + \(size) FROM \(placed) WHERE entry.id = placed.value AND entry.position IS NULL")
        guard count == entries.count else { throw LedgerError.leadLost }
    }

    private static func index(from size: Int, _ db: any Writer) throws {
        try db.run(
            """
            INSERT INTO ledger_reference (reference, position)
            SELECT \(sqlite: "json_extract(change.value, '$.reference')", postgres: "change.value ->> 'reference'"), entry.position
            FROM entry, \(sqlite: "json_each(entry.changes) AS change", postgres: "LATERAL json_array_elements(entry.changes) AS change(value)")
            WHERE entry.position >= \(size) ON CONFLICT (reference, position) DO NOTHING
            """)
    }
}
