/// Something a person may be allowed to do. Declared once by the module that guards it, with a sentence for the people who grant it.
public struct Permission: Sendable, Hashable {
    /// `planning.draftPlans`
    public let id: String
    /// What it allows, in Chinese; a catalogue key.
    public let sentence: String

    public init(_ id: StaticString, _ sentence: StaticString) {
        self.id = id.description
        self.sentence = sentence.description
    }

    public static func == (left: Permission, right: Permission) -> Bool { left.id == right.id }
    public func hash(into hasher: inout Hasher) { hasher.combine(id) }
}

/// What somebody is, for a body and a time. What a role may do is one table in App.
public enum Role: String, Sendable, CaseIterable {
    /// 機關承辦人: drafts for the own agency.
    case officer
    /// 機關首長: submits for the own agency.
    case agencyHead
    /// 研考會同仁: reviews and publishes for the whole city.
    case reviewer
    case mayor
    /// 市民, signed in.
    case citizen
    /// 資料使用者, with an account for its tokens.
    case dataUser
    /// 系統管理者.
    case administrator

    public var title: Phrase {
        switch self {
        case .officer: "機關承辦人"
        case .agencyHead: "機關首長"
        case .reviewer: "研考會同仁"
        case .mayor: "市長"
        case .citizen: "市民"
        case .dataUser: "資料使用者"
        case .administrator: "系統管理者"
        }
    }

    /// Works for the city: must be able to use a second factor.
    public var isStaff: Bool {
        switch self {
        case .officer, .agencyHead, .reviewer, .mayor, .administrator: true
        case .citizen, .dataUser: false
        }
    }
}

/// One line of the table of rights.
public struct Grant: Sendable, Equatable {
    public enum Breadth: Sendable, Equatable {
        /// For objects of the agency one is appointed to.
        case ownAgency
        /// For every object of the city.
        case city
    }

    public let role: Role
    public let permission: Permission
    public let breadth: Breadth

    public init(_ role: Role, _ permission: Permission, _ breadth: Breadth) {
        self.role = role
        self.permission = permission
        self.breadth = breadth
    }
}
