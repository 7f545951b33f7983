internal import Crypto

/// A kind of record that entries commit to: which rows make up one record, so that whoever changes them behind the ledger is found.
///
/// Declared by the module that owns the tables. ``Store/write(as:_:_:)`` reads the rows back inside its transaction and puts their digest into the
/// entry; `yankao ledger verify` reads them again.
public struct RecordKind: Sendable {
    /// Rows of one table that belong to a record.
    public struct Part: Sendable {
        package let table: Identifier
        /// The column that holds the record's key.
        package let key: Identifier
        /// What is committed to. A column that is NULL is left out, so that a column added later changes no digest.
        package let columns: [Identifier]
        /// Puts the rows in one order.
        package let order: [Identifier]

        public init(_ table: Identifier, key: Identifier, _ columns: [Identifier], order: [Identifier] = []) {
            self.table = table
            self.key = key
            self.columns = columns
            self.order = order
        }
    }

    /// Module and noun: `planning/plan`.
    public let name: String
    /// Holds personal data: its digests are salted, record by record, and a lawful erasure is possible.
    public let isPersonal: Bool
    /// The first part is the record itself: without its row there is no record.
    package let parts: [Part]
    /// Which record's entries anyone may be shown for this one: itself when it is public, another it is part of, or nil.
    public let shown: @Sendable (_ id: String, _ db: any Reader) throws -> Reference?

    public init(
        _ name: StaticString, isPersonal: Bool = false, _ parts: [Part],
        shown: @escaping @Sendable (_ id: String, _ db: any Reader) throws -> Reference? = { _, _ in nil }
    ) {
        self.name = name.description
        self.isPersonal = isPersonal
        self.parts = parts
        self.shown = shown
    }

    /// What an entry says in place of a digest when the record is gone.
    package static let none = "none"

    /// The same, for a record that was erased by law.
    package static let erased = "erased"

    /// The keys of the records there are, in order, after one of them.
    package func keys(after key: String, limit: Int, _ db: any Reader) throws -> [String] {
        guard let part = parts.first else { return [] }
        return try db.all(
            "SELECT DISTINCT \(part.key) AS record_key FROM \(part.table) WHERE \(part.key) > \(key) ORDER BY \(part.key) LIMIT \(limit)"
        ).map { try $0.get("record_key") }
    }

    /// The record as it stands, a row a line, each a JSON object; nil when it is not there.
    package func text(of id: String, _ db: any Reader) throws -> String? {
        var text = ""
        for (index, part) in parts.enumerated() {
            let columns = SQL.joined(part.columns.map { "\($0)" }, by: ", ")
            let order: SQL = part.order.isEmpty ? "" : " ORDER BY \(SQL.joined(part.order.map { "\($0)" }, by: ", "))"
            let rows = try db.all("SELECT \(columns) FROM \(part.table) WHERE \(part.key) = \(id)\(order)")
            if index == 0 && rows.isEmpty { return nil }
            for row in rows { text += part.line(row) }
        }
        return text
    }

    /// Removes what is left of a record whose rows were deleted.
    fileprivate func erase(_ reference: Reference, _ db: any Writer) throws {
        for part in parts {
            let left = try db.first("SELECT \(part.key) FROM \(part.table) WHERE \(part.key) = \(reference.id) LIMIT 1")
            guard left == nil else { throw StoreError.notErased(table: part.table.name) }
            if try Past.isKept(of: part.table, db), let past = Past.name(of: part.table) {
                try db.run("DELETE FROM \(past) WHERE \(part.key) = \(reference.id)")
            }
        }
        try db.run("DELETE FROM record_salt WHERE reference = \(reference)")
    }

    /// SHA-256 over the salt and the record's text, or ``none``.
    package func commitment(to id: String, salt: [UInt8], _ db: any Reader) throws -> String {
        guard let text = try text(of: id, db) else { return Self.none }
        var hash = SHA256()
        hash.update(data: salt)
        hash.update(data: Array(text.utf8))
        return hash.finalize().hex
    }
}

extension RecordKind.Part {
    fileprivate func line(_ row: Row) -> String {
        var text = "{\"table\":" + JSONText.quoted(table.name)
        for (column, value) in zip(columns, row.values) {
            guard let value = value.committed else { continue }
            text += "," + JSONText.quoted(column.name) + ":" + value
        }
        return text + "}\n"
    }
}

