public import Storage

/// The keys that sign heads, oldest first. Each but the first is endorsed by the one before; where it is not, the key before was lost.
public struct LedgerKeys: Sendable {
    public struct Entry: Sendable, Equatable {
        public let verifier: VerifierKey
        public let createdAt: Instant
        /// The signature of the key before over this one.
        public let endorsement: [UInt8]?
    }

    public let all: [Entry]
    public var current: VerifierKey? { all.last?.verifier }

    public init(_ db: any Reader) throws {
        all = try db.all("SELECT verifier, created_at, endorsement FROM ledger_key ORDER BY place").map { row in
            guard let verifier = VerifierKey(try row.get("verifier")) else { throw LedgerError.damagedRow("ledger_key") }
            return Entry(verifier: verifier, createdAt: try row.get("created_at"), endorsement: try row.optional("endorsement"))
        }
    }

    /// The keys that follow another without its word.
    public var unendorsed: [VerifierKey] {
        zip(all, all.dropFirst()).filter { before, key in
            guard let signature = key.endorsement else { return true }
            return !before.verifier.verifies(signature, of: SigningKey.endorsement(of: key.verifier))
        }.map(\.1.verifier)
    }

    /// Makes a key the one that signs from now on.
    /// - Parameters:
    ///   - predecessor: the key that signed until now; nil for the first, or when it was lost.
    ///   - current: what the caller saw as the current key; another one means that somebody was faster.
    package static func add(
        _ key: SigningKey, after predecessor: SigningKey?, seeing current: VerifierKey?, as actor: Actor, at now: Instant, in store: Store
    ) async throws {
        let (verifier, id) = (key.verifier, key.verifier.id.hex)
        let endorsement = try predecessor?.endorse(verifier)
        try await store.write(as: actor, "ledger.addKey") { db, changes in
            let known = try LedgerKeys(db)
            guard known.current == current else { throw LedgerError.leadLost }
            try db.run(
                """
                INSERT INTO ledger_key (id, place, verifier, created_at, endorsement)
                VALUES (\(id), \(known.all.count), \(verifier.description), \(now), \(endorsement))
                """)
            changes.append(Change(Reference("ledger/key", id), [("verifier", verifier.description)]))
            if known.all.isEmpty { changes += try adopted(store.records, db) }
        }
    }

    /// Every record there is, when entries are older than the digests in them: from now on one entry commits to each.
    private static func adopted(_ kinds: RecordKinds, _ db: any Reader) throws -> [Change] {
        guard try db.first("SELECT id FROM entry WHERE salt IS NULL LIMIT 1") != nil else { return [] }
        return try kinds.all.filter { $0.name != "ledger/key" }.flatMap { kind in
            try kind.keys(after: "", limit: .max, db).map { Change(Reference(kind: kind, $0)) }
        }
    }
}
