/// A connection's prepared statements, by text. Whoever uses one takes it out, so that a query nested in the same query gets a statement of its own.
final class StatementCache {
    /// More texts than a program has; lists of many lengths may pass it, and then all are prepared anew.
    private static let capacity = 512
    private var idle: [String: Statement] = [:]

    func take(_ text: String, on connection: OpaquePointer) throws -> Statement {
        if let statement = idle.removeValue(forKey: text) { return statement }
        return try Statement(text, on: connection)
    }

    func giveBack(_ statement: Statement) {
        statement.reset()
        if idle.count >= Self.capacity { clear() }
        if let other = idle.updateValue(statement, forKey: statement.text) { other.finalize() }
    }

    func clear() {
        for statement in idle.values { statement.finalize() }
        idle = [:]
    }
}
