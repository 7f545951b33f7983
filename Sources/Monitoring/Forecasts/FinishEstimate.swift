/// When a project will be done, from how far it is. Each way is a rule of one number; which of them serves best is found from what became of others.
///
/// The base is the earned schedule: the month in which the plan wanted what is done now. It keeps the shape of the planned curve, where a straight line
/// through what was done is misled by slow beginnings and slow ends. Source: W. Lipke, "Schedule is Different", The Measurable News, 2003; R. Vanhoucke and
/// S. Vandevoorde, "A simulation and evaluation of earned value metrics to forecast the project duration", J. Oper. Res. Soc. 58 (2007).
enum FinishEstimate: Hashable, Sendable, CaseIterable {
    /// What was done so far, as a straight line: the naive forecast.
    case straight
    /// What is left takes as long as planned.
    case asPlanned
    /// What is left goes as all that was done.
    case earned
    /// As that, pulled towards the plan by so many months.
    case earnedCautious
    case earnedVeryCautious
    /// What is left goes as the last months did.
    case recent
    case recentCautious
    /// Half straight, half earned: where the plan says little of how work goes.
    case mixed

    /// Months left.
    /// - Parameter month: how many months have passed; at least one.
    /// - Returns: nil when nothing was done yet or the plan is unfit.
    func remaining(_ history: ProgressHistory, after month: Int) -> Double? {
        guard month >= 1, month <= history.actual.count else { return nil }
        let now = Double(month)
        let share = history.actual[month - 1]
        guard share > 0.5 else { return nil }
        let straight = (100 - share) * now / share
        if self == .straight { return straight }
        guard let earned = history.plannedMonth(of: share), let end = history.plannedMonth(of: ProgressHistory.done) else { return nil }
        let left = max(0, end - earned)
        func rate(_ weight: Double) -> Double { max(0.1, (earned + weight) / (now + weight)) }
        func lately(_ weight: Double) -> Double {
            let back = min(month, 4)
            let before = month > back ? history.plannedMonth(of: history.actual[month - 1 - back]) ?? 0 : 0
            return max(0.1, (earned - before + weight) / (Double(back) + weight))
        }
        return switch self {
        case .straight: straight
        case .asPlanned: left
        case .earned: left / rate(0)
        case .earnedCautious: left / rate(3)
        case .earnedVeryCautious: left / rate(9)
        case .recent: left / (0.5 * rate(0) + 0.5 * lately(0.5))
        case .recentCautious: left / (0.5 * rate(3) + 0.5 * lately(2))
        case .mixed: 0.5 * straight + 0.5 * left / rate(1)
        }
    }
}
