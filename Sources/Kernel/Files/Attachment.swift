public import Storage

/// A file that belongs to something: a matter's attachment, a meeting's paper.
public struct Attachment: Sendable, Equatable {
    public let id: String
    /// What it belongs to, whose module decides who may read it.
    public let owner: Reference
    public let file: StoredFile
    public let name: String
    public let addedAt: Instant

    public static func reference(_ id: String) -> Reference { Reference("kernel/attachment", id) }

    /// Where it is read.
    public var path: String { "/files/\(id)" }

    /// Attaches a kept file, in the transaction of what it belongs to, and tells the ledger.
    /// - Returns: its key.
    @discardableResult
    public static func add(
        _ file: Files.Kept, to owner: Reference, by actor: Actor, at now: Instant, _ db: any Writer, _ changes: inout [Change]
    ) throws -> String {
        let id = UniqueID.make(at: now)
        try db.run(
            """
            INSERT INTO attachment (id, owner, file, name, added_by, added_at)
            VALUES (\(id), \(owner), \(file.hash), \(file.name), \(actor.reference), \(now))
            """)
        changes.append(Change(reference(id), [("owner", owner.text)]))
        return id
    }

    /// Takes one away. Its bytes go when nothing else refers to them.
    /// - Returns: false when it is not there.
    @discardableResult
    public static func remove(_ id: String, _ db: any Writer, _ changes: inout [Change]) throws -> Bool {
        guard try db.run("DELETE FROM attachment WHERE id = \(id)") > 0 else { return false }
        changes.append(.erasing(reference(id)))
        return true
    }

    /// Takes away everything that belongs to something.
    public static func removeAll(of owner: Reference, _ db: any Writer, _ changes: inout [Change]) throws {
        for one in try list(of: owner, db) { try remove(one.id, db, &changes) }
    }

    public static func find(_ id: String, _ db: any Reader) throws -> Attachment? {
        try db.first("\(select) WHERE attachment.id = \(id)").map(attachment)
    }

    /// In the order they were added.
    public static func list(of owner: Reference, _ db: any Reader) throws -> [Attachment] {
        try db.all("\(select) WHERE attachment.owner = \(owner) ORDER BY attachment.id").map(attachment)
    }

    /// Of many at once, in the order they were added.
    public static func list(of owners: [Reference], _ db: any Reader) throws -> [Reference: [Attachment]] {
        guard !owners.isEmpty else { return [:] }
        let found = try db.all("\(select) WHERE attachment.owner IN (\(list: owners.map(\.text))) ORDER BY attachment.id").map(attachment)
        return Dictionary(grouping: found, by: \.owner)
    }

    private static let select: SQL = """
        SELECT attachment.id, attachment.owner, attachment.name, attachment.added_at, file.id AS file, file.size, file.media_type, file.state
        FROM attachment JOIN file ON file.id = attachment.file
        """

    private static func attachment(_ row: Row) throws -> Attachment {
        guard let state = StoredFile.State(rawValue: try row.get("state")) else { throw StoreError.unexpectedType(column: "state") }
        return Attachment(
            id: try row.get("id"), owner: try row.get("owner"),
            file: StoredFile(hash: try row.get("file"), size: try row.get("size"), mediaType: try row.get("media_type"), state: state),
            name: try row.get("name"), addedAt: try row.get("added_at"))
    }
}

/// Who may read the files of one kind of thing, said by the module that owns it. Without one, nobody may.
public struct FileOwner: Sendable {
    /// Module and noun: `matters/matter`.
    public let kind: String
    public let mayRead: @Sendable (_ owner: Reference, _ granted: Granted, _ db: any Reader) throws -> Bool

    public init(_ kind: StaticString, mayRead: @escaping @Sendable (_ owner: Reference, _ granted: Granted, _ db: any Reader) throws -> Bool) {
        self.kind = kind.description
        self.mayRead = mayRead
    }
}
