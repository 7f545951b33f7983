internal import Foundation
internal import GRDB
internal import GRDBSQLite
internal import Storage

/// One connection with its prepared statements. It says that it is Sendable because whoever holds it holds it alone: a thread of ``Workers``, or the
/// caller that ``PointPool`` lent it to.
final class SQLiteSession: @unchecked Sendable {
    enum Role { case point, read, write }

    private let queue: DatabaseQueue
    /// The queue's own connection. GRDB opens, configures and closes it; between that, whoever holds the session calls SQLite without the hop
    /// through the queue, which for a read by key would take as long as the read.
    private let connection: OpaquePointer
    private let statements = StatementCache()
    private let clock = DeadlineClock()
    private let currentEntry = CurrentEntry()
    private let onQuery: (@Sendable (SQLText) -> Void)?

    init(path: String, role: Role, busySeconds: Double = 2, onQuery: (@Sendable (SQLText) -> Void)? = nil) throws {
        self.onQuery = onQuery
        do {
            queue = try DatabaseQueue(path: path, configuration: Self.configuration(role, busySeconds))
            let open = try queue.inDatabase { [currentEntry] db in
                // GRDB lowers this to NORMAL with WAL, which can lose acknowledged writes when the power goes.
                // What is deleted is overwritten, for some of it has to be forgotten.
                if role == .write { try db.execute(sql: "PRAGMA synchronous = FULL; PRAGMA secure_delete = ON") }
                // A row that another takes the place of fires its triggers too, so that its past is kept.
                if role == .write { try db.execute(sql: "PRAGMA recursive_triggers = ON") }
                if role == .write { db.add(function: currentEntry.function) }
                return db.sqliteConnection
            }
            guard let open else { throw StoreError.unavailable("\(path): the connection did not open") }
            connection = open
            // They serve GRDB's observers, of which we have none, and expect to run inside its queue.
            sqlite3_commit_hook(connection, nil, nil)
            sqlite3_rollback_hook(connection, nil, nil)
            if role == .read { clock.watch(connection) }
        } catch let error as DatabaseError {
            throw StoreError.unavailable("\(path): \(error.message ?? "SQLite error \(error.resultCode.rawValue)")")
        }
    }

    deinit {
        close()
    }

    func close() {
        statements.clear()
        try? queue.close()
    }

    /// One snapshot for all queries of the closure.
    func read<T>(until deadline: Deadline? = nil, _ work: (any Reader) throws -> T) throws -> T {
        clock.deadline = deadline
        defer { clock.deadline = nil }
        return try transaction("BEGIN") { db in try work(db) }
    }

    /// `BEGIN IMMEDIATE`, for a transaction that turns into a writer half-way cannot wait for another process and fails at once.
    func write<T>(entry: String?, _ work: (any Writer) throws -> T) throws -> T {
        currentEntry.key = entry
        defer { currentEntry.key = nil }
        return try transaction("BEGIN IMMEDIATE", attempts: 5) { db in try work(db) }
    }

    /// A statement that is no part of a transaction, such as `VACUUM`.
    func control(_ text: String) throws {
        let statement = try Statement(text, on: connection)
        defer { statement.finalize() }
        while try statement.step() {}
    }

    /// Folds the log into the file and cuts it off.
    /// - Returns: false while a reader still needs it.
    func foldLog() throws -> Bool {
        let statement = try Statement("PRAGMA wal_checkpoint(TRUNCATE)", on: connection)
        defer { statement.finalize() }
        return try statement.step() && statement.row().first == .int(0)
    }

    private func transaction<T>(_ begin: String, attempts: Int = 1, _ work: (SQLiteTransaction) throws -> T) throws -> T {
        let transaction = SQLiteTransaction(connection, statements, onQuery)
        var failures = 0
        while true {
            do {
                try transaction.control(begin)
                break
            } catch StoreError.retry {
                // Another process holds the write lock; the busy timeout has passed once more.
                failures += 1
                if failures == attempts { throw StoreError.retry }
            }
        }
        do {
            let result = try work(transaction)
            try transaction.commit()
            return result
        } catch {
            transaction.rollback()
            throw error
        }
    }

    private static func configuration(_ role: Role, _ busySeconds: Double) -> Configuration {
        var configuration = Configuration()
        configuration.label = "yankao"
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(busySeconds)
        configuration.readonly = role != .write
        if role == .write { configuration.journalMode = .wal }
        configuration.prepareDatabase { db in
            // The first pages are read through the memory map, shared by all connections, the rest through a small cache of each. A map of the whole
            // file would be counted as ours as soon as something reads all of it, as the nightly verification does.
            try db.execute(sql: "PRAGMA temp_store = MEMORY; PRAGMA mmap_size = 33554432; PRAGMA cache_size = -4000")
        }
        return configuration
    }
}

/// The entry of the transaction under way, which triggers ask for as `current_entry()`. Used by the writer's thread alone.
private final class CurrentEntry: @unchecked Sendable {
    var key: String?

    var function: DatabaseFunction { DatabaseFunction("current_entry", argumentCount: 0) { [unowned self] _ in key } }
}
