public import Formats
public import Storage

/// Why an agency cannot be changed so.
public enum AgencyFault: Error, Sendable, Equatable {
    case unknown
    /// Its key, name or code belongs to another.
    case taken
    /// It has a last day already.
    case closedAlready
    case mergesIntoItself
    /// What it is to merge into does not exist on that day.
    case successorIsClosed

    public var phrase: Phrase {
        switch self {
        case .unknown: "找不到這個機關。"
        case .taken: "代號、名稱或機關代碼已經是別的機關的。"
        case .closedAlready: "這個機關已經裁撤或整併。"
        case .mergesIntoItself: "不能併入自己。"
        case .successorIsClosed: "承接的機關在那一天並不存在。"
        }
    }
}

/// What happens to agencies: they are founded, renamed, closed, merged. Each keeps its past, and what refers to it stays readable.
extension AgencyQueries {
    /// Adds an agency at the end of the list.
    /// - Throws: ``AgencyFault/taken``.
    public static func add(_ agency: Agency, as actor: Actor, to store: Store) async throws {
        try await refusing {
            try await store.write(as: actor, "kernel.addAgencies") { db, changes in
                let place: Int = try db.first("SELECT coalesce(max(place), 0) + 1 AS place FROM agency")?.get("place") ?? 1
                try db.run(
                    """
                    INSERT INTO agency (id, code, name, short_name, place, valid_from)
                    VALUES (\(agency.id), \(agency.code), \(agency.name), \(agency.shortName), \(place), \(agency.validFrom?.iso))
                    """)
                changes.append(Change(Reference("kernel/agency", agency.id)))
            }
        }
    }

    /// Gives an agency another name, short name or code; its key stays, and so does everything that refers to it.
    /// - Throws: ``AgencyFault``.
    public static func rename(_ id: String, name: String, shortName: String, code: String?, as actor: Actor, in store: Store) async throws {
        try await refusing {
            try await store.write(as: actor, "kernel.renameAgency") { db, changes in
                guard let known = try find(id: id, db) else { throw AgencyFault.unknown }
                guard (known.name, known.shortName, known.code) != (name, shortName, code) else { return }
                try db.run("UPDATE agency SET name = \(name), short_name = \(shortName), code = \(code) WHERE id = \(id)")
                changes.append(Change(Reference("kernel/agency", id)))
            }
        }
    }

    /// Ends an agency, whose people lose their appointments there on that day; or, with a successor, have them there from that day on. What waits at
    /// the agency moves with it: at once when the day has come, by the modules' own daily work when it is still to come.
    /// - Parameter day: the first day it is no more.
    /// - Returns: how many appointments ended or moved.
    /// - Throws: ``AgencyFault``; ``StaffRefusal`` when work would be lost.
    public static func close(
        _ id: String, on day: CivilDate, into successor: String?, at now: Instant, as actor: Actor, in city: City
    ) async throws -> Int {
        try await city.store.write(as: actor, successor == nil ? "kernel.closeAgency" : "kernel.mergeAgency") { db, changes in
            guard let known = try find(id: id, db) else { throw AgencyFault.unknown }
            guard known.validTo == nil else { throw AgencyFault.closedAlready }
            if let successor {
                guard successor != id else { throw AgencyFault.mergesIntoItself }
                guard let next = try find(id: successor, db), next.isValid(on: day) else { throw AgencyFault.successorIsClosed }
            }
            try db.run("UPDATE agency SET valid_to = \(day.iso), successor = \(successor) WHERE id = \(id)")
            let facts = [("validTo", day.iso)] + (successor.map { [("successor", $0)] } ?? [])
            changes.append(Change(Reference("kernel/agency", id), facts))
            let moved = try move(from: id, to: successor, on: day, at: now, db, &changes)
            // Without a successor it is refused today already what could not be done on the day.
            if day <= now.taipeiDay || successor == nil {
                try city.staffChanged(.agency(id, successor: successor), as: actor, db, &changes)
            }
            return moved
        }
    }

    private static func move(
        from id: String, to successor: String?, on day: CivilDate, at now: Instant, _ db: any Writer, _ changes: inout [Change]
    ) throws -> Int {
        let rows = try db.all(
            """
            SELECT id, person, role, unit, valid_from, valid_to FROM appointment
            WHERE agency = \(id) AND (valid_to IS NULL OR valid_to > \(day.iso)) ORDER BY id\(SQL.forUpdate)
            """)
        for row in rows {
            let (key, person): (String, String) = (try row.get("id"), try row.get("person"))
            if try row.date("valid_from") < day {
                try db.run("UPDATE appointment SET valid_to = \(day.iso) WHERE id = \(key)")
            } else {
                try db.run("DELETE FROM appointment WHERE id = \(key)")
            }
            if let successor {
                let from = max(try row.date("valid_from"), day)
                try db.run(
                    """
                    INSERT INTO appointment (id, person, agency, role, unit, valid_from, valid_to)
                    VALUES (\(UniqueID.make(at: now)), \(person), \(successor), \(try row.get("role", as: String.self)),
                    \(try row.optional("unit", as: String.self)), \(from.iso), \(try row.optionalDate("valid_to")?.iso))
                    """)
            }
            changes.append(Change(Reference("kernel/person", person), [("agency", successor ?? "none")]))
        }
        return rows.count
    }

    /// Turns a refused key into a sentence.
    private static func refusing(_ work: () async throws -> Void) async throws {
        do { try await work() } catch StoreError.conflict { throw AgencyFault.taken }
    }
}

extension AgencyQueries {
    /// A name an agency had before, and until when.
    public struct FormerName: Sendable, Equatable {
        public let name: String
        public let shortName: String
        public let code: String?
        public let until: Instant
    }

    /// What an agency was called before, the latest first.
    public static func formerNames(of id: String, _ db: any Reader) throws -> [FormerName] {
        let rows = try db.all(
            """
            SELECT agency_past.name, agency_past.short_name, agency_past.code, entry.at FROM agency_past JOIN entry ON entry.id = agency_past.past_ended_by
            WHERE agency_past.id = \(id) ORDER BY entry.at DESC, agency_past.past_ended_by DESC
            """)
        let now = try find(id: id, db)
        return try rows.map { row in
            FormerName(
                name: try row.get("name"), shortName: try row.get("short_name"), code: try row.optional("code"), until: try row.get("at"))
        }.filter { $0.name != now?.name || $0.shortName != now?.shortName }
    }
}
