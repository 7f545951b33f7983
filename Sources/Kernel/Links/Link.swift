public import Storage

/// A tie between two records of any kind, read from its source: 指標 *量測* 計畫項目.
public struct Link: Sendable, Equatable {
    public let id: String
    public let kind: LinkKind
    public let source: Reference
    public let target: Reference
    /// Why, in words; may be empty.
    public let note: String
    /// A person, or the program.
    public let by: Reference
    public let at: Instant

    public static func reference(_ id: String) -> Reference { Reference("kernel/link", id) }
}

/// What a tie says, from either end.
public enum LinkKind: String, Sendable, CaseIterable {
    case relates
    case carriesOut = "carries-out"
    case measures
    case decides
    case dependsOn = "depends-on"
    case evidences
    case replaces

    /// As the source says it of the target.
    public var title: Phrase {
        switch self {
        case .relates: "相關"
        case .carriesOut: "執行"
        case .measures: "量測"
        case .decides: "決定"
        case .dependsOn: "依賴"
        case .evidences: "佐證"
        case .replaces: "取代"
        }
    }

    /// As the target says it of the source.
    public var inverse: Phrase {
        switch self {
        case .relates: "相關"
        case .carriesOut: "由它執行"
        case .measures: "由它量測"
        case .decides: "由它決定"
        case .dependsOn: "依賴這一項"
        case .evidences: "由它佐證"
        case .replaces: "由它取代"
        }
    }
}

/// One end of a link, as the record at the other end sees it.
public struct LinkEnd: Sendable, Equatable {
    public let link: String
    public let kind: LinkKind
    /// Whether this end is the target of the link.
    public let isInverse: Bool
    /// What is at the far end.
    public let there: Reference
    public let at: Instant

    public var title: Phrase { isInverse ? kind.inverse : kind.title }
}
