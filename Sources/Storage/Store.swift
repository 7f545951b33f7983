/// The record of the city. Reads and writes are synchronous closures on one connection, so a transaction cannot be left open across an await.
public struct Store: Sendable {
    package let driver: any StoreDriver
    package let now: @Sendable () -> Instant
    package let records: RecordKinds

    /// - Parameter records: what entries commit to, from the modules.
    public init(_ driver: any StoreDriver, records: [RecordKind] = [], now: @escaping @Sendable () -> Instant) {
        self.driver = driver
        self.records = RecordKinds(records)
        self.now = now
    }

    public var engine: Engine { driver.engine }

    /// A read by key. On SQLite it runs on the calling thread, which is only right while every query in it uses an index: a test reads their plans.
    public func point<T: Sendable>(_ work: @escaping @Sendable (any Reader) throws -> T) async throws -> T {
        try await driver.point(work)
    }

    /// Any other read: in a bounded pool of its own, stopped after the pool's time limit, so that it cannot hold up ``point(_:)``.
    public func read<T: Sendable>(_ work: @escaping @Sendable (any Reader) throws -> T) async throws -> T {
        try await driver.read(work)
    }

    /// One transaction with its ledger entry: all of it, or nothing. `work` may run again after a lost race, so it has no other effects.
    /// - Throws: ``StoreError/nothingNoted`` when `work` changed rows but told the ledger of nothing.
    public func write<T: Sendable>(
        as actor: Actor, _ reason: Reason, _ work: @escaping @Sendable (any Writer, inout [Change]) throws -> T
    ) async throws -> T {
        let (now, records) = (now, records)
        // Known from the beginning, for the versions that triggers make carry it.
        let id = UniqueID.make(at: now())
        return try await driver.write(entry: id) { db in
            var changes: [Change] = []
            let result = try work(db, &changes)
            // A command that found nothing to do (the same file imported again) leaves no entry.
            if db.changed == 0 && changes.isEmpty { return result }
            guard !changes.isEmpty else { throw StoreError.nothingNoted }
            let commitments = try records.commitments(to: changes, db)
            try Entry(id: id, at: now(), actor: actor, reason: reason, changes: changes, commitments: commitments).insert(into: db)
            return result
        }
    }

    /// A transaction without an entry, for what an ``Exemption`` names.
    public func write<T: Sendable>(exempt: Exemption, _ work: @escaping @Sendable (any Writer) throws -> T) async throws -> T {
        try await driver.write(entry: nil, work)
    }

    /// Makes the files forget what was deleted from these tables. May take long and hold up writers; done after an erasure.
    /// - Returns: what the engine would not let this program do.
    public func scrub(_ tables: [Identifier]) async throws -> [ScrubGap] {
        try await driver.scrub(tables)
    }

    /// Closes every connection after the work under way.
    public func close() async {
        await driver.close()
    }
}

/// What an engine's adapter provides. Only ``Store`` calls it.
public protocol StoreDriver: Sendable {
    var engine: Engine { get }
    func point<T: Sendable>(_ work: @escaping @Sendable (any Reader) throws -> T) async throws -> T
    func read<T: Sendable>(_ work: @escaping @Sendable (any Reader) throws -> T) async throws -> T
    /// One transaction; tried again after a lost race, a bounded number of times.
    /// - Parameter entry: the key that the transaction's entry will have; nil for one without.
    func write<T: Sendable>(entry: String?, _ work: @escaping @Sendable (any Writer) throws -> T) async throws -> T
    /// The engine's own check of its files, in its words; empty when all is well.
    func integrityProblems() async throws -> [String]
    func scrub(_ tables: [Identifier]) async throws -> [ScrubGap]
    /// Takes the lead in something that one process at a time may do.
    /// - Returns: nil while another process, or another ``Store`` of this one, has it.
    func lead(_ name: StaticString) async throws -> (any Lead)?
    /// Tells every process on this database. Never inside a transaction.
    func announce(_ channel: Identifier, _ text: String) async throws
    /// Hears what is announced, until the ``Listening`` is ended; `heard` gets nil when something may have been missed.
    func listen(_ channel: Identifier, _ heard: @escaping @Sendable (String?) -> Void) -> any Listening
    func close() async
}

/// Where deleted values may still be found in the database's files, and who can remove them.
public enum ScrubGap: Sendable, Equatable {
    /// The server's write-ahead log: this role may not end its segment or make a checkpoint, or segments are kept for reuse (`wal_recycle`).
    case writeAheadLog
    /// The server's statistics, which remember common values: only its administrator may rewrite them.
    case statistics
    /// Readers were under way; the log is folded in when the last of them has ended.
    case busyReaders
}

/// The lead in something, lost when its process ends in whatever way.
public protocol Lead: Sendable {
    /// Asks the engine. Once false it stays false.
    func isHeld() async -> Bool
    func giveUp() async
}

/// Hearing announcements.
public protocol Listening: Sendable {
    func end()
}
