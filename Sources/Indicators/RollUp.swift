internal import Formats
internal import Kernel
internal import Markup
internal import Storage

/// 彙總: what many indicators come to, by their weights. A goal weighs what its indicators weigh together, an agency what its goals do, so each level is
/// the weighted mean of the one below it. Those that cannot be judged yet are left out of the mean and counted beside it.
struct RollUp: Sendable, Equatable {
    private(set) var weight = 0.0
    private(set) var weighted = 0.0
    private(set) var judged = 0
    private(set) var all = 0
    private(set) var lights: [Light: Int] = [:]

    /// 達成率 in percent; nil while nothing can be judged.
    var attainment: Double? { weight > 0 ? weighted / weight : nil }

    /// - Parameter cap: what counts of one indicator at the most, in percent.
    mutating func add(_ summary: YearSummary, light: Light, cap: Double) {
        all += 1
        lights[light, default: 0] += 1
        guard let attainment = summary.attainment, summary.weight > 0 else { return }
        judged += 1
        weight += summary.weight
        weighted += min(attainment, cap) * summary.weight
    }

    mutating func add(_ other: RollUp) {
        weight += other.weight
        weighted += other.weighted
        judged += other.judged
        all += other.all
        lights.merge(other.lights, uniquingKeysWith: +)
    }
}

/// The roll-up of a year.
struct YearRollUp: Sendable {
    struct Group: Sendable {
        let agency: String
        var whole = RollUp()
        /// By goal; those that measure no goal are under nil.
        var goals: [(goal: Reference?, rollUp: RollUp)] = []
    }

    private(set) var city = RollUp()
    private(set) var agencies: [Group] = []

    init(_ summaries: [YearSummary], year: Period, _ settings: Settings) {
        let cap = Double(settings.value(of: LightRule.cap, on: year.last))
        var groups: [String: Group] = [:]
        for summary in summaries {
            let light = LightRule.light(summary, year: year, settings)
            var one = RollUp()
            one.add(summary, light: light, cap: cap)
            city.add(one)
            groups[summary.agency, default: Group(agency: summary.agency)].add(one, to: summary.goal)
        }
        agencies = groups.values.sorted { $0.agency < $1.agency }
    }
}

extension YearRollUp.Group {
    fileprivate mutating func add(_ one: RollUp, to goal: Reference?) {
        whole.add(one)
        if let place = goals.firstIndex(where: { $0.goal == goal }) {
            goals[place].rollUp.add(one)
        } else {
            goals.append((goal, one))
        }
    }
}

extension LightRule {
    /// Of a year: grey while nothing was told, white while it cannot be judged.
    static func light(_ summary: YearSummary, year: Period, _ settings: Settings) -> Light {
        summary.told == 0 ? .grey : light(summary.attainment, on: summary.through ?? year.last, settings)
    }
}
