public import Formats
public import Storage

/// Every query on people and what they are appointed to.
public enum PersonQueries {
    /// What signing in needs to know. The hash never leaves the server.
    public struct Credentials: Sendable {
        public let id: String
        public let password: String?
        /// Base 32; nil until the person turns the second factor on.
        public let totpSecret: String?
    }

    public static func credentials(handle: String, _ db: any Reader) throws -> Credentials? {
        try db.first("SELECT id, password, totp_secret FROM person WHERE handle = \(handle) AND closed_at IS NULL").map { row in
            Credentials(id: try row.get("id"), password: try row.optional("password"), totpSecret: try row.optional("totp_secret"))
        }
    }

    /// The person with the appointments that hold on the day; nil for an account that was closed.
    public static func signedIn(id: String, on day: CivilDate, _ db: any Reader) throws -> SignedInPerson? {
        let rows = try db.all(
            """
            SELECT person.handle, person.name, appointment.agency, appointment.role, appointment.unit FROM person
            LEFT JOIN appointment ON appointment.person = person.id
              AND appointment.valid_from <= \(day.iso) AND (appointment.valid_to IS NULL OR appointment.valid_to > \(day.iso))
            WHERE person.id = \(id) AND person.closed_at IS NULL
            ORDER BY appointment.agency NULLS LAST, appointment.role NULLS LAST, appointment.unit NULLS FIRST
            """)
        guard let first = rows.first else { return nil }
        let appointments = try rows.compactMap { row -> Appointment? in
            guard let agency: String = try row.optional("agency"), let role = Role(rawValue: try row.get("role")) else { return nil }
            return Appointment(agency: agency, role: role, unit: try row.optional("unit"))
        }
        return SignedInPerson(id: id, handle: try first.get("handle"), name: try first.get("name"), appointments: appointments)
    }

    /// Adds a person with one appointment.
    /// - Returns: the new key.
    /// - Throws: ``StoreError/conflict(constraint:)`` when the handle is taken.
    public static func add(
        handle: String, name: String, passwordHash: String, appointment: Appointment, from day: CivilDate, at now: Instant, as actor: Actor,
        to store: Store
    ) async throws -> String {
        let id = UniqueID.make(at: now)
        return try await store.write(as: actor, "kernel.addPerson") { db, changes in
            try NewPerson(handle: handle, name: name, appointment: appointment, from: day)
                .insert(id: id, passwordHash: passwordHash, at: now, db, &changes)
            return id
        }
    }

    /// For the command line's list: handle, name, role, agency.
    public static func list(on day: CivilDate, _ db: any Reader) throws -> [(
        handle: String, name: String, role: String, agency: String, hasSecondFactor: Bool
    )] {
        try db.all(
            """
            SELECT person.handle, person.name, appointment.role, appointment.agency, person.totp_secret IS NOT NULL AS second_factor FROM person
            LEFT JOIN appointment ON appointment.person = person.id
              AND appointment.valid_from <= \(day.iso) AND (appointment.valid_to IS NULL OR appointment.valid_to > \(day.iso))
            ORDER BY person.handle, appointment.role NULLS LAST
            """
        ).map { row in
            (
                try row.get("handle"), try row.get("name"), try row.optional("role") ?? "", try row.optional("agency") ?? "",
                try row.get("second_factor")
            )
        }
    }

    /// - Parameter usedStep: of the code that proved the secret, which counts as used at once.
    public static func setTOTP(secret: String?, usedStep: Int64?, person: SignedInPerson, in store: Store) async throws {
        try await store.write(as: Actor(person.reference), "kernel.changeSecondFactor") { db, changes in
            try db.run("UPDATE person SET totp_secret = \(secret), totp_used = \(usedStep) WHERE id = \(person.id)")
            changes.append(Change(person.reference, [("secondFactor", secret == nil ? "off" : "on")]))
        }
    }

    public static func setPassword(hash: String, person: SignedInPerson, in store: Store) async throws {
        try await store.write(as: Actor(person.reference), "kernel.changePassword") { db, changes in
            try db.run("UPDATE person SET password = \(hash) WHERE id = \(person.id)")
            changes.append(Change(person.reference))
        }
    }

    /// A new password and no second factor, set by somebody else.
    public static func reset(person id: String, hash: String, as actor: Actor, in store: Store) async throws {
        try await store.write(as: actor, "kernel.resetPerson") { db, changes in
            try db.run("UPDATE person SET password = \(hash), totp_secret = NULL, totp_used = NULL WHERE id = \(id)")
            changes.append(Change(Reference("kernel/person", id), [("secondFactor", "off")]))
        }
    }

    /// Marks a time step's code as used, so that it cannot be replayed (RFC 6238 §5.2).
    /// - Returns: false when that step, or a later one, was used before.
    public static func useTOTP(step: Int64, person id: String, in store: Store) async throws -> Bool {
        try await store.write(exempt: .session) { db in
            try db.run("UPDATE person SET totp_used = \(step) WHERE id = \(id) AND (totp_used IS NULL OR totp_used < \(step))") == 1
        }
    }
}
