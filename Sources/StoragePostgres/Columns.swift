internal import CLibPQ
internal import Storage

/// The columns of an answer: their names, and how the text of their cells is read.
struct Columns {
    private let names: [String]
    private let types: [Oid]

    init(_ result: OpaquePointer) {
        let range = 0..<PQnfields(result)
        names = range.map { String(cString: PQfname(result, $0)) }
        types = range.map { PQftype(result, $0) }
    }

    func row(_ index: Int32, of result: OpaquePointer) -> Row {
        Row(
            columns: names,
            values: types.indices.map { column in
                let field = Int32(column)
                guard PQgetisnull(result, index, field) == 0, let start = PQgetvalue(result, index, field) else { return .null }
                return Self.value(
                    UnsafeRawBufferPointer(start: start, count: Int(PQgetlength(result, index, field))), type: types[column])
            })
    }

    private static func value(_ cell: UnsafeRawBufferPointer, type: Oid) -> Value {
        switch type {
        case 16: return .bool(cell.first == UInt8(ascii: "t"))
        case 17: return .bytes(bytes(cell))
        case 20, 21, 23, 26: return Int64(String(decoding: cell, as: UTF8.self)).map { .int($0) } ?? .null
        case 700, 701: return Double(String(decoding: cell, as: UTF8.self)).map { .double($0) } ?? .null
        case 1700: return numeric(String(decoding: cell, as: UTF8.self))
        default: return .text(String(decoding: cell, as: UTF8.self))
        }
    }

    /// `sum(bigint)` and `avg` answer with numeric, where SQLite has an integer or a double.
    private static func numeric(_ text: String) -> Value {
        let parts = text.split(separator: ".", maxSplits: 1)
        let isWhole = parts.count == 1 || parts[1].utf8.allSatisfy { $0 == UInt8(ascii: "0") }
        if isWhole, let whole = parts.first, let number = Int64(whole) { return .int(number) }
        return Double(text).map { .double($0) } ?? .text(text)
    }

    /// `\x` and two digits a byte.
    private static func bytes(_ cell: UnsafeRawBufferPointer) -> [UInt8] {
        stride(from: 2, to: cell.count - 1, by: 2).map { digit(cell[$0]) << 4 | digit(cell[$0 + 1]) }
    }

    private static func digit(_ character: UInt8) -> UInt8 {
        character > UInt8(ascii: "9") ? character - UInt8(ascii: "a") + 10 : character - UInt8(ascii: "0")
    }
}
