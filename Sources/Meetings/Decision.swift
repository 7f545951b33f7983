public import Formats
public import Kernel
public import Markup
public import Storage

/// 決議、裁示: what a meeting decided, who is to do it, until when, and how far it is.
public struct Decision: Sendable, Equatable {
    public enum State: String, Sendable, CaseIterable {
        case open, done, dropped

        public var title: Phrase {
            switch self {
            case .open: "辦理中"
            case .done: "已完成"
            case .dropped: "不再辦理"
            }
        }
    }

    public let id: String
    public let meeting: String
    /// The point of the agenda it was made at; nil for none in particular.
    public let item: String?
    public let text: String
    /// 主辦機關
    public let leadAgency: String
    /// 協辦機關
    public let supporting: [String]
    public let due: CivilDate?
    public let state: State
    /// How far it is, as the lead agency said last.
    public let progress: String
    /// What it opened elsewhere, such as a directive that is followed up.
    public let opened: Reference?

    public var reference: Reference { Reference("meetings/decision", id) }
}

/// How a decision opens something elsewhere. Contributed by the module that owns the procedure; runs in the transaction that keeps the decision, so there
/// is never one without the other.
public struct DecisionOpening: Contribution {
    public typealias Open =
        @Sendable (_ decision: Decision, _ meeting: Meeting, _ city: City, _ actor: Actor, _ db: any Writer, _ changes: inout [Change]) throws ->
        Reference

    /// Why it cannot be opened, for the form.
    public struct Refusal: Error {
        public let phrase: Phrase

        public init(_ phrase: Phrase) { self.phrase = phrase }
    }

    /// How what was opened stands: the decision stands so too.
    public struct Standing: Sendable {
        /// 辦理中
        public let phrase: Phrase
        public let isClosed: Bool
        /// Where staff see more of it.
        public let url: LocalURL

        public init(_ phrase: Phrase, isClosed: Bool, url: LocalURL) {
            self.phrase = phrase
            self.isClosed = isClosed
            self.url = url
        }
    }

    public typealias Stands = @Sendable (_ opened: Reference, _ city: City, _ db: any Reader) throws -> Standing?

    /// `monitoring.directive`
    public let id: String
    /// 列為指（裁）示事項
    public let title: Phrase
    /// - Throws: ``Refusal``; then nothing is kept.
    public let open: Open
    /// Nil for what this did not open.
    public let stands: Stands

    public init(_ id: StaticString, _ title: Phrase, open: @escaping Open, stands: @escaping Stands) {
        self.id = id.description
        self.title = title
        self.open = open
        self.stands = stands
    }
}
