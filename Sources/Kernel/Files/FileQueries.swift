public import Storage

/// A file as it is kept: bytes under their own hash.
public struct StoredFile: Sendable, Equatable {
    public enum State: String, Sendable, CaseIterable {
        /// Its bytes are still being written.
        case arriving
        /// Waits for the scanner.
        case quarantined
        case clean
        /// No scanner is installed.
        case unscanned
        /// The scanner found something.
        case refused

        public var title: Phrase {
            switch self {
            case .arriving, .quarantined: "檢查中"
            case .clean: "已掃毒"
            case .unscanned: "未掃毒"
            case .refused: "有害，不提供"
            }
        }
    }

    /// SHA-256 of its bytes, in hexadecimal digits.
    public let hash: String
    public let size: Int
    public let mediaType: String
    public let state: State
}

/// Every query on files and their bytes.
public enum FileQueries {
    /// Bytes in one row: small enough for a statement, big enough to be few.
    public static let pieceSize = 256 * 1024

    public static func find(_ hash: String, _ db: any Reader) throws -> StoredFile? {
        try db.first("SELECT id, size, media_type, state FROM file WHERE id = \(hash)").map(file)
    }

    /// Makes the row before the bytes, or says again that the file is wanted.
    static func expect(_ hash: String, size: Int, _ mediaType: String, at now: Instant, _ db: any Writer) throws -> StoredFile {
        let row = try db.first(
            """
            INSERT INTO file (id, size, media_type, state, wanted_at) VALUES (\(hash), \(size), \(mediaType), 'arriving', \(now))
            ON CONFLICT (id) DO UPDATE SET wanted_at = excluded.wanted_at RETURNING id, size, media_type, state
            """)
        guard let row else { throw StoreError.missingColumn("id") }
        return try file(row)
    }

    static func write(_ bytes: [UInt8], piece number: Int, of hash: String, _ db: any Writer) throws {
        try db.run(
            "INSERT INTO file_piece (file, number, bytes) VALUES (\(hash), \(number), \(bytes)) ON CONFLICT (file, number) DO NOTHING")
    }

    /// - Returns: false when another upload of the same bytes was first.
    static func arrived(_ hash: String, _ db: any Writer) throws -> Bool {
        try db.run("UPDATE file SET state = 'quarantined' WHERE id = \(hash) AND state = 'arriving'") > 0
    }

    static func judge(_ hash: String, _ state: StoredFile.State, at now: Instant, _ db: any Writer) throws {
        try db.run("UPDATE file SET state = \(state.rawValue), scanned_at = \(now) WHERE id = \(hash) AND state <> 'arriving'")
    }

    /// One piece of a file's bytes; nil when it is gone.
    public static func piece(_ number: Int, of hash: String, _ db: any Reader) throws -> [UInt8]? {
        try db.first("SELECT bytes FROM file_piece WHERE file = \(hash) AND number = \(number)")?.get("bytes")
    }

    /// In the order of their hashes, after one.
    public static func list(after hash: String, limit: Int, _ db: any Reader) throws -> [StoredFile] {
        try db.all("SELECT id, size, media_type, state FROM file WHERE id > \(hash) ORDER BY id LIMIT \(limit)").map(file)
    }

    static func waiting(_ db: any Reader) throws -> [String] {
        try db.all("SELECT id FROM file WHERE state IN ('quarantined', 'unscanned') ORDER BY id LIMIT 1000").map { try $0.get("id") }
    }

    /// Files that nothing refers to, and that nobody has wanted since a moment.
    static func orphans(before moment: Instant, _ db: any Reader) throws -> [String] {
        try db.all(
            """
            SELECT id FROM file WHERE wanted_at < \(moment) AND NOT EXISTS (SELECT 1 FROM attachment WHERE attachment.file = file.id)
            ORDER BY id LIMIT 1000
            """
        ).map { try $0.get("id") }
    }

    /// - Returns: false when something refers to it after all.
    static func remove(_ hash: String, before moment: Instant, _ db: any Writer) throws -> Bool {
        let isOrphan = try db.first("SELECT id FROM file WHERE id = \(hash) AND wanted_at < \(moment)\(SQL.forUpdate)") != nil
        guard try isOrphan && db.first("SELECT id FROM attachment WHERE file = \(hash) LIMIT 1") == nil else { return false }
        try db.run("DELETE FROM file_piece WHERE file = \(hash)")
        // The hash itself may tell what the file was. An event keeps its place.
        try db.run("UPDATE outbox SET reference = NULL WHERE reference = \(Reference("kernel/file", hash))")
        try db.run("UPDATE job SET input = '', job_key = NULL WHERE kind = \(FileScanning.onArrival.id) AND input LIKE \("%\(hash)%")")
        return try db.run("DELETE FROM file WHERE id = \(hash)") > 0
    }

    private static func file(_ row: Row) throws -> StoredFile {
        guard let state = StoredFile.State(rawValue: try row.get("state")) else { throw StoreError.unexpectedType(column: "state") }
        return StoredFile(hash: try row.get("id"), size: try row.get("size"), mediaType: try row.get("media_type"), state: state)
    }
}

extension StoredFile {
    /// For lists: `340 KB`, `12 MB`.
    public var sizeText: String { size < 1 << 20 ? "\(max(1, size >> 10)) KB" : "\(size >> 20) MB" }
}
