public import Storage

/// Proof that an endpoint's access was checked for this person. Only ``Authorizer`` makes one, so a handler cannot be reached around it.
public struct Granted: Sendable {
    /// Nil for a visitor who has not signed in.
    public let person: SignedInPerson?
    private let grants: [Grant]

    fileprivate init(person: SignedInPerson?, grants: [Grant]) {
        self.person = person
        self.grants = grants
    }

    /// Whether the person may do this to an object of the agency, for parts of a page that only some may see.
    public func holds(_ permission: Permission, on agency: String) -> Bool {
        guard let person else { return false }
        return person.appointments.contains { appointment in
            grants.contains { $0.role == appointment.role && $0.permission == permission && ($0.breadth == .city || appointment.agency == agency) }
        }
    }

    /// Whether the person may do this to anything at all.
    public func holds(_ permission: Permission) -> Bool {
        person.map { person in
            person.appointments.contains { appointment in grants.contains { $0.role == appointment.role && $0.permission == permission } }
        } ?? false
    }

    /// The agencies the person may do this for; nil means every agency.
    public func agencies(for permission: Permission) -> Set<String>? {
        var agencies: Set<String> = []
        for appointment in person?.appointments ?? [] {
            for grant in grants where grant.role == appointment.role && grant.permission == permission {
                if grant.breadth == .city { return nil }
                agencies.insert(appointment.agency)
            }
        }
        return agencies
    }

    /// The writer for ``Store/write(as:_:_:)``.
    /// - Throws: ``Problem/signInNeeded`` for a visitor.
    public func actor() throws -> Actor {
        guard let person else { throw Problem.signInNeeded }
        return Actor(person.reference)
    }
}

/// The one place where access is decided.
public struct Authorizer: Sendable {
    private let grants: [Grant]
    private let scopes: [String: Scope]

    /// - Parameters:
    ///   - grants: the table of rights.
    ///   - scopes: how to find the agency an object belongs to, by path parameter.
    public init(grants: [Grant], scopes: [Scope]) {
        self.grants = grants
        self.scopes = Dictionary(uniqueKeysWithValues: scopes.map { ($0.parameter, $0) })
    }

    /// - Throws: ``Problem/signInNeeded``, ``Problem/forbidden`` or, for an object that is not theirs, ``Problem/notFound``.
    public func grant(_ access: Access, to person: SignedInPerson?, parameters: [String: String], store: Store) async throws -> Granted {
        let granted = Granted(person: person, grants: grants)
        switch access {
        case .everyone: return granted
        case .signedIn:
            guard person != nil else { throw Problem.signInNeeded }
        case .holds(let permission):
            guard person != nil else { throw Problem.signInNeeded }
            guard granted.holds(permission) else { throw Problem.forbidden }
        case .holdsOn(let permission, let parameter):
            guard person != nil else { throw Problem.signInNeeded }
            guard let scope = scopes[parameter], let id = parameters[parameter] else { throw Problem.notFound }
            guard let agency = try await store.point({ db in try scope.agency(id, db) }), granted.holds(permission, on: agency) else {
                throw Problem.notFound
            }
        case .isParty(let parameter):
            guard let person else { throw Problem.signInNeeded }
            guard let scope = scopes[parameter], let id = parameters[parameter] else { throw Problem.notFound }
            guard try await store.point({ db in try scope.isParty(id, person, db) }) else { throw Problem.notFound }
        }
        return granted
    }
}

/// How a module says whose an object is, and who has a part in it.
public struct Scope: Sendable {
    /// The path parameter, such as `plan`.
    public let parameter: String
    /// The agency that owns the object with this key, or nil when there is no such object.
    public let agency: @Sendable (_ id: String, _ db: any Reader) throws -> String?

    /// Whether a person has a part in the object, for ``Access/isParty(to:)``.
    public let isParty: @Sendable (_ id: String, _ person: SignedInPerson, _ db: any Reader) throws -> Bool

    public init(
        _ parameter: StaticString, agency: @escaping @Sendable (_ id: String, _ db: any Reader) throws -> String? = { _, _ in nil },
        isParty: @escaping @Sendable (_ id: String, _ person: SignedInPerson, _ db: any Reader) throws -> Bool = { _, _, _ in false }
    ) {
        self.parameter = parameter.description
        self.agency = agency
        self.isParty = isParty
    }
}
