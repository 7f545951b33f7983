public import Kernel

/// Who may do something with a matter: in which role, and what the person's agency has to do with it.
public struct Party: Sendable, Hashable {
    /// What ties a person to a matter.
    public enum Relation: String, Sendable, CaseIterable {
        /// 承辦: the person it was given to; while it was given to nobody, whoever has the role at the lead agency.
        case handler
        /// 主辦機關
        case lead
        /// 協辦機關: an agency that answers a part.
        case supporting
        /// The agency that opened it.
        case origin
        /// The person who opened it.
        case author
        /// Wherever appointed: roles for the whole city.
        case city
    }

    public let relation: Relation
    /// In which of these roles; the author needs none.
    public let roles: [Role]

    init(_ relation: Relation, _ roles: [Role]) {
        self.relation = relation
        self.roles = roles
    }

    /// 承辦人
    public static let handler = Party(.handler, [.officer])
    public static func lead(_ roles: Role...) -> Party { Party(.lead, roles) }
    public static func supporting(_ roles: Role...) -> Party { Party(.supporting, roles) }
    public static func origin(_ roles: Role...) -> Party { Party(.origin, roles) }
    public static let author = Party(.author, [])
    /// 研考會
    public static let commission = Party(.city, [.reviewer])
    public static let mayor = Party(.city, [.mayor])
    public static func city(_ roles: Role...) -> Party { Party(.city, roles) }

    /// Whether the person is one of them for this matter.
    func includes(_ person: SignedInPerson, _ matter: Matter) -> Bool {
        switch relation {
        case .author: return matter.author == person.reference
        case .handler:
            // Who no longer has the role there has no matter there either, whatever was once given to them.
            if let assignee = matter.assignee, assignee != person.id { return false }
            return holds(person, at: [matter.lead])
        case .lead: return holds(person, at: [matter.lead])
        case .supporting: return holds(person, at: matter.supporting)
        case .origin: return matter.origin.map { holds(person, at: [$0]) } ?? false
        case .city: return person.appointments.contains { roles.contains($0.role) }
        }
    }

    private func holds(_ person: SignedInPerson, at agencies: Set<String>) -> Bool {
        person.appointments.contains { roles.contains($0.role) && agencies.contains($0.agency) }
    }

    /// `主辦機關的機關承辦人`
    public func title(_ t: Words) -> String {
        let roles = roles.map { t($0.title) }.joined(separator: t("、"))
        return switch relation {
        case .author: t("開案的人")
        case .handler: t("承辦人")
        case .lead: t("主辦機關的\(roles)")
        case .supporting: t("協辦機關的\(roles)")
        case .origin: t("開案機關的\(roles)")
        case .city: roles
        }
    }
}
