internal import Formats
public import Kernel
internal import Storage

/// Keeps the index up to date by reading the ledger: every write's entry names what it touched (docs/adr/0016-search.md). One node at a time does it.
public struct SearchFollowing: Sendable {
    private let city: City
    private let searchables: [Searchable]
    /// How many records in one transaction.
    private static let most = 100

    /// - Parameter searchables: what is indexed, when not all that the modules brought.
    public init(city: City, searchables: [Searchable]? = nil) {
        self.city = city
        self.searchables = searchables ?? city.contributions(Searchable.self)
    }

    /// Until its task is cancelled.
    public func run() async {
        repeat {
            // What fails is tried again.
            while !Task.isCancelled, (try? await step()) == true {}
        } while (try? await Task.sleep(for: .milliseconds(500))) != nil
    }

    /// A piece of what is to be done.
    /// - Returns: whether there was anything.
    @discardableResult
    public func step() async throws -> Bool {
        let (place, newest) = try await city.store.read { (try Place.find($0), try Self.newestEntry($0)) }
        if let place, place.version == SearchTokens.version, place.kind == nil, place.position >= newest { return false }
        return try await city.store.write(exempt: .subscriber) { db in try advance(db) }
    }

    /// Begins the index anew; ``step()`` then makes it.
    public func restart() async throws {
        try await city.store.write(exempt: .subscriber) { try restart($0) }
    }

    /// The index from the beginning to its end; for the command line.
    /// - Returns: how many documents it has.
    public func rebuild() async throws -> Int {
        try await restart()
        while try await step() {}
        return try await city.store.read { try SearchTerms.total($0) }
    }

    private func advance(_ db: any Writer) throws -> Bool {
        guard let place = try Place.take(db) else {
            // Another node is at it, or there was never an index.
            if try Place.find(db) == nil { try restart(db) }
            return try Place.take(db) != nil
        }
        guard place.version == SearchTokens.version else {
            try restart(db)
            return true
        }
        return try place.kind == nil ? follow(place, db) : fill(place, db)
    }

    private func restart(_ db: any Writer) throws {
        try SearchIndex.clear(db)
        let newest = try Self.newestEntry(db)
        try Place(version: SearchTokens.version, position: newest, kind: searchables.first?.kind, afterKey: "").store(db)
    }

    /// The next records of a new index.
    private func fill(_ place: Place, _ db: any Writer) throws -> Bool {
        guard let index = searchables.firstIndex(where: { $0.kind == place.kind }) else {
            try Place(version: place.version, position: place.position, kind: nil, afterKey: nil).store(db)
            return true
        }
        let searchable = searchables[index]
        let keys = try searchable.keys(place.afterKey ?? "", Self.most, city, db)
        var writing = SearchIndex(db)
        for key in keys { try writing.replace(Self.reference(searchable.kind, key), with: searchable.documents(key, city, db)) }
        try writing.finish()
        let next = keys.count < Self.most ? searchables.dropFirst(index + 1).first?.kind : searchable.kind
        if next == nil { try SearchIndex.compact(db) }
        let after = next == searchable.kind ? keys.last : next == nil ? nil : ""
        try Place(version: place.version, position: place.position, kind: next, afterKey: after).store(db)
        return true
    }

    /// What the next entries touched.
    private func follow(_ place: Place, _ db: any Writer) throws -> Bool {
        let rows = try db.all(
            "SELECT position, changes FROM entry WHERE position > \(place.position) ORDER BY position LIMIT \(Self.most)")
        guard let last: Int = try rows.last?.get("position") else { return false }
        var touched: [Reference] = []
        var isErased = false
        for row in rows {
            for change in try Self.changes(row.get("changes")) where searchables.contains(where: { $0.kind == change.reference.kind }) {
                if !touched.contains(change.reference) { touched.append(change.reference) }
                if change.isErased { isErased = true }
            }
        }
        var writing = SearchIndex(db)
        for reference in touched {
            guard let searchable = searchables.first(where: { $0.kind == reference.kind }) else { continue }
            try writing.replace(reference, with: searchable.documents(reference.id, city, db))
        }
        try writing.finish()
        if isErased { try SearchIndex.compact(db) }
        try Place(version: place.version, position: last, kind: nil, afterKey: nil).store(db)
        return true
    }

    private static func reference(_ kind: String, _ id: String) throws -> Reference {
        guard let reference = Reference(parsing: "\(kind)/\(id)") else { throw Problem.notFound }
        return reference
    }

    private static func newestEntry(_ db: any Reader) throws -> Int {
        try db.first("SELECT position FROM entry WHERE position >= 0 ORDER BY position DESC LIMIT 1")?.get("position") ?? -1
    }

    private static func changes(_ text: String) -> [(reference: Reference, isErased: Bool)] {
        guard case .array(let changes) = try? JSON(parsing: Array(text.utf8)) else { return [] }
        return changes.compactMap { change in
            guard case .object(let members) = change else { return nil }
            func member(_ name: String) -> String? {
                if case .string(let text) = members.first(where: { $0.0 == name })?.1 { text } else { nil }
            }
            guard let reference = member("reference").flatMap({ Reference(parsing: $0) }) else { return nil }
            return (reference, member("record") == "erased")
        }
    }
}

/// How far the index is.
struct Place: Sendable {
    let version: Int
    /// The last entry that was read.
    let position: Int
    /// What a new index is at; nil when it is complete.
    let kind: String?
    let afterKey: String?

    static func find(_ db: any Reader) throws -> Place? {
        try db.first("SELECT version, position, kind, after_key FROM search_place WHERE id = 'index'").map(Place.init)
    }

    /// Held, so that no other node writes into the index; nil when one does.
    static func take(_ db: any Writer) throws -> Place? {
        try db.first(
            "SELECT version, position, kind, after_key FROM search_place WHERE id = 'index' \(sqlite: "", postgres: "FOR UPDATE SKIP LOCKED")"
        ).map(Place.init)
    }

    init(version: Int, position: Int, kind: String?, afterKey: String?) {
        self.version = version
        self.position = position
        self.kind = kind
        self.afterKey = afterKey
    }

    private init(_ row: Row) throws {
        version = try row.get("version")
        position = try row.get("position")
        kind = try row.optional("kind")
        afterKey = try row.optional("after_key")
    }

    func store(_ db: any Writer) throws {
        try db.run(
            """
            INSERT INTO search_place (id, version, position, kind, after_key) VALUES ('index', \(version), \(position), \(kind), \(afterKey))
            ON CONFLICT (id) DO UPDATE SET version = excluded.version, position = excluded.position, kind = excluded.kind,
                after_key = excluded.after_key
            """)
    }
}
