internal import Kernel
public import Storage

/// 案件: one piece of work that runs under a procedure. A part that another agency answers is a matter too, with the one it belongs to as its `parent`.
public struct Matter: Sendable {
    public let id: String
    /// The procedure's key.
    public let procedure: String
    /// Of the procedure, that it runs under.
    public let version: Int
    /// 案號: `指 115-0042`.
    public let number: String
    public let title: String
    public let state: String
    /// 主辦機關
    public let lead: String
    /// 科室 within the lead agency.
    public let unit: String?
    /// The person it was given to.
    public let assignee: String?
    /// Who opened it: a person, or the program.
    public let author: Reference
    /// The agency that opened it.
    public let origin: String?
    public let parent: String?
    /// What it is about: the module's own record.
    public let subject: Reference?
    public let openedAt: Instant
    /// Since when it is where it is.
    public let stateSince: Instant
    /// When it is due; nil when nothing is.
    public let dueAt: Instant?
    let dueFrom: Instant?
    let dueTerm: DeadlineTerm?
    public let closedAt: Instant?
    /// How it ended; nil while it runs.
    public let ending: State.Ending?
    /// The deadline it had when it was closed.
    let closedDue: Instant?
    /// 使用日數 when it was closed, in halves; nil where the calendar did not say.
    let usedHalves: Int?
    /// Since when its time stands still.
    public let suspendedAt: Instant?
    /// Anyone may read it.
    public let isPublic: Bool
    /// Everyone who works for the city may read it.
    public let isOpenToStaff: Bool
    /// Made up, to show how it works; every page says so.
    public let isSample: Bool
    /// How many steps it has gone: what a form was made for.
    public let revision: Int
    /// 協辦機關: the lead agencies of its parts.
    public let supporting: Set<String>

    public var reference: Reference { Reference("matters/matter", id) }
    public var isOpen: Bool { closedAt == nil }

    /// In place of NULL, so that one index serves every list by deadline on both engines.
    static let never = Instant(milliseconds: 253_402_300_799_999)
}

/// 歷程: what somebody did with a matter.
public struct Step: Sendable {
    public let id: String
    public let matter: String
    /// From 1 on.
    public let number: Int
    /// The action's key, or one of the program's own: `open`, `chase`, `calendar`, `undo`.
    public let action: String
    public let from: String
    public let to: String
    public let actor: Reference
    /// 代理: for whom.
    public let actingFor: Reference?
    public let at: Instant
    /// What was said with it.
    public let words: String
    /// What the form asked for, by field name.
    public let values: [(String, String)]
    public let isUndone: Bool
}
