internal import Foundation
public import Storage

/// The store in PostgreSQL, for more than one node. libpq blocks, so every connection has a thread of its own.
public final class PostgresDriver: StoreDriver {
    public let engine = Engine.postgres
    let address: String
    private let limits: PoolLimits
    private let points: Workers<PostgresConnection>
    private let readers: Workers<PostgresConnection>
    private let writers: Workers<PostgresConnection>

    /// Connects once, to say early what is wrong; the pools connect when they are first used.
    /// - Parameter address: `postgres://user@host:5432/name`, or libpq's `host=a,b dbname=name target_session_attrs=read-write`. With several hosts
    ///   and `target_session_attrs`, a lost primary is followed by the next connection.
    /// - Throws: ``StoreError/unavailable(_:)``, also when the database is not in UTF-8.
    public convenience init(_ address: String, limits: PoolLimits = PoolLimits()) throws {
        try self.init(address, limits: limits, onPoint: nil)
    }

    /// - Parameter onPoint: sees the text of every query that runs through ``point(_:)``; a test reads their plans.
    package init(_ address: String, limits: PoolLimits, onPoint: (@Sendable (SQLText) -> Void)?) throws {
        self.address = address
        self.limits = limits
        let reading = [
            ("statement_timeout", "\(Int(limits.readSeconds * 1000))"), ("default_transaction_read_only", "on"),
        ]
        // A node that vanishes must not keep its locks, nor a writer wait for ever for another's.
        let writing = [("lock_timeout", "10000"), ("idle_in_transaction_session_timeout", "60000")]
        points = Self.pool("postgres-point", limits.points, waiting: max(limits.waiting, 1024)) {
            PostgresConnection(address, settings: reading, onQuery: onPoint)
        }
        readers = Self.pool("postgres-read", limits.readers, waiting: limits.waiting) { PostgresConnection(address, settings: reading) }
        writers = Self.pool("postgres-write", limits.writers, waiting: .max) { PostgresConnection(address, settings: writing) }
        try PostgresConnection(address, settings: []).open()
    }

    public func point<T: Sendable>(_ work: @escaping @Sendable (any Reader) throws -> T) async throws -> T {
        try await read(in: points, work)
    }

    public func read<T: Sendable>(_ work: @escaping @Sendable (any Reader) throws -> T) async throws -> T {
        try await read(in: readers, work)
    }

    public func write<T: Sendable>(entry: String?, _ work: @escaping @Sendable (any Writer) throws -> T) async throws -> T {
        try await writers.run { connection in
            try Self.retrying(attempts: 8, on: { $0 == .retry }) {
                try connection.transaction("BEGIN ISOLATION LEVEL READ COMMITTED", entry: entry, work)
            }
        }
    }

    public func close() async {
        await readers.close()
        await points.close()
        await writers.close()
    }

    private static func pool(
        _ name: String, _ count: Int, waiting: Int, _ connection: @escaping @Sendable () -> PostgresConnection
    ) -> Workers<PostgresConnection> {
        Workers(name, count: count, waiting: waiting, tool: { _ in connection() }, end: { $0.close() })
    }

    /// All queries of a closure see one snapshot, as on SQLite.
    private func read<T: Sendable>(
        in pool: Workers<PostgresConnection>, _ work: @escaping @Sendable (any Reader) throws -> T
    ) async throws -> T {
        let deadline = Deadline(seconds: limits.readSeconds)
        return try await pool.run { connection in
            guard !deadline.hasPassed else { throw StoreError.overloaded }
            return try Self.retrying(attempts: 2, on: \.isPassing) {
                try connection.transaction("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", until: deadline, work)
            }
        }
    }

    private static func retrying<T>(attempts: Int, on isPassing: (StoreError) -> Bool, _ work: () throws -> T) throws -> T {
        var attempt = 1
        while true {
            do {
                return try work()
            } catch let error as StoreError where isPassing(error) && attempt < attempts {
                // Uneven pauses, or the same two transactions would meet again.
                Thread.sleep(forTimeInterval: Double.random(in: 0.001...0.01) * Double(attempt))
                attempt += 1
            }
        }
    }
}

extension StoreError {
    /// What a second try of a read may get past: the server restarted, or a migration changed a prepared query's answer.
    fileprivate var isPassing: Bool {
        switch self {
        case .unavailable, .retry: true
        default: false
        }
    }
}
