/// Brings a database's schema up to date. Migrations run in the order given, each once, in one transaction with its record; two nodes that start at
/// once migrate once.
public struct Migrator: Sendable {
    /// Where one migration stands in a database.
    public struct Status: Sendable, Equatable {
        public enum State: Sendable, Equatable {
            case applied(at: Instant)
            case pending
            /// Applied, and reads otherwise now; or declared before one of its module that is applied.
            case changed
            /// Applied, and no longer declared: the program is older than the database, or lost a module.
            case missing
        }

        public let id: String
        public let state: State
    }

    private let migrations: [Migration]

    /// - Parameter migrations: those of the modules, each module's in ascending order; the store's own are added before them.
    /// - Precondition: ids are unique and ascend within a module, which is for their authors to see to.
    public init(_ migrations: [Migration]) {
        let all = StorageSchema.migrations + migrations
        var last: [Substring: String] = [:]
        for migration in all {
            let module = migration.module
            precondition(last[module].map { $0 < migration.id } ?? true, "\(migration.id) has to come after \(last[module] ?? "")")
            last[module] = migration.id
        }
        self.migrations = all
    }

    /// Every migration that is declared or applied. Reads only, also where nothing was ever migrated.
    public func status(of store: Store) async throws -> [Status] {
        status(try await store.read { db in try Record.applied(in: db) })
    }

    /// The ids of the migrations that ``migrate(_:)`` would apply.
    public func pending(in store: Store) async throws -> [String] {
        try await status(of: store).filter { $0.state == .pending }.map(\.id)
    }

    /// Applies what is pending.
    /// - Returns: the ids that this call applied.
    /// - Throws: ``StoreError/migrationChanged(id:)`` before anything is applied, when the database was made by other migrations than these.
    @discardableResult
    public func migrate(_ store: Store) async throws -> [String] {
        // A start with nothing to do takes no lock.
        if try await status(of: store).allSatisfy({ if case .applied = $0.state { true } else { false } }) { return [] }
        var done: [String] = []
        while let id = try await step(store) { done.append(id) }
        return done
    }

    /// Applies the first pending migration; nil when there is none.
    private func step(_ store: Store) async throws -> String? {
        try await store.write(exempt: .migration) { db in
            let status = status(try Record.locked(in: db))
            if let wrong = status.first(where: { $0.state == .changed || $0.state == .missing }) {
                throw StoreError.migrationChanged(id: wrong.id)
            }
            guard let next = status.first(where: { $0.state == .pending }), let migration = migrations.first(where: { $0.id == next.id }),
                let schema = db as? any SchemaWriter
            else { return nil }
            for change in migration.changes { try change.apply(to: schema) }
            try Record(id: migration.id, checksum: migration.checksum, at: store.now()).insert(into: db)
            return migration.id
        }
    }

    private func status(_ applied: [Record]) -> [Status] {
        let records = Dictionary(uniqueKeysWithValues: applied.map { ($0.id, $0) })
        let newest = Dictionary(applied.map { ($0.module, $0.id) }, uniquingKeysWith: max)
        let declared = migrations.map { migration in
            guard let record = records[migration.id] else {
                let isLate = newest[migration.module].map { migration.id < $0 } ?? false
                return Status(id: migration.id, state: isLate ? .changed : .pending)
            }
            return Status(id: migration.id, state: record.checksum == migration.checksum ? .applied(at: record.at) : .changed)
        }
        let known = Set(migrations.map(\.id))
        return declared + applied.filter { !known.contains($0.id) }.map { Status(id: $0.id, state: .missing) }
    }
}

extension Migration {
    fileprivate var module: Substring { id.prefix { $0 != "/" } }
}

/// A line of the table `migration`.
private struct Record {
    let id: String
    let checksum: String
    let at: Instant

    var module: Substring { id.prefix { $0 != "/" } }

    static func applied(in db: any Reader) throws -> [Record] {
        let table = try db.first(
            "SELECT \(sqlite: "name FROM sqlite_master WHERE name = 'migration'", postgres: "CAST(to_regclass('migration') AS text) AS name")")
        guard try table?.optional("name", as: String.self) != nil else { return [] }
        return try all(in: db)
    }

    /// Reads what is applied, under the lock that lets one node migrate at a time. On SQLite the transaction itself is that lock.
    static func locked(in db: any Writer) throws -> [Record] {
        if db.engine == .postgres {
            // Waiting for another node's migration may take longer than an ordinary lock should.
            _ = try db.all("SELECT set_config('lock_timeout', '0', true)")
            _ = try db.all("SELECT pg_advisory_xact_lock(7310203104)")
        }
        try db.run(
            """
            CREATE TABLE IF NOT EXISTS migration (
                id TEXT \(sqlite: "", postgres: "COLLATE \"C\"") NOT NULL PRIMARY KEY, checksum TEXT NOT NULL, at TEXT NOT NULL
            )\(sqlite: " STRICT", postgres: "")
            """)
        return try all(in: db)
    }

    private static func all(in db: any Reader) throws -> [Record] {
        try db.all("SELECT id, checksum, at FROM migration ORDER BY id").map { row in
            Record(id: try row.get("id"), checksum: try row.get("checksum"), at: try row.get("at"))
        }
    }

    func insert(into db: any Writer) throws {
        try db.run("INSERT INTO migration (id, checksum, at) VALUES (\(id), \(checksum), \(at))")
    }
}
