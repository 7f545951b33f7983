internal import CLibPQ
internal import Storage

/// What a closure gets on PostgreSQL: it lives as long as the transaction.
final class PostgresTransaction: SchemaWriter {
    let engine = Engine.postgres
    private(set) var changed = 0
    private let connection: PostgresConnection
    private let deadline: Deadline?
    private var failure: (any Error)?
    private var last: (text: String, values: [Value])?

    init(_ connection: PostgresConnection, until deadline: Deadline?) {
        self.connection = connection
        self.deadline = deadline
    }

    func all(_ sql: SQL) throws -> [Row] {
        try guarded {
            let result = try ask(sql)
            defer { PQclear(result) }
            changed += changedRows(result)
            let columns = Columns(result)
            return (0..<PQntuples(result)).map { columns.row($0, of: result) }
        }
    }

    func each(_ sql: SQL, _ body: (Row) throws -> Bool) throws {
        let stream = try guarded {
            let (text, values) = try checked(sql)
            return try connection.stream(text, values)
        }
        defer {
            // What still fails after the loop has ended fails the transaction.
            try? guarded { try stream.end() }
            changed += stream.changed
        }
        while let row = try guarded({ try stream.next() }) {
            guard try body(row) else { return }
        }
    }

    func run(_ sql: SQL) throws -> Int {
        try guarded {
            let result = try ask(sql)
            defer { PQclear(result) }
            let count = changedRows(result)
            changed += count
            return count
        }
    }

    func execute(ddl: String) throws {
        try guarded { PQclear(try connection.execute(ddl, [], isPrepared: false)) }
    }

    func commit() throws {
        // PostgreSQL answers COMMIT after an error with a quiet rollback.
        if let failure { throw failure }
        guard let last else { return PQclear(try connection.execute("COMMIT", [], isPrepared: false)) }
        try connection.commit(after: last.text, last.values)
    }

    func runLast(_ sql: SQL) throws { last = try guarded { try checked(sql) } }

    private func ask(_ sql: SQL) throws -> OpaquePointer {
        let (text, values) = try checked(sql)
        return try connection.execute(text, values)
    }

    private func checked(_ sql: SQL) throws -> (text: String, values: [Value]) {
        // The server limits each statement; the closure as a whole is limited here.
        if let deadline, deadline.hasPassed { throw StoreError.timeout }
        let query = try sql.checked(for: .postgres)
        connection.onQuery?(SQLText(text: query.text, valueCount: query.values.count))
        return query
    }

    /// After an error the server refuses the rest of the transaction; the closure is told the error that began it.
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

extension PostgresConnection {
    /// - Parameter entry: what the triggers of tables with a past write down.
    func transaction<T>(
        _ begin: String, entry: String? = nil, until deadline: Deadline? = nil, _ work: (PostgresTransaction) throws -> T
    ) throws -> T {
        try start(begin, entry)
        do {
            let transaction = PostgresTransaction(self, until: deadline)
            let result = try work(transaction)
            try transaction.commit()
            return result
        } catch {
            rollback()
            throw error
        }
    }

    /// A connection that broke while it was idle has lost nothing, so it is opened again without a word.
    private func start(_ begin: String, _ entry: String?) throws {
        let wasOpen = isOpen
        do {
            try open()
            try self.begin(begin, entry)
        } catch StoreError.unavailable where wasOpen {
            close()
            try open()
            try self.begin(begin, entry)
        }
    }

    private func rollback() {
        if isOpen && !isStale { PQclear(try? execute("ROLLBACK", [], isPrepared: false)) }
        // Whatever went wrong, the next transaction begins on a connection that has none.
        if isStale || PQtransactionStatus(handle) != PQTRANS_IDLE { close() }
    }
}
