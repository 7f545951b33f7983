/// What can go wrong in the store. No case carries a bound value: errors are logged, and values may be personal.
public enum StoreError: Error, Sendable, Equatable {
    /// A unique key or another constraint refused the change; `constraint` names it as far as the engine tells.
    case conflict(constraint: String)
    /// The transaction lost against another; ``Store`` has already tried it again.
    case retry
    /// The read took longer than its pool allows.
    case timeout
    /// Too many readers wait already.
    case overloaded
    /// No connection to the database.
    case unavailable(String)
    case unexpectedNull(column: String)
    case unexpectedType(column: String)
    case missingColumn(String)
    /// More bound values than the engine takes (32,766 on SQLite, 65,535 on PostgreSQL).
    case tooManyValues(Int)
    /// A value that one of the engines cannot keep: a text with a zero byte, a number that is not a number. Both engines refuse it.
    case unstorable(String)
    /// The engine's own message, with the query's text.
    case engine(message: String, sql: String)
    /// A migration that was already applied now reads otherwise, or is missing.
    case migrationChanged(id: String)
    /// A record was said to be erased, and has rows in this table.
    case notErased(table: String)
    /// A write named no reference it changed, so that its entry would say nothing.
    case nothingNoted
}
