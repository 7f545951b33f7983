public import Kernel

/// What somebody may do with a matter. Its title is the word on the button, said as the act: 送科長核定.
public struct Action: Sendable {
    /// What it does beyond its step.
    public enum Kind: String, Sendable {
        case step
        /// Says something; the matter stays where it is.
        case comment
        /// Gives it to another officer of the lead agency.
        case reassign
        /// Another agency takes the lead.
        case transfer
        /// A later day.
        case extend
        /// The time stands still until it is resumed.
        case suspend
        case resume
        /// Asks another agency for a part.
        case ask
    }

    public let id: String
    public let title: Phrase
    public let kind: Kind
    /// The states it can be done in.
    public let from: [String]
    /// Where it leads; nil where the matter stays.
    public let to: String?
    public let by: [Party]
    public let form: [Field]
    public let effects: [Effect]
    /// How many minutes it can be taken back, as long as nothing followed; nil when it cannot.
    public let undo: Setting?
    /// May be done to several matters at once, with one form for all.
    public let isBulk: Bool
    /// Whoever does it has the matter from then on.
    public let isTaking: Bool

    private init(
        _ id: String, _ title: Phrase, _ kind: Kind, from: [String], to: String?, by: [Party], form: [Field], effects: [Effect], undo: Setting?,
        isBulk: Bool, isTaking: Bool = false
    ) {
        self.id = id
        self.title = title
        self.kind = kind
        self.from = from
        self.to = to
        self.by = by
        self.form = form
        self.effects = effects
        self.undo = undo
        self.isBulk = isBulk
        self.isTaking = isTaking
    }

    /// A step from one state to another, or within one.
    public init(
        _ id: StaticString, _ title: Phrase, from: [StaticString], to: StaticString? = nil, by: [Party], form: [Field] = [], effects: [Effect] = [],
        undo: Setting? = nil, isBulk: Bool = false, isTaking: Bool = false
    ) {
        self.init(
            id.description, title, .step, from: from.map(\.description), to: to?.description, by: by, form: form, effects: effects, undo: undo,
            isBulk: isBulk, isTaking: isTaking)
    }

    // What most procedures allow. Each is an action like any other: with its right, its step and its entry.

    /// 說明、意見
    public static func comment(from: [StaticString], by: [Party]) -> Action {
        Action("comment", "留言", .comment, from: from.map(\.description), to: nil, by: by, form: [.words("內容")], effects: [], undo: nil, isBulk: false)
    }

    /// 改派同仁
    public static func reassign(from: [StaticString], by: [Party]) -> Action {
        Action(
            "reassign", "改派承辦人", .reassign, from: from.map(\.description), to: nil, by: by, form: [.words("說明", required: false)], effects: [],
            undo: nil,
            isBulk: true)
    }

    /// 改分
    /// - Parameter to: where it begins anew at the other agency.
    public static func transfer(from: [StaticString], to: StaticString, by: [Party]) -> Action {
        Action(
            "transfer", "改分其他機關", .transfer, from: from.map(\.description), to: to.description, by: by, form: [.words("改分的理由")], effects: [],
            undo: nil,
            isBulk: false)
    }

    /// 展延
    /// - Parameter to: where it goes on, when it had to be asked for.
    public static func extend(from: [StaticString], to: StaticString? = nil, by: [Party]) -> Action {
        Action(
            "extend", "展延期限", .extend, from: from.map(\.description), to: to?.description, by: by,
            form: [Field("due", "新的期限", .date), .words("展延的理由")], effects: [], undo: nil, isBulk: true)
    }

    /// 暫停計時
    public static func suspend(from: [StaticString], by: [Party]) -> Action {
        Action(
            "suspend", "暫停計時", .suspend, from: from.map(\.description), to: nil, by: by, form: [.words("暫停的理由")], effects: [], undo: nil,
            isBulk: false)
    }

    public static func resume(from: [StaticString], by: [Party]) -> Action {
        Action(
            "resume", "恢復計時", .resume, from: from.map(\.description), to: nil, by: by, form: [.words("說明", required: false)], effects: [], undo: nil,
            isBulk: false)
    }

    /// 會辦
    public static func ask(from: [StaticString], by: [Party]) -> Action {
        Action(
            "ask", "請其他機關協辦", .ask, from: from.map(\.description), to: nil, by: by,
            form: [.words("請對方做什麼"), Field("due", "請於何時前答復", .date)], effects: [], undo: nil, isBulk: false)
    }
}

extension Field {
    /// The words that stand in the matter's history beside the step.
    public static func words(_ label: Phrase, required: Bool = true) -> Field {
        Field("words", label, .paragraph, required: required, maximum: 2000)
    }
}
