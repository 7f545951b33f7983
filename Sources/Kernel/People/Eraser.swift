public import Storage

/// How a module forgets a person: what it deletes, and where that stood.
public struct Eraser: Sendable {
    public let tables: [Identifier]
    public let erase: @Sendable (_ person: String, _ db: any Writer) throws -> Void

    public init(_ tables: [Identifier], _ erase: @escaping @Sendable (_ person: String, _ db: any Writer) throws -> Void) {
        self.tables = tables
        self.erase = erase
    }
}

/// Erasing a person's data on the person's demand or when the law asks for it (個人資料保護法 §11). What the person did stays, under a key that leads
/// nowhere any more.
public struct PersonErasure: Sendable {
    private let city: City

    public init(_ city: City) {
        self.city = city
    }

    /// The kernel's own, after every module's: rows there may refer to the person.
    private static let own = Eraser(["delegation", "appointment", "person", "record_salt"]) { person, db in
        // As somebody's deputy the person stays a key that leads nowhere, in a record that is another's.
        try db.run("DELETE FROM delegation WHERE principal = \(person)")
        try db.run("DELETE FROM appointment WHERE person = \(person)")
        try db.run("DELETE FROM person WHERE id = \(person)")
    }

    /// - Parameters:
    ///   - id: the person's key.
    ///   - basis: the law or decision it rests on; it stays in the ledger, so nothing about the person.
    /// - Returns: where values may still be found, and nil when there is no such person.
    public func run(_ id: String, basis: String, as actor: Actor) async throws -> [ScrubGap]? {
        let erasers = city.modules.flatMap(\.erasers) + [Self.own]
        let wasThere = try await city.store.write(as: actor, "kernel.erasePerson") { db, changes in
            guard try db.first("SELECT id FROM person WHERE id = \(id)\(SQL.forUpdate)") != nil else { return false }
            for eraser in erasers { try eraser.erase(id, db) }
            changes.append(.erasing(Reference("kernel/person", id), [("basis", basis)]))
            return true
        }
        return wasThere ? try await city.store.scrub(erasers.flatMap(\.tables)) : nil
    }
}
