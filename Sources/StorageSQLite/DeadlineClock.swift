internal import GRDBSQLite
internal import Storage

/// Stops a query that runs past its time. SQLite asks it every few thousand steps of its machine.
final class DeadlineClock {
    var deadline: Deadline?

    /// The clock has to live as long as the connection, which its session sees to.
    func watch(_ connection: OpaquePointer?) {
        sqlite3_progress_handler(
            connection, 10_000,
            { context in
                guard let context else { return 0 }
                return Unmanaged<DeadlineClock>.fromOpaque(context).takeUnretainedValue().deadline?.hasPassed == true ? 1 : 0
            }, Unmanaged.passUnretained(self).toOpaque())
    }
}
