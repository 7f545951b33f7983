public import Formats
public import Storage

/// Somebody who is to get an account.
public struct NewPerson: Sendable, Equatable {
    public let handle: String
    public let name: String
    public let appointment: Appointment
    /// The appointment's first day.
    public let from: CivilDate

    public init(handle: String, name: String, appointment: Appointment, from: CivilDate) {
        self.handle = handle
        self.name = name
        self.appointment = appointment
        self.from = from
    }

    func insert(id: String, passwordHash: String, at now: Instant, _ db: any Writer, _ changes: inout [Change]) throws {
        try db.run("INSERT INTO person (id, handle, name, password, created_at) VALUES (\(id), \(handle), \(name), \(passwordHash), \(now))")
        try db.run(
            """
            INSERT INTO appointment (id, person, agency, role, unit, valid_from)
            VALUES (\(UniqueID.make(at: now)), \(id), \(appointment.agency), \(appointment.role.rawValue), \(appointment.unit), \(from.iso))
            """)
        changes.append(Change(Reference("kernel/person", id), [("role", appointment.role.rawValue), ("agency", appointment.agency)]))
    }
}

extension PersonQueries {
    /// Adds all of these people, or none.
    /// - Throws: ``StoreError/conflict(constraint:)`` when a handle is taken.
    public static func addAll(_ people: [(person: NewPerson, passwordHash: String)], at now: Instant, as actor: Actor, to store: Store) async throws {
        try await store.write(as: actor, "kernel.importPeople") { db, changes in
            for (person, hash) in people { try person.insert(id: UniqueID.make(at: now), passwordHash: hash, at: now, db, &changes) }
        }
    }

    /// Whether a handle belongs to somebody, be the account open or closed.
    public static func isTaken(handle: String, _ db: any Reader) throws -> Bool {
        try db.first("SELECT id FROM person WHERE handle = \(handle)") != nil
    }
}
