public import Kernel
public import Storage

/// What follows from a step, in the same transaction.
public enum Effect: Sendable {
    /// Tells people; what it says stands in their notices and their mail.
    case notify([Party], Phrase)
    /// From now on anyone may read it.
    case publish
    /// From now on only those who have a part in it may read it.
    case withdraw
    /// Opens another matter under this procedure. It begins as what the matter is about, led by its lead agency; the closure says what is otherwise.
    case open(String, @Sendable (_ opening: inout Opening, _ step: EffectContext) -> Void)
    /// Tells an indicator a number: what the form says in this field, of the period of the step's day. What is no number is refused beside the field.
    case setIndicator(Reference, from: StaticString)
    /// What the module does in its own tables; the phrase says it in the docs.
    case run(Phrase, @Sendable (_ step: EffectContext, _ db: any Writer, _ changes: inout [Change]) throws -> Void)

    /// What it does, for the page of the procedure.
    func said(_ t: Words) -> String {
        switch self {
        case .notify(let parties, let words): t("通知\(parties.map { $0.title(t) }.joined(separator: t("、")))：\(t(words))")
        case .publish: t("從此任何人都看得到")
        case .withdraw: t("從此只有相關的人看得到")
        case .open(let procedure, _): t("另開一件案件，流程是 \(procedure)")
        case .setIndicator(let indicator, _): t("填報指標 \(indicator.id)")
        case .run(let words, _): t(words)
        }
    }

    /// Notices can be kept back while a step may still be taken back; nothing else can.
    var canBeUndone: Bool {
        if case .notify = self { true } else { false }
    }
}

/// What an effect knows of the step it follows from.
public struct EffectContext: Sendable {
    public let city: City
    /// As it stands after the step.
    public let matter: Matter
    public let step: Step
    public let actor: Actor
    public let at: Instant
}

/// 稽催: what happens when a deadline comes near or has passed.
public struct Chase: Sendable {
    public let id: String
    /// Working days from the deadline: negative before it, 0 on the day itself.
    public let workingDays: DeadlineRule.Number
    /// Whether the number is counted back from the deadline.
    public let isBefore: Bool
    public let whom: [Party]
    public let words: Phrase

    /// So many working days before it is due.
    public static func before(_ id: StaticString, _ days: DeadlineRule.Number, tell whom: [Party], _ words: Phrase) -> Chase {
        Chase(id: id.description, workingDays: days, isBefore: true, whom: whom, words: words)
    }

    /// So many working days after it was due.
    public static func overdue(_ id: StaticString, _ days: DeadlineRule.Number, tell whom: [Party], _ words: Phrase) -> Chase {
        Chase(id: id.description, workingDays: days, isBefore: false, whom: whom, words: words)
    }
}
