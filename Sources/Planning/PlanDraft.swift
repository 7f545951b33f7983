public import Formats

/// A mid-term or annual plan as it was understood from a document, before anyone has accepted it.
public struct PlanDraft: Sendable, Equatable {
    /// The document's own title, nil when it states none.
    public var title: String?
    /// The agency as the title names it, nil when it names none.
    public var agencyName: String?
    /// First and last 民國 year, nil when the document states none.
    public var years: ClosedRange<Int>?
    public var mission: String?
    public var vision: String?
    public var priorities: [Priority] = []
    /// Key goals first, then common goals, each in the document's order.
    public var goals: [Goal] = []
    public var indicators: [ProposedIndicator] = []
    public var warnings: [PlanWarning] = []
    /// Text that is no part of a plan as it is understood here. Page numbers are not among it.
    public var leftovers: [Outline.Passage] = []

    /// 施政重點
    public struct Priority: Sendable, Equatable {
        public var number: Int
        /// The text up to its first ：
        public var title: String
        /// What follows the title.
        public var text: String
        /// In the source, from 1.
        public var line: Int
    }

    /// 關鍵策略目標 or 共同性目標
    public struct Goal: Sendable, Equatable {
        public var kind: GoalKind
        /// Nil when the document does not say; then there is a warning.
        public var perspective: Perspective?
        public var number: Int
        /// Without the （…面向） after it.
        public var title: String
        /// What stands under the title outside the items.
        public var text: String
        public var items: [Item]
        public var line: Int
    }

    public struct Item: Sendable, Equatable {
        public var number: Int
        /// The whole text, with what is numbered inside it on lines of its own.
        public var text: String
        public var line: Int
    }

    /// A target that a sentence of the plan states.
    public struct ProposedIndicator: Sendable, Equatable {
        public var title: String
        public var target: Double
        /// As printed, `%` in half width: `小時`, `%`, `人次`. 萬 and 億 are in `target`.
        public var unit: String
        public var comparison: Comparison
        /// The whole sentence, as printed.
        public var sourceText: String
        /// Which of ``PlanDraft/goals`` it belongs to.
        public var goal: Int
    }
}

public enum GoalKind: String, Sendable, CaseIterable {
    /// 關鍵策略目標
    case key
    /// 共同性目標, the same for all agencies.
    case common
}

/// The 面向 of a goal.
public enum Perspective: String, Sendable, CaseIterable {
    case businessResults
    case administrativeEfficiency
    case organizationalLearning
    case financialManagement

    /// As plans print it, without 面向.
    public var chinese: String {
        switch self {
        case .businessResults: "業務成果"
        case .administrativeEfficiency: "行政效率"
        case .organizationalLearning: "組織學習"
        case .financialManagement: "財務管理"
        }
    }
}

/// How an actual value is held against a target.
public enum Comparison: String, Sendable, CaseIterable {
    case atLeast
    case atMost
}
