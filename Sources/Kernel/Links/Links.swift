public import Storage

/// Ties between records of all modules. Everything happens inside the caller's write.
public struct Links: Sendable {
    private let city: City

    public init(_ city: City) {
        self.city = city
    }

    /// Why a tie is not made.
    public enum Refusal: Error, Sendable, Equatable {
        case unknown(Reference)
        case itself

        public var phrase: Phrase {
            switch self {
            case .unknown(let reference): "找不到「\(reference.text)」。"
            case .itself: "不能連到自己。"
            }
        }
    }

    /// Ties two records. A tie that is there already stays as it is.
    /// - Returns: the link's key.
    /// - Throws: ``Refusal``.
    @discardableResult
    public func tie(
        _ source: Reference, _ kind: LinkKind, _ target: Reference, note: String = "", by actor: Actor, _ db: any Writer, _ changes: inout [Change]
    ) throws -> String {
        guard source != target else { throw Refusal.itself }
        guard let sourceIsPublic = try city.isPublic(source, db) else { throw Refusal.unknown(source) }
        guard let targetIsPublic = try city.isPublic(target, db) else { throw Refusal.unknown(target) }
        if let known = try known(source, kind, target, db) { return known }
        let now = city.clock.now()
        let id = UniqueID.make(at: now)
        let added = try db.run(
            """
            INSERT INTO link (id, kind, source, target, note, by, at) VALUES (\(id), \(kind.rawValue), \(source), \(target), \(note),
            \(actor.reference), \(now)) ON CONFLICT (source, target, kind) DO NOTHING
            """)
        guard added > 0 else { return try known(source, kind, target, db) ?? id }
        let ends = [(false, source, target, targetIsPublic), (true, target, source, sourceIsPublic)]
        for (isInverse, here, there, isPublic) in ends {
            try db.run(
                """
                INSERT INTO link_end (link, is_inverse, here, there, there_kind, kind, is_public, at) VALUES (\(id), \(isInverse), \(here), \(there),
                \(there.kind), \(kind.rawValue), \(isPublic), \(now))
                """)
        }
        changes.append(Change(Link.reference(id), [("kind", kind.rawValue)]))
        // Both records have a new line in their timelines, unless it would tell everyone of what not everyone may see.
        if targetIsPublic || !sourceIsPublic { changes.append(Change(source, [("link", id)])) }
        if sourceIsPublic || !targetIsPublic { changes.append(Change(target, [("link", id)])) }
        return id
    }

    /// Takes a tie away; the past keeps it.
    /// - Returns: false when there is none.
    @discardableResult
    public func untie(_ id: String, _ db: any Writer, _ changes: inout [Change]) throws -> Bool {
        guard let link = try LinkQueries.find(id, db) else { return false }
        try db.run("DELETE FROM link_end WHERE link = \(id)")
        guard try db.run("DELETE FROM link WHERE id = \(id)") > 0 else { return false }
        changes.append(Change(Link.reference(id), [("removed", "true")]))
        let (sourceIsPublic, targetIsPublic) = (try city.isPublic(link.source, db) == true, try city.isPublic(link.target, db) == true)
        if targetIsPublic || !sourceIsPublic { changes.append(Change(link.source, [("unlink", id)])) }
        if sourceIsPublic || !targetIsPublic { changes.append(Change(link.target, [("unlink", id)])) }
        return true
    }

    /// To be called when a record becomes public, or ceases to be: what is tied to it may then be told of it, or no longer.
    public static func show(_ reference: Reference, isPublic: Bool, _ db: any Writer, _ changes: inout [Change]) throws {
        let touched = try db.all("SELECT link FROM link_end WHERE there = \(reference) AND is_public <> \(isPublic)")
        guard !touched.isEmpty else { return }
        try db.run("UPDATE link_end SET is_public = \(isPublic) WHERE there = \(reference) AND is_public <> \(isPublic)")
        changes.append(Change(reference, [("isPublic", isPublic ? "true" : "false")]))
    }

    private func known(_ source: Reference, _ kind: LinkKind, _ target: Reference, _ db: any Reader) throws -> String? {
        try db.first("SELECT id FROM link WHERE source = \(source) AND target = \(target) AND kind = \(kind.rawValue)")?.get("id")
    }
}
