internal import Formats
internal import Indicators
internal import Storage

/// 年度施政計畫: what an agency does in one year of its mid-term plan, with money, numbers and weights.
struct AnnualPlan: Sendable, Equatable {
    enum Status: String, Sendable, CaseIterable {
        /// Seen by those who work on it, who change it while its procedure says so.
        case draft
        case published
    }

    /// Agency and year: `rdec-115`.
    let id: String
    let agency: String
    let agencyName: String
    /// 民國
    let year: Int
    let title: String
    /// The mid-term plan that it was made from.
    let plan: String
    let status: Status
    let isSample: Bool
    let publishedAt: Instant?

    var reference: Reference { Reference("planning/annual", id) }

    static func id(agency: String, year: Int) -> String { "\(agency)-\(year)" }
    static func title(agency: String, year: Int) -> String { "\(agency)\(year)年度施政計畫" }

    /// The Gregorian year.
    var commonYear: Int { year + 1911 }
    var firstDay: CivilDate { Period.year(commonYear)?.first ?? CivilDate(dayNumber: 0) }
    var lastDay: CivilDate { Period.year(commonYear)?.last ?? CivilDate(dayNumber: 0) }
    /// The plan of the year before, whether there is one or not.
    var lastYear: String { Self.id(agency: agency, year: year - 1) }
}

/// A goal of the mid-term plan in this year, with its share of the whole.
struct AnnualGoal: Sendable, Equatable {
    /// The key it has in the mid-term plan: `g4`.
    let id: String
    let kind: GoalKind
    let number: Int
    let title: String
    let weight: Weight
    /// 施政綱要: what the council reads of this goal; nil while it is made from the items.
    let outline: String?
}

/// 工作計畫項目: a piece of the year's work, carrying out one line of the mid-term plan.
struct WorkItem: Sendable, Equatable {
    enum State: String, Sendable, CaseIterable {
        case open, done, dropped
    }

    /// `w3`: given once and to no other item of this plan.
    let id: String
    let goal: String
    /// The key of the mid-term plan's line that it carries out.
    var line: String
    var name: String
    /// 計畫類別
    var category: String
    var content: String
    var starts: CivilDate
    var ends: CivilDate
    /// In dollars.
    var budget: Int64
    /// 經費來源
    var funding: String
    /// 預期效益
    var benefit: String
    /// 責任單位
    var unit: String
    /// 延續: the item of last year's plan that goes on here, `rdec-114/w3`.
    var continues: String?
    var state: State = .open
    /// How far it is, as the agency said last.
    var progress = ""

    func reference(in annual: String) -> Reference { Reference("planning/work", "\(annual)/\(id)") }
}

/// 衡量指標 of a year's plan.
struct AnnualIndicator: Sendable, Equatable {
    let id: String
    let goal: String
    /// The key of the mid-term plan's line that it measures: a goal or an item.
    var line: String
    var title: String
    /// 評估體制, 1…5.
    var mechanism: Int
    /// 評估方式
    var method: String
    /// 衡量標準: a formula in words.
    var standard: String
    /// 衡量標準 as a staged list; empty for what is counted.
    var stages: [Stage]
    var target: Double
    var unit: String
    var direction: Comparison
    var weight: Weight
    /// The key of the indicator that supplies the actual value; nil where people enter it.
    var source: String?
    /// Why the target is lower than last year's, and what is done about it; empty where it is not.
    var cause: String
    var strategy: String
    var continues: String?

    struct Stage: Sendable, Equatable {
        let percent: Double
        let title: String
    }

    func reference(in annual: String) -> Reference { Reference("planning/measure", "\(annual)/\(id)") }

    /// 達成率: actual over target, inverse where less is better.
    func attainment(_ actual: Double) -> Double? {
        Attainment.percent(actual, of: target, direction == .atLeast ? .higher : .lower)
    }

    /// Whether one target asks for less than another.
    static func isEasier(_ target: Double, than before: Double, _ direction: Comparison) -> Bool {
        direction == .atLeast ? target < before : target > before
    }
}

/// A year's plan with everything in it, in its order.
struct AnnualContent: Sendable, Equatable {
    let plan: AnnualPlan
    let goals: [AnnualGoal]
    let items: [WorkItem]
    let indicators: [AnnualIndicator]

    func goal(_ id: String) -> AnnualGoal? { goals.first { $0.id == id } }
    func item(_ id: String) -> WorkItem? { items.first { $0.id == id } }
    func indicator(_ id: String) -> AnnualIndicator? { indicators.first { $0.id == id } }
    func items(of goal: String) -> [WorkItem] { items.filter { $0.goal == goal } }
    func indicators(of goal: String) -> [AnnualIndicator] { indicators.filter { $0.goal == goal } }
    var budget: Int64 { items.reduce(0) { $0 + $1.budget } }
}
