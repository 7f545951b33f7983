internal import GRDB
internal import Glibc
public import Storage

/// The store in one SQLite file, the default of a city hall with one machine.
///
/// Three kinds of connections, so that none waits for another's work: one writer on a thread of its own; a few read-only ones for ``point(_:)`` that
/// run on the calling thread, because a hop costs more than the query; a few on threads of their own for ``read(_:)``, bounded in number and time.
public final class SQLiteDriver: StoreDriver {
    public let engine = Engine.sqlite
    let path: String
    let limits: PoolLimits
    private let points: PointPool
    private let readers: Workers<SQLiteSession>
    private let writer: Workers<SQLiteSession>
    let announcements = Announcements()

    /// Opens the file, or makes it.
    public convenience init(path: String, limits: PoolLimits = PoolLimits()) throws {
        try self.init(path: path, limits: limits, onPoint: nil)
    }

    /// - Parameters:
    ///   - busySeconds: how long one attempt to write waits for another process's write.
    ///   - onPoint: sees the text of every query that runs through ``point(_:)``; a test reads their plans.
    package init(path: String, limits: PoolLimits, busySeconds: Double = 2, onPoint: (@Sendable (SQLText) -> Void)?) throws {
        self.path = path
        self.limits = limits
        // First, because it makes the file and its WAL, which a read-only connection cannot.
        let writing = try SQLiteSession(path: path, role: .write, busySeconds: busySeconds)
        points = PointPool(try (0..<limits.points).map { _ in try SQLiteSession(path: path, role: .point, onQuery: onPoint) })
        let reading = try (0..<limits.readers).map { _ in try SQLiteSession(path: path, role: .read) }
        readers = Workers("sqlite-read", count: limits.readers, waiting: limits.waiting, tool: Self.behind(reading), end: { $0.close() })
        writer = Workers("sqlite-write", count: 1, waiting: .max, tool: { _ in writing }, end: { $0.close() })
    }

    /// Slow reads run when no event loop wants the processor: a few of them must not hold up every read by key. On Linux this is a thread's own
    /// priority.
    private static func behind(_ sessions: [SQLiteSession]) -> @Sendable (Int) -> SQLiteSession {
        { index in
            setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 10)
            return sessions[index]
        }
    }

    public func point<T: Sendable>(_ work: @escaping @Sendable (any Reader) throws -> T) async throws -> T {
        try points.run { session in try session.read(work) }
    }

    public func read<T: Sendable>(_ work: @escaping @Sendable (any Reader) throws -> T) async throws -> T {
        let deadline = Deadline(seconds: limits.readSeconds)
        return try await readers.run { session in
            guard !deadline.hasPassed else { throw StoreError.overloaded }
            return try session.read(until: deadline, work)
        }
    }

    public func write<T: Sendable>(entry: String?, _ work: @escaping @Sendable (any Writer) throws -> T) async throws -> T {
        try await writer.run { session in try session.write(entry: entry, work) }
    }

    /// Work on the writer's connection outside any transaction of ours.
    func writing<T: Sendable>(_ work: @escaping @Sendable (SQLiteSession) throws -> T) async throws -> T { try await writer.run(work) }

    public func close() async {
        await readers.close()
        points.close()
        // Last, so that it finds no reader and can fold the WAL into the file.
        await writer.close()
    }
}
