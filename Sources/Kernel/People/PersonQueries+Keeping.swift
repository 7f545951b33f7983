public import Formats
public import Storage

/// A person as administrators see one, with every appointment there is or was.
public struct PersonRecord: Sendable, Equatable {
    public struct Kept: Sendable, Equatable {
        public let id: String
        public let agency: String
        /// Nil for a role this version does not know.
        public let role: Role?
        public let unit: String?
        public let from: CivilDate
        /// The first day it no longer holds.
        public let until: CivilDate?

        public func holds(on day: CivilDate) -> Bool { from <= day && until.map { $0 > day } ?? true }
    }

    public let id: String
    public let handle: String
    public let name: String
    public let hasSecondFactor: Bool
    public let closedAt: Instant?
    public let appointments: [Kept]
}

/// Keeping people: found, appointed, closed.
extension PersonQueries {
    public static func record(_ id: String, _ db: any Reader) throws -> PersonRecord? {
        try records(of: db.all("SELECT \(recordColumns) FROM person WHERE id = \(id)"), db).first
    }

    /// Accounts by handle, after one of them.
    /// - Parameter search: part of the handle or the name; empty means all.
    public static func records(matching search: String, agency: String?, after handle: String, limit: Int, _ db: any Reader) throws -> [PersonRecord]
    {
        var conditions: [SQL] = ["handle > \(handle)"]
        if !search.isEmpty {
            let pattern = "%" + search.lowercased().filter { $0 != "%" && $0 != "_" } + "%"
            conditions.append("(lower(handle) LIKE \(pattern) OR lower(name) LIKE \(pattern))")
        }
        if let agency {
            conditions.append("EXISTS (SELECT 1 FROM appointment WHERE appointment.person = person.id AND appointment.agency = \(agency))")
        }
        return try records(
            of: db.all("SELECT \(recordColumns) FROM person WHERE \(SQL.joined(conditions, by: " AND ")) ORDER BY handle LIMIT \(limit)"), db)
    }

    /// People's names by key, for lists that show them.
    public static func names(of ids: [String], _ db: any Reader) throws -> [String: String] {
        var names: [String: String] = [:]
        for row in try db.all("SELECT id, name FROM person WHERE id IN (\(list: ids))") { names[try row.get("id")] = try row.get("name") }
        return names
    }

    /// Gives a person one more appointment.
    public static func appoint(
        _ person: String, to appointment: Appointment, from day: CivilDate, until: CivilDate?, at now: Instant, as actor: Actor, in store: Store
    ) async throws {
        try await store.write(as: actor, "kernel.appoint") { db, changes in
            try db.run(
                """
                INSERT INTO appointment (id, person, agency, role, unit, valid_from, valid_to)
                VALUES (\(UniqueID.make(at: now)), \(person), \(appointment.agency), \(appointment.role.rawValue), \(appointment.unit), \(day.iso),
                \(until?.iso))
                """)
            changes.append(
                Change(Reference("kernel/person", person), [("role", appointment.role.rawValue), ("agency", appointment.agency), ("from", day.iso)]))
        }
    }

    /// Ends an appointment: from a day on it no longer holds. One that has not begun goes altogether.
    /// - Returns: false when there is none, or it has ended.
    public static func endAppointment(_ id: String, on day: CivilDate, as actor: Actor, in city: City) async throws -> Bool {
        try await city.store.write(as: actor, "kernel.endAppointment") { db, changes in
            guard let person = try person(withAppointment: id, db), let kept = try record(person, db)?.appointments.first(where: { $0.id == id }),
                kept.until.map({ $0 > day }) ?? true
            else {
                return false
            }
            if kept.from < day {
                try db.run("UPDATE appointment SET valid_to = \(day.iso) WHERE id = \(id)")
            } else {
                try db.run("DELETE FROM appointment WHERE id = \(id)")
            }
            changes.append(Change(Reference("kernel/person", person), [("agency", kept.agency), ("until", day.iso)]))
            if day <= city.clock.today { try city.staffChanged(.person(person), as: actor, db, &changes) }
            return true
        }
    }

    /// Whose appointment it is.
    public static func person(withAppointment id: String, _ db: any Reader) throws -> String? {
        try db.first("SELECT person FROM appointment WHERE id = \(id)")?.get("person")
    }

    /// Closes an account: nobody signs in with it any more. What the person did stays, with the name.
    /// - Returns: false when there is none, or it was closed before.
    public static func closeAccount(of person: String, at now: Instant, as actor: Actor, in city: City) async throws -> Bool {
        try await city.store.write(as: actor, "kernel.closePerson") { db, changes in
            guard try db.run("UPDATE person SET closed_at = \(now) WHERE id = \(person) AND closed_at IS NULL") == 1 else { return false }
            changes.append(Change(Reference("kernel/person", person), [("status", "closed")]))
            try city.staffChanged(.person(person), as: actor, db, &changes)
            return true
        }
    }

    /// Opens a closed account again; the password stays what it was.
    public static func reopenAccount(of person: String, as actor: Actor, in store: Store) async throws -> Bool {
        try await store.write(as: actor, "kernel.reopenPerson") { db, changes in
            guard try db.run("UPDATE person SET closed_at = NULL WHERE id = \(person) AND closed_at IS NOT NULL") == 1 else { return false }
            changes.append(Change(Reference("kernel/person", person), [("status", "open")]))
            return true
        }
    }

    private static let recordColumns: SQL = "id, handle, name, totp_secret IS NOT NULL AS second_factor, closed_at"

    private static func records(of rows: [Row], _ db: any Reader) throws -> [PersonRecord] {
        let ids = try rows.map { try $0.get("id", as: String.self) }
        var appointments: [String: [PersonRecord.Kept]] = [:]
        let kept = try db.all(
            """
            SELECT id, person, agency, role, unit, valid_from, valid_to FROM appointment WHERE person IN (\(list: ids)) ORDER BY valid_from, id
            """)
        for row in kept {
            appointments[try row.get("person"), default: []].append(
                PersonRecord.Kept(
                    id: try row.get("id"), agency: try row.get("agency"), role: Role(rawValue: try row.get("role")), unit: try row.optional("unit"),
                    from: try row.date("valid_from"), until: try row.optionalDate("valid_to")))
        }
        return try rows.map { row in
            let id: String = try row.get("id")
            return PersonRecord(
                id: id, handle: try row.get("handle"), name: try row.get("name"), hasSecondFactor: try row.get("second_factor"),
                closedAt: try row.optional("closed_at"), appointments: appointments[id] ?? [])
        }
    }
}
