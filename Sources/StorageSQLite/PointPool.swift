internal import Foundation
internal import Storage

/// The connections that point reads run on, each lent to one thread at a time. A caller waits while all are lent, which lasts as long as a query by
/// key: there are as many connections as threads that ask.
final class PointPool: @unchecked Sendable {
    private let condition = NSCondition()
    private var idle: [SQLiteSession]
    private var isClosed = false

    init(_ sessions: [SQLiteSession]) {
        idle = sessions
    }

    func run<T>(_ work: (SQLiteSession) throws -> T) throws -> T {
        let session = try take()
        defer { giveBack(session) }
        return try work(session)
    }

    /// Connections that are lent close when they are given back.
    func close() {
        let closing = condition.withLock {
            isClosed = true
            condition.broadcast()
            defer { idle = [] }
            return idle
        }
        for session in closing { session.close() }
    }

    private func take() throws -> SQLiteSession {
        try condition.withLock {
            while true {
                if isClosed { throw StoreError.unavailable("the store is closed") }
                // The one used last, whose pages and statements are warm.
                if let session = idle.popLast() { return session }
                condition.wait()
            }
        }
    }

    private func giveBack(_ session: SQLiteSession) {
        let isLate = condition.withLock {
            if !isClosed { idle.append(session) }
            condition.signal()
            return isClosed
        }
        if isLate { session.close() }
    }
}
