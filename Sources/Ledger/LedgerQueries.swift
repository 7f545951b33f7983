internal import Formats
public import Storage

/// Every query on the ledger's own tables.
public enum LedgerQueries {
    /// A head as it is kept.
    public struct Head: Sendable, Equatable {
        public let size: Int
        public let at: Instant
        public let root: Hash
        public let note: String
    }

    public static func lastHead(_ db: any Reader) throws -> Head? {
        try db.first("SELECT size, at, root, note FROM ledger_head WHERE size >= 0 ORDER BY size DESC, at DESC LIMIT 1").map(head)
    }

    /// The first head over so many entries.
    static func head(size: Int, _ db: any Reader) throws -> Head? {
        try db.first("SELECT size, at, root, note FROM ledger_head WHERE size = \(size) ORDER BY at LIMIT 1").map(head)
    }

    /// Newest first, below a time.
    static func heads(before time: Instant?, limit: Int, _ db: any Reader) throws -> [Head] {
        let before = time?.description ?? "9999"
        return try db.all("SELECT size, at, root, note FROM ledger_head WHERE at < \(before) ORDER BY at DESC LIMIT \(limit)").map(head)
    }

    /// Oldest first, after a place in their order.
    static func heads(after place: (size: Int, at: String), limit: Int, _ db: any Reader) throws -> [Row] {
        try db.all(
            """
            SELECT size, at, root, note FROM ledger_head WHERE (size, at) > (\(place.size), \(place.at)) ORDER BY size, at LIMIT \(limit)
            """)
    }

    /// Where an entry stands, or nil while it waits, or when there is none.
    static func position(of entry: String, _ db: any Reader) throws -> Int? {
        try db.first("SELECT position FROM entry WHERE id = \(entry)")?.optional("position")
    }

    static func entry(at position: Int, _ db: any Reader) throws -> LedgerEntry? {
        try db.first("SELECT \(LedgerEntry.columns) FROM entry WHERE position = \(position)").map(LedgerEntry.init)
    }

    /// The entry that last touched a record, among those that have their place.
    static func last(touching reference: Reference, _ db: any Reader) throws -> Int? {
        try db.first("SELECT position FROM ledger_reference WHERE reference = \(reference) ORDER BY position DESC LIMIT 1")?.get("position")
    }

    /// The entries that wait for their place, in the order in which they came.
    static func waiting(_ limit: Int, _ db: any Reader) throws -> [LedgerEntry] {
        let arrival: SQL = "\(sqlite: "rowid", postgres: "arrival")"
        return try db.all("SELECT \(LedgerEntry.columns) FROM entry WHERE position IS NULL ORDER BY \(arrival) LIMIT \(limit)").map(LedgerEntry.init)
    }

    /// The least number of entries as of which the past can be seen; 0 while all of it is kept.
    static func horizon(_ db: any Reader) throws -> Int {
        try db.first("SELECT entries FROM ledger_horizon WHERE entries > 0 ORDER BY entries DESC LIMIT 1")?.get("entries") ?? 0
    }

    /// How many entries wait for their place; counting stops at 1,000.
    public static func waiting(_ db: any Reader) throws -> Int {
        try db.first("SELECT count(*) AS waiting FROM (SELECT id FROM entry WHERE position IS NULL LIMIT 1000) AS unordered")?.get("waiting") ?? 0
    }

    /// Whether an entry or an event waits for its place.
    static func hasWaiting(_ db: any Reader) throws -> Bool {
        try db.first("SELECT id FROM entry WHERE position IS NULL LIMIT 1") != nil
            || db.first("SELECT id FROM outbox WHERE position IS NULL LIMIT 1") != nil
    }

    package static func tree(size: Int, _ db: any Reader) -> Tree { Tree(size: size, tiles(db)) }

    static func tiles(_ db: any Reader) -> Tiles {
        Tiles { level, number in
            try db.first("SELECT hashes FROM ledger_tile WHERE level = \(level) AND number = \(number)")?.get("hashes")
        }
    }

    private static func head(_ row: Row) throws -> Head {
        guard let root = Hash(try row.get("root", as: [UInt8].self)) else { throw LedgerError.damagedRow("ledger_head") }
        return Head(size: try row.get("size"), at: try row.get("at"), root: root, note: try row.get("note"))
    }
}
