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
        do {
            return try await store.write(exempt: .ledger) { db in try Self.step(db, key, limit: limit, isNewDay: isNewDay, now) }
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

    private static func step(_ db: any Writer, _ key: SigningKey, limit: Int, isNewDay: Bool, _ now: Instant) throws -> Step? {
        guard try LedgerKeys(db).current == key.verifier else { throw LedgerError.leadLost }
        let last = try LedgerQueries.lastHead(db)
        let size = last?.size ?? 0
        let entries = try order(limit, from: size, db)
        // After the entries, so that the events of every entry with a place are seen.
        let lastEvent = try Outbox.place(at: now, db)
        if entries.isEmpty && last != nil && !isNewDay { return lastEvent.map { Step(head: nil, added: 0, lastEvent: $0) } }
        let head = try grow(by: entries, after: last, key, at: now, db)
        return Step(head: head, added: entries.count, lastEvent: lastEvent)
    }

    private static func grow(
        by entries: [LedgerEntry], after last: LedgerQueries.Head?, _ key: SigningKey, at now: Instant, _ db: any Writer
    ) throws -> SignedHead {
        let size = last?.size ?? 0
        var tiles = LedgerQueries.tiles(db)
        for entry in entries { try tiles.append(entry.leaf, at: entry.position ?? size) }
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

    /// In the order in which they came. One statement, so that no entry that commits meanwhile comes between.
    private static func order(_ limit: Int, from size: Int, _ db: any Writer) throws -> [LedgerEntry] {
        let arrival: SQL = "\(sqlite: "rowid", postgres: "arrival")"
        return try db.all(
            """
            UPDATE entry SET position = placed.position FROM (
                SELECT id, row_number() OVER (ORDER BY \(arrival)) - 1 + \(size) AS position FROM entry WHERE position IS NULL
                ORDER BY \(arrival) LIMIT \(limit)
            ) AS placed WHERE entry.id = placed.id RETURNING \(LedgerEntry.returned)
            """
        ).map(LedgerEntry.init).sorted { ($0.position ?? 0) < ($1.position ?? 0) }
    }

    private static func index(from size: Int, _ db: any Writer) throws {
        try db.run(
            """
            INSERT INTO ledger_reference (reference, position)
            SELECT DISTINCT \(sqlite: "json_extract(change.value, '$.reference')", postgres: "change.value ->> 'reference'"), entry.position
            FROM entry, \(sqlite: "json_each(entry.changes) AS change", postgres: "LATERAL json_array_elements(entry.changes) AS change(value)")
            WHERE entry.position >= \(size)
            """)
    }
}

extension LedgerEntry {
    /// SQLite's RETURNING knows no table names.
    static let returned: SQL =
        "\(sqlite: "id, position, at, actor, acting_for, reason, changes, salt", postgres: "entry.id, entry.position, entry.at, entry.actor, entry.acting_for, entry.reason, entry.changes, entry.salt")"
}
