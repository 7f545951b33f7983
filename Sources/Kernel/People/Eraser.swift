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
    private static let own = Eraser(["delegation", "appointment", "person", "record_salt", "attachment", "file", "file_piece", "outbox", "job"]) {
        person, db in
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
        let files = try await city.store.read { try Attachment.list(of: Reference("kernel/person", id), $0) }.map(\.file.hash)
        let city = city
        let wasThere = try await city.store.write(as: actor, "kernel.erasePerson") { db, changes in
            guard try db.first("SELECT id FROM person WHERE id = \(id)\(SQL.forUpdate)") != nil else { return false }
            for eraser in erasers { try eraser.erase(id, db) }
            try city.staffChanged(.person(id), as: actor, db, &changes)
            try Attachment.removeAll(of: Reference("kernel/person", id), db, &changes)
            changes.append(.erasing(Reference("kernel/person", id), [("basis", basis)]))
            return true
        }
        // Their bytes at once, and not after the time that an upload may take until it is attached.
        if wasThere { try await FileSweep.sweep(before: city.clock.now().adding(seconds: 1), city, only: files) }
        return wasThere ? try await city.store.scrub(erasers.flatMap(\.tables)) : nil
    }
}
