extension Migration {
    /// A digest of what the migration does, the same on both engines. It only has to notice an edit, so FNV-1a is enough.
    package var checksum: String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in changes.map(\.digested).joined(separator: "\n").utf8 {
            hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
        }
        let text = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - text.utf8.count) + text
    }
}

extension SchemaChange {
    fileprivate var digested: String {
        switch self {
        case .createTable(let table, let columns, let key, let unique):
            "table \(table) (\(columns.map(\.digested).joined(separator: ", "))) key \(key.digested) unique \(unique.map(\.digested))"
        case .createIndex(let name, let table, let columns, let isUnique):
            "\(isUnique ? "unique index" : "index") \(name) on \(table) \(columns.digested)"
        case .addColumn(let column, let table):
            "add \(column.digested) to \(table)"
        case .keepPast(let table, let key, let indexes):
            "past of \(table) by \(key.digested) indexes \(indexes.map(\.digested))"
        case .run(let sql):
            "run " + sql.parts.map(\.digested).joined()
        }
    }
}

extension Column {
    fileprivate var digested: String {
        "\(name) \(kind.rawValue)\(isNullable ? " null" : "")\(reference.map { " references \($0)" } ?? "")"
            + (allowed.isEmpty ? "" : " one of \(allowed.map(\.description))")
    }
}

extension SQL.Part {
    fileprivate var digested: String {
        switch self {
        case .text(let literal): literal.description
        case .name(let name): name.quoted
        case .each(let sqlite, let postgres): "{\(sqlite)|\(postgres)}"
        case .bind(let value): "{\(value.digested)}"
        }
    }
}

extension Value {
    fileprivate var digested: String {
        switch self {
        case .null: "null"
        case .text(let text): "text \(text)"
        case .int(let number): "int \(number)"
        case .double(let number): "double \(number)"
        case .bool(let flag): "bool \(flag)"
        case .bytes(let bytes): "bytes \(bytes)"
        }
    }
}

extension [Identifier] {
    fileprivate var digested: String { map(\.name).joined(separator: ",") }
}
