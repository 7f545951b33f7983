internal import CLibPQ
internal import Storage

/// An answer that arrives row by row. When another query is asked before its end, the rest is taken into memory, for a connection carries one answer
/// at a time; so a query may stand inside another's loop here as on SQLite.
final class ResultStream {
    private unowned let connection: PostgresConnection
    private let text: String
    private var isArriving = true
    private var kept: ArraySlice<Row> = []
    private var columns: Columns?
    /// How many rows the query changed, known at its end.
    private(set) var changed = 0

    init(_ connection: PostgresConnection, _ text: String) {
        self.connection = connection
        self.text = text
    }

    func next() throws -> Row? {
        if let row = kept.popFirst() { return row }
        return try receive()
    }

    /// Takes the rest into memory.
    func takeIn() throws {
        while let row = try receive() { kept.append(row) }
    }

    /// Lets the rest go. It still has to be received: cancelling would end the transaction.
    func end() throws {
        while try receive() != nil {}
    }

    private func receive() throws -> Row? {
        while isArriving, let result = PQgetResult(connection.handle) {
            defer { PQclear(result) }
            switch PQresultStatus(result) {
            case PGRES_SINGLE_TUPLE:
                let columns = columns ?? Columns(result)
                self.columns = columns
                return columns.row(0, of: result)
            case PGRES_TUPLES_OK, PGRES_COMMAND_OK:
                changed = changedRows(result)
            default:
                let failure = connection.failure(result, text)
                while let rest = PQgetResult(connection.handle) { PQclear(rest) }
                finish()
                throw failure
            }
        }
        finish()
        return nil
    }

    private func finish() {
        isArriving = false
        if connection.active === self { connection.active = nil }
    }
}

/// How many rows a query inserted, updated or deleted. A SELECT counts what it found in the same place, which is no change.
func changedRows(_ result: OpaquePointer) -> Int {
    guard let command = PQcmdStatus(result).map({ String(cString: $0) }), let count = PQcmdTuples(result).flatMap({ Int(String(cString: $0)) }),
        ["INSERT", "UPDATE", "DELETE"].contains(where: { command.hasPrefix($0) })
    else { return 0 }
    return count
}
