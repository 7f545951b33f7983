internal import Kernel
internal import Storage

/// Whose move it is, as the inbox asks for it: one person, or whoever has a role at an agency.
struct Turn: Hashable, Sendable {
    var person: String?
    var agency: String?
    var role: Role?

    /// Where a role is the whole city's, no agency stands beside it.
    static let anywhere = "*"

    static let nobody = Turn()

    /// Every turn that is this person's.
    static func all(of person: SignedInPerson) -> [Turn] {
        [Turn(person: person.id)]
            + person.appointments.filter(\.role.isStaff).flatMap { [Turn(agency: $0.agency, role: $0.role), Turn(agency: anywhere, role: $0.role)] }
    }

    /// Puts queries in one order, so that each is the same text every time.
    var order: String { [person ?? "", agency ?? "", role?.rawValue ?? ""].joined(separator: "/") }

    init(person: String? = nil, agency: String? = nil, role: Role? = nil) {
        self.person = person
        self.agency = agency
        self.role = role
    }

    /// - Parameters:
    ///   - party: of the state the matter is in.
    ///   - supporting: nobody in particular of several agencies: parts have turns of their own.
    init(_ party: Party?, lead: String, origin: String?, author: Reference, assignee: String?) {
        self.init()
        guard let party else { return }
        switch party.relation {
        case .author where author.kind == "kernel/person": person = author.id
        case .handler where assignee != nil: person = assignee
        case .handler, .lead: (agency, role) = (lead, party.roles.first)
        case .origin: (agency, role) = (origin ?? lead, party.roles.first)
        case .city: (agency, role) = (Self.anywhere, party.roles.first)
        case .author, .supporting: break
        }
    }
}
