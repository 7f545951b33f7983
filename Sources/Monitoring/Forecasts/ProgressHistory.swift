/// How a project went, month by month: what was planned and what was done, both cumulative.
public struct ProgressHistory: Sendable, Equatable {
    public let project: String
    /// In percent, 0…100, one a month; the first is the end of the first month.
    public let planned: [Double]
    /// As many, or fewer when it still runs.
    public let actual: [Double]

    public init(project: String, planned: [Double], actual: [Double]) {
        self.project = project
        self.planned = planned
        self.actual = actual
    }

    /// The month in which it was done, in months from its start and fractions of one; nil while it is not.
    public var finish: Double? {
        guard let month = actual.firstIndex(where: { $0 >= Self.done }) else { return nil }
        let before = month == 0 ? 0 : actual[month - 1]
        let step = actual[month] - before
        return Double(month) + (step > 0 ? (Self.done - before) / step : 1)
    }

    /// Work that is all but done is done: contracts are accepted at a hundred, and reports round.
    static let done = 99.95

    /// The month in which the plan says that a share is reached, by straight lines between its months; nil when it never says so.
    func plannedMonth(of share: Double) -> Double? {
        guard share > 0 else { return 0 }
        guard let month = planned.firstIndex(where: { $0 >= share - 1e-9 }) else { return nil }
        let before = month == 0 ? 0 : planned[month - 1]
        let step = planned[month] - before
        return Double(month) + (step > 0 ? min(1, max(0, (share - before) / step)) : 1)
    }
}
