public import Formats
public import Storage

/// 代理: somebody acts for somebody else, for some days, in everything or for one agency. Never passed on, and never to oneself.
public struct Delegation: Sendable, Equatable {
    public let id: String
    /// Whose work it is.
    public let principal: String
    /// Who does it meanwhile.
    public let deputy: String
    public let from: CivilDate
    /// The first day it no longer holds.
    public let until: CivilDate
    /// Only what the principal does for this agency; nil for everything.
    public let agency: String?
    public let reason: String

    public init(id: String, principal: String, deputy: String, from: CivilDate, until: CivilDate, agency: String?, reason: String) {
        self.id = id
        self.principal = principal
        self.deputy = deputy
        self.from = from
        self.until = until
        self.agency = agency
        self.reason = reason
    }

    /// What is wrong with it, before it is kept.
    public var fault: DelegationFault? {
        if principal == deputy { return .toOneself }
        return from < until ? nil : .endsBeforeItBegins
    }
}

/// Why a delegation cannot be.
public enum DelegationFault: Error, Sendable, Equatable {
    case toOneself
    case endsBeforeItBegins
    /// The deputy has no account, or one that was closed.
    case noSuchDeputy
    /// Only somebody who works for the city can act for a colleague.
    case deputyIsNoStaff

    public var phrase: Phrase {
        switch self {
        case .toOneself: "代理人不能是自己。"
        case .endsBeforeItBegins: "結束日要在開始日當天或之後。"
        case .noSuchDeputy: "找不到這個帳號。"
        case .deputyIsNoStaff: "代理人要是市府同仁。"
        }
    }
}

/// Every query on delegations.
public enum DelegationQueries {
    /// Those that hold on a day or later, of which a person is principal or deputy.
    public static func concerning(_ person: String, since day: CivilDate, _ db: any Reader) throws -> [Delegation] {
        try db.all(
            """
            SELECT \(columns) FROM delegation WHERE (principal = \(person) OR deputy = \(person)) AND valid_to > \(day.iso)
            ORDER BY valid_from, id
            """
        ).map(delegation)
    }

    /// Every delegation that holds on a day or later, by its first day.
    public static func all(since day: CivilDate, limit: Int, _ db: any Reader) throws -> [Delegation] {
        try db.all("SELECT \(columns) FROM delegation WHERE valid_to > \(day.iso) ORDER BY valid_from, id LIMIT \(limit)").map(delegation)
    }

    public static func find(_ id: String, _ db: any Reader) throws -> Delegation? {
        try db.first("SELECT \(columns) FROM delegation WHERE id = \(id)").map(delegation)
    }

    /// Keeps a delegation.
    /// - Throws: ``DelegationFault``.
    public static func add(_ delegation: Delegation, on today: CivilDate, as actor: Actor, to store: Store) async throws {
        if let fault = delegation.fault { throw fault }
        try await store.write(as: actor, "kernel.delegate") { db, changes in
            guard let deputy = try PersonQueries.signedIn(id: delegation.deputy, on: today, db) else { throw DelegationFault.noSuchDeputy }
            guard deputy.isStaff else { throw DelegationFault.deputyIsNoStaff }
            try db.run(
                """
                INSERT INTO delegation (id, principal, deputy, valid_from, valid_to, agency, reason)
                VALUES (\(delegation.id), \(delegation.principal), \(delegation.deputy), \(delegation.from.iso), \(delegation.until.iso),
                \(delegation.agency), \(delegation.reason))
                """)
            changes.append(Self.change(delegation))
        }
    }

    /// Ends a delegation from a day on; one that has not begun yet goes altogether.
    /// - Returns: false when it is not there or has ended.
    public static func end(_ id: String, on day: CivilDate, as actor: Actor, in store: Store) async throws -> Bool {
        try await store.write(as: actor, "kernel.endDelegation") { db, changes in
            guard let known = try find(id, db), known.until > day else { return false }
            if known.from < day {
                try db.run("UPDATE delegation SET valid_to = \(day.iso) WHERE id = \(id)")
            } else {
                try db.run("DELETE FROM delegation WHERE id = \(id)")
            }
            changes.append(Self.change(known))
            return true
        }
    }

    /// A delegation is part of its principal's record: who stands in for whom is personal.
    private static func change(_ delegation: Delegation) -> Change {
        Change(Reference("kernel/person", delegation.principal), [("delegation", delegation.id)])
    }

    private static let columns: SQL = "id, principal, deputy, valid_from, valid_to, agency, reason"

    private static func delegation(_ row: Row) throws -> Delegation {
        Delegation(
            id: try row.get("id"), principal: try row.get("principal"), deputy: try row.get("deputy"), from: try row.date("valid_from"),
            until: try row.date("valid_to"), agency: try row.optional("agency"), reason: try row.get("reason"))
    }
}

extension PersonQueries {
    /// The people somebody acts for on a day, each with the appointments that the delegation covers; none twice. What they act for others in is theirs
    /// alone and is not passed on.
    public static func principals(ofDeputy deputy: String, on day: CivilDate, _ db: any Reader) throws -> [SignedInPerson] {
        let rows = try db.all(
            """
            SELECT principal, agency FROM delegation
            WHERE deputy = \(deputy) AND valid_from <= \(day.iso) AND valid_to > \(day.iso) ORDER BY principal, id
            """)
        var scopes: [(principal: String, agencies: Set<String>?)] = []
        for row in rows {
            let principal: String = try row.get("principal")
            let agency: String? = try row.optional("agency")
            if scopes.last?.principal != principal { scopes.append((principal, [])) }
            let last = scopes.count - 1
            if let agency { scopes[last].agencies?.insert(agency) } else { scopes[last].agencies = nil }
        }
        return try scopes.compactMap { scope in
            guard let person = try signedIn(id: scope.principal, on: day, db) else { return nil }
            let covered = person.appointments.filter { scope.agencies?.contains($0.agency) ?? true }
            return SignedInPerson(id: person.id, handle: person.handle, name: person.name, appointments: covered)
        }
    }
}
