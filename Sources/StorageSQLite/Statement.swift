internal import GRDBSQLite
internal import Storage

/// A prepared statement, driven through SQLite's own interface: GRDB's would copy every cell once more, and stops the process where a value is too big.
final class Statement {
    let text: String
    private let connection: OpaquePointer
    private let handle: OpaquePointer
    private var names: [String] = []

    /// - Throws: ``StoreError/engine(message:sql:)`` when the text is wrong or holds more than one statement.
    init(_ text: String, on connection: OpaquePointer) throws {
        var handle: OpaquePointer?
        var (code, rest) = (SQLITE_OK, 0)
        text.withCString { start in
            var end: UnsafePointer<CChar>?
            code = sqlite3_prepare_v3(connection, start, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &handle, &end)
            rest = end.map { $0 - start } ?? 0
        }
        guard code == SQLITE_OK else { throw StoreError(connection, running: text, isPrepared: false) }
        guard let handle else { throw StoreError.engine(message: "no statement", sql: text) }
        guard text.utf8.dropFirst(rest).allSatisfy({ $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n") }) else {
            sqlite3_finalize(handle)
            throw StoreError.engine(message: "more than one statement in one text", sql: text)
        }
        self.text = text
        self.connection = connection
        self.handle = handle
    }

    func bind(_ values: [Value]) throws {
        for (index, value) in zip(Int32(1)..., values) {
            guard bind(value, at: index) == SQLITE_OK else { throw StoreError(connection, running: text, isPrepared: true) }
        }
    }

    private func bind(_ value: Value, at index: Int32) -> Int32 {
        switch value {
        case .null: sqlite3_bind_null(handle, index)
        case .int(let number): sqlite3_bind_int64(handle, index, number)
        case .double(let number): sqlite3_bind_double(handle, index, number)
        case .bool(let flag): sqlite3_bind_int64(handle, index, flag ? 1 : 0)
        // An empty buffer may have no address, and SQLite would take that for NULL.
        case .text(""): sqlite3_bind_text(handle, index, "", 0, Self.copied)
        case .bytes([]): sqlite3_bind_zeroblob(handle, index, 0)
        case .bytes(let bytes): sqlite3_bind_blob64(handle, index, bytes, UInt64(bytes.count), Self.copied)
        case .text(var text):
            text.withUTF8 { bytes in
                bytes.withMemoryRebound(to: CChar.self) { characters in
                    sqlite3_bind_text64(handle, index, characters.baseAddress, UInt64(bytes.count), Self.copied, UInt8(SQLITE_UTF8))
                }
            }
        }
    }

    /// - Returns: whether there is a row.
    func step() throws -> Bool {
        switch sqlite3_step(handle) {
        case SQLITE_ROW: true
        case SQLITE_DONE: false
        default: throw StoreError(connection, running: text, isPrepared: true)
        }
    }

    /// The names of the answer's columns. They are read again when their number has changed, as `SELECT *` may find after a migration.
    var columns: [String] {
        let count = Int(sqlite3_column_count(handle))
        if names.count != count { names = (0..<Int32(count)).map { String(cString: sqlite3_column_name(handle, $0)) } }
        return names
    }

    func row() -> [Value] {
        (0..<sqlite3_column_count(handle)).map { column in
            switch sqlite3_column_type(handle, column) {
            case SQLITE_INTEGER: .int(sqlite3_column_int64(handle, column))
            case SQLITE_FLOAT: .double(sqlite3_column_double(handle, column))
            case SQLITE_TEXT:
                .text(
                    String(
                        decoding: UnsafeBufferPointer(
                            start: sqlite3_column_text(handle, column), count: Int(sqlite3_column_bytes(handle, column))), as: UTF8.self))
            case SQLITE_BLOB:
                .bytes(
                    Array(UnsafeRawBufferPointer(start: sqlite3_column_blob(handle, column), count: Int(sqlite3_column_bytes(handle, column)))))
            default: .null
            }
        }
    }

    func reset() {
        sqlite3_reset(handle)
        sqlite3_clear_bindings(handle)
    }

    func finalize() {
        sqlite3_finalize(handle)
    }

    /// SQLITE_TRANSIENT, a cast that C macros do not bring over: SQLite copies before it returns.
    private static let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
}
