/// A row of an answer. Cells are read by column name as the type that is asked for; inlinable, so that the reading is compiled for that type where
/// it is asked for, and a row of ten cells need not look up ten types.
public struct Row: Sendable {
    /// Shared by all rows of one answer.
    @usableFromInline package let columns: [String]
    @usableFromInline package let values: [Value]

    package init(columns: [String], values: [Value]) {
        self.columns = columns
        self.values = values
    }

    /// - Throws: ``StoreError/missingColumn(_:)``, ``StoreError/unexpectedNull(column:)`` or ``StoreError/unexpectedType(column:)``.
    @inlinable
    public func get<T: Readable>(_ column: String, as type: T.Type = T.self) throws -> T {
        let value = try self[column]
        if let read = T(value: value) { return read }
        throw value == .null ? StoreError.unexpectedNull(column: column) : StoreError.unexpectedType(column: column)
    }

    /// The cell, or nil where it is NULL.
    @inlinable
    public func optional<T: Readable>(_ column: String, as type: T.Type = T.self) throws -> T? {
        let value = try self[column]
        if value == .null { return nil }
        guard let read = T(value: value) else { throw StoreError.unexpectedType(column: column) }
        return read
    }

    @usableFromInline subscript(column: String) -> Value {
        get throws {
            guard let index = columns.firstIndex(of: column) else { throw StoreError.missingColumn(column) }
            return values[index]
        }
    }
}

extension Row {
    /// A column that holds one of an enumeration's words.
    public func word<Word: RawRepresentable<String>>(_ column: String) throws -> Word {
        guard let word: Word = try optionalWord(column) else { throw StoreError.unexpectedNull(column: column) }
        return word
    }

    public func optionalWord<Word: RawRepresentable<String>>(_ column: String) throws -> Word? {
        guard let text: String = try optional(column) else { return nil }
        guard let word = Word(rawValue: text) else { throw StoreError.unexpectedType(column: column) }
        return word
    }
}
