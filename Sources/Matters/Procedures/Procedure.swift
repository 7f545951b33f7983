public import Kernel

/// 流程: how one kind of work runs. A value, declared by the module whose work it is; buttons, rights, deadlines, inbox, statistics, diagram and docs are
/// all made from it.
///
/// ```swift
/// static let procedure = Procedure(
///     "monitoring.directive", "指（裁）示事項", mark: "指", version: 1, summary: "…",
///     states: [
///         State("dispatched", "已交辦", turn: .lead(.officer), deadline: .rule(.workingDays(.setting(acceptance)))),
///         State("released", "解除列管", closes: .done),
///     ],
///     actions: [Action("accept", "接辦", from: ["dispatched"], to: "inProgress", by: [.lead(.officer)])])
/// ```
public struct Procedure: Contribution {
    /// Module and noun: `monitoring.directive`.
    public let id: String
    /// What people call this kind of matter: 指（裁）示事項.
    public let title: Phrase
    /// In front of its numbers: 指 in `指 115-0042`.
    public let mark: String
    /// Raised with every change of states or actions; running matters are taken along by ``changes``.
    public let version: Int
    public let summary: Phrase
    /// The first is where a matter begins.
    public let states: [State]
    public let actions: [Action]
    /// 稽催
    public let chases: [Chase]
    /// The procedure that parts run under which other agencies answer; nil when this kind has none.
    public let parts: String?
    /// Where a part of this kind ends when the matter it belongs to is closed before it was answered.
    public let whenParentCloses: String?
    /// What the rules are taken from: laws, regulations, decisions.
    public let sources: [Phrase]
    /// How matters of earlier versions go on, by the version they come from.
    public let changes: [Int: [String: String]]
    /// Beyond those who have a part in it, everyone who works for the city may read it.
    public let isOpenToStaff: Bool

    public init(
        _ id: StaticString, _ title: Phrase, mark: StaticString, version: Int, summary: Phrase, states: [State], actions: [Action],
        chases: [Chase] = [], parts: StaticString? = nil, whenParentCloses: StaticString? = nil, sources: [Phrase] = [],
        changes: [Int: [String: String]] = [:], isOpenToStaff: Bool = false
    ) {
        self.id = id.description
        self.title = title
        self.mark = mark.description
        self.version = version
        self.summary = summary
        self.states = states
        self.actions = actions
        self.chases = chases
        self.parts = parts?.description
        self.whenParentCloses = whenParentCloses?.description
        self.sources = sources
        self.changes = changes
        self.isOpenToStaff = isOpenToStaff
    }

    public func state(_ id: String) -> State? { states.first { $0.id == id } }
    public func action(_ id: String) -> Action? { actions.first { $0.id == id } }
    public var initial: State? { states.first }
}

/// Where a matter stands.
public struct State: Sendable {
    /// How a matter ends.
    public enum Ending: String, Sendable {
        /// What was asked is done.
        case done
        /// It ends without that: taken back, declined, merged.
        case dropped
    }

    /// What becomes of the deadline when a matter comes here.
    public enum Deadline: Sendable {
        /// It stays as it is.
        case keep
        /// There is none while it is here.
        case none
        /// Counted from the moment it comes here.
        case rule(DeadlineRule)
        /// The day that the action's form asks for in the field of this name.
        case asked(StaticString)
    }

    public let id: String
    public let title: Phrase
    /// Whose move it is; nil when nobody's.
    public let turn: Party?
    public let deadline: Deadline
    public let closes: Ending?
    /// Off the usual way, such as a return: left out of the row of steps unless the matter is there.
    public let isDetour: Bool

    public init(
        _ id: StaticString, _ title: Phrase, turn: Party? = nil, deadline: Deadline = .keep, closes: Ending? = nil, isDetour: Bool = false
    ) {
        self.id = id.description
        self.title = title
        self.turn = turn
        self.deadline = deadline
        self.closes = closes
        self.isDetour = isDetour
    }
}
