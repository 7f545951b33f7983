internal import GRDBSQLite
internal import Storage

/// What a closure gets on SQLite: it lives as long as the transaction.
final class SQLiteTransaction: SchemaWriter {
    let engine = Engine.sqlite
    private let connection: OpaquePointer
    private let statements: StatementCache
    private let onQuery: (@Sendable (SQLText) -> Void)?
    private let changedBefore: Int
    private var failure: (any Error)?

    init(_ connection: OpaquePointer, _ statements: StatementCache, _ onQuery: (@Sendable (SQLText) -> Void)?) {
        self.connection = connection
        self.statements = statements
        self.onQuery = onQuery
        changedBefore = Int(sqlite3_total_changes64(connection))
    }

    var changed: Int { Int(sqlite3_total_changes64(connection)) - changedBefore }

    func all(_ sql: SQL) throws -> [Row] {
        var rows: [Row] = []
        try each(sql) { row in
            rows.append(row)
            return true
        }
        return rows
    }

    func each(_ sql: SQL, _ body: (Row) throws -> Bool) throws {
        try using(sql) { statement in
            while try guarded(statement.step) {
                // Asked after the step, which prepares anew where the schema has changed.
                guard try body(Row(columns: statement.columns, values: statement.row())) else { return }
            }
        }
    }

    func run(_ sql: SQL) throws -> Int {
        try using(sql) { statement in
            let before = sqlite3_total_changes64(connection)
            while try guarded(statement.step) {}
            // SQLite leaves the last count standing where a statement changed nothing, such as CREATE TABLE.
            return sqlite3_total_changes64(connection) == before ? 0 : Int(sqlite3_changes64(connection))
        }
    }

    func runLast(_ sql: SQL) throws { _ = try run(sql) }

    func execute(ddl: String) throws {
        try guarded {
            let statement = try Statement(ddl, on: connection)
            defer { statement.finalize() }
            while try statement.step() {}
        }
    }

    /// BEGIN, COMMIT and ROLLBACK.
    func control(_ text: String) throws {
        let statement = try statements.take(text, on: connection)
        defer { statements.giveBack(statement) }
        _ = try statement.step()
    }

    func commit() throws {
        if let failure { throw failure }
        try control("COMMIT")
    }

    func rollback() {
        // SQLite itself rolls back after some errors, such as a full disk; there is nothing left to end then.
        guard sqlite3_get_autocommit(connection) == 0 else { return }
        try? control("ROLLBACK")
    }

    private func using<T>(_ sql: SQL, _ work: (Statement) throws -> T) throws -> T {
        let statement = try guarded {
            let (text, values) = try sql.checked(for: .sqlite)
            onQuery?(SQLText(text: text, valueCount: values.count))
            let statement = try statements.take(text, on: connection)
            do {
                try statement.bind(values)
            } catch {
                statements.giveBack(statement)
                throw error
            }
            return statement
        }
        defer { statements.giveBack(statement) }
        return try work(statement)
    }

    /// PostgreSQL ends a transaction with its first error. So do we, or a closure that goes on after one would work here and fail there.
    private func guarded<T>(_ work: () throws -> T) throws -> T {
        if let failure { throw failure }
        do {
            return try work()
        } catch {
            failure = error
            throw error
        }
    }
}
