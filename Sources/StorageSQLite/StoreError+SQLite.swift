internal import GRDBSQLite
internal import Storage

extension StoreError {
    /// The error that a connection has just met.
    /// - Parameter isPrepared: while a statement runs, SQLite's message may quote a bound value (a full-text query does), so it is left out.
    init(_ connection: OpaquePointer, running text: String, isPrepared: Bool) {
        let code = sqlite3_extended_errcode(connection)
        let message = String(cString: sqlite3_errmsg(connection))
        switch code & 0xFF {
        case SQLITE_CONSTRAINT where code != SQLITE_CONSTRAINT_DATATYPE:
            self = .conflict(constraint: Self.constraint(code, message))
        case SQLITE_BUSY, SQLITE_LOCKED: self = .retry
        case SQLITE_INTERRUPT: self = .timeout
        case SQLITE_FULL, SQLITE_IOERR, SQLITE_CANTOPEN, SQLITE_CORRUPT, SQLITE_NOTADB: self = .unavailable(message)
        case SQLITE_ERROR where isPrepared && message != "integer overflow":
            self = .engine(message: "the query failed while it ran", sql: text)
        default: self = .engine(message: message, sql: text)
        }
    }

    /// `plan.agency,number` from "UNIQUE constraint failed: plan.agency, plan.number", which is what PostgreSQL's error is turned into as well.
    private static func constraint(_ code: Int32, _ message: String) -> String {
        if code == SQLITE_CONSTRAINT_FOREIGNKEY { return "foreign key" }
        guard let colon = message.firstRange(of: ": ") else { return message }
        let names = message[colon.upperBound...].split(separator: ", ")
        guard let first = names.first else { return message }
        return ([first] + names.dropFirst().map { name in name.drop { $0 != "." }.dropFirst() }).joined(separator: ",")
    }
}

/// SQLite's extended codes are macros with an expression, which are not imported.
private let SQLITE_CONSTRAINT_DATATYPE = SQLITE_CONSTRAINT | 12 << 8
private let SQLITE_CONSTRAINT_FOREIGNKEY = SQLITE_CONSTRAINT | 3 << 8