extension Value {
    /// The same on both engines: truth is 1 or 0, as SQLite keeps it; a number that is whole has no fraction.
    fileprivate var committed: String? {
        switch self {
        case .null: nil
        case .text(let text): JSONText.quoted(text)
        case .int(let number): String(number)
        case .bool(let flag): flag ? "1" : "0"
        case .double(let number): Int64(exactly: number).map { String($0) } ?? "\(number)"
        case .bytes(let bytes): JSONText.quoted(bytes.hex)
        }
    }
}

/// The kinds a store knows, by name.
package struct RecordKinds: Sendable {
    private let kinds: [String: RecordKind]
    /// From how many records of one kind on a write locks the kind in place of each: a server's table of locks is not endless.
    private let lockLimit: Int
    package var all: [RecordKind] { kinds.values.sorted { $0.name < $1.name } }

    package init(_ kinds: [RecordKind], lockLimit: Int = 1000) {
        self.lockLimit = lockLimit
        self.kinds = Dictionary(uniqueKeysWithValues: kinds.map { ($0.name, $0) })
    }

    package subscript(reference: Reference) -> RecordKind? { kinds[reference.kind] }

    /// Holds records against other writers until the transaction ends. Two writers of one record could each miss the other's rows, and both digests
    /// would be wrong. Whoever writes a few holds their kind together with others and each record alone; whoever writes many holds the kind alone. All
    /// in one order, so that they never wait in a ring.
    package func lock(_ touched: [Reference], _ db: any Writer) throws {
        let shared = Dictionary(grouping: touched.filter { (self[$0]?.parts.count ?? 0) > 1 }, by: \.kind)
        guard db.engine == .postgres, !shared.isEmpty else { return }
        var rows: [SQL] = []
        for (kind, records) in shared {
            let isMany = records.count > lockLimit
            rows.append("(1, CAST(\(kind) AS text), CAST(\(isMany) AS boolean))")
            if !isMany { rows += records.map { "(2, CAST(\($0) AS text), TRUE)" } }
        }
        _ = try db.all(
            """
            SELECT CASE WHEN is_alone THEN pg_advisory_xact_lock(hashtextextended(key, 6962)) ELSE pg_advisory_xact_lock_shared(hashtextextended(key, 6962))
            END FROM (VALUES \(SQL.joined(rows, by: ", "))) AS record(place, key, is_alone) ORDER BY place, key
            """)
    }

    /// What each changed record looks like at the end of a write, by reference.
    func commitments(to changes: [Change], _ db: any Writer) throws -> [Reference: String] {
        let touched = Set(changes.map(\.reference)).filter { self[$0]?.parts.isEmpty == false }.sorted { $0.text < $1.text }
        guard !touched.isEmpty else { return [:] }
        try lock(touched, db)
        var result: [Reference: String] = [:]
        let erased = Set(changes.filter(\.isErasure).map(\.reference))
        for reference in touched {
            guard let kind = self[reference] else { continue }
            if erased.contains(reference) {
                try kind.erase(reference, db)
                result[reference] = RecordKind.erased
                continue
            }
            result[reference] = try kind.commitment(to: reference.id, salt: kind.isPersonal ? RecordSalt.make(for: reference, db) : [], db)
        }
        return result
    }
}

/// The random salt of one record with personal data. Without it nothing in the ledger can be tied to what the record said.
package enum RecordSalt {
    static func make(for reference: Reference, _ db: any Writer) throws -> [UInt8] {
        if let known = try find(for: reference, db) { return known }
        try db.run("INSERT INTO record_salt (reference, salt) VALUES (\(reference), \(Random.bytes(32))) ON CONFLICT (reference) DO NOTHING")
        return try find(for: reference, db) ?? []
    }

    package static func find(for reference: Reference, _ db: any Reader) throws -> [UInt8]? {
        try db.first("SELECT salt FROM record_salt WHERE reference = \(reference)")?.get("salt")
    }
}

package enum Random {
    /// From the system's generator.
    package static func bytes(_ count: Int) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        // Eight at a time: each asks the system once.
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count + 7)
        while bytes.count < count { withUnsafeBytes(of: generator.next()) { bytes.append(contentsOf: $0) } }
        return Array(bytes.prefix(count))
    }
}
