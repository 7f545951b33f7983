internal import Formats
internal import Kernel
internal import Ledger
internal import Markup
internal import Storage

/// Everything that the page of an indicator shows, read at once.
struct IndicatorHistory: Sendable {
    let indicator: Indicator
    let agency: String
    let targets: [Target]
    /// Oldest first.
    let values: [Measurement]
    let years: [Int: YearSummary]
    /// What was ever set, by year; empty in the past, which shows what was set then.
    let targetHistory: [(target: Target, setAt: Instant)]
    /// What the line it measures is called, for who may see it.
    let line: Glance?
    let seal: LedgerSeal?
    /// 佐證, by period.
    let evidence: [String: [Attachment]]

    /// How many periods a page shows at most; the table of all is a download.
    static let most = 96

    /// - Parameters:
    ///   - onlyPublic: what is not public does not exist.
    ///   - isWhole: every value there is, for a download.
    static func read(_ id: String, _ moment: Moment, _ call: Call, onlyPublic: Bool, isWhole: Bool = false) async throws -> IndicatorHistory {
        let view = Noun.View(city: call.city, granted: call.granted, asOf: moment.asOf)
        let found = try await call.store.read { db -> IndicatorHistory? in
            guard let indicator = try IndicatorQueries.find(id, asOf: moment.asOf, db), indicator.isPublic || !onlyPublic else { return nil }
            // What was withdrawn since is not shown in the past either.
            if onlyPublic && moment.isPast, try !IndicatorQueries.isPublic(id, db) { return nil }
            var first = Period(indicator.cadence, containing: moment.day)
            for _ in 1..<most { first = first.previous }
            let start = isWhole ? indicator.begins : first.first
            let values = try IndicatorQueries.values(of: id, from: start, through: moment.day, asOf: moment.asOf, db)
            let targets = try IndicatorQueries.targets(of: id, asOf: moment.asOf, db)
            let years = try YearSummary.years(of: id, asOf: moment.asOf, db)
            let evidence = moment.isPast ? [:] : try Evidence.all(of: values.suffix(24), db)
            return IndicatorHistory(
                indicator: indicator, agency: try AgencyQueries.find(id: indicator.agency, db)?.name ?? indicator.agency, targets: targets,
                values: values, years: years, targetHistory: moment.isPast ? [] : try IndicatorQueries.targetHistory(of: id, db),
                line: try indicator.line.flatMap { try call.city.glances(at: [$0], view, db)[$0] },
                seal: try LedgerSeal.find(indicator.reference, asOf: moment.asOf, db), evidence: evidence)
        }
        guard let found else { throw Problem.notFound }
        return found
    }

    func target(_ year: Int) -> Target? { targets.first { $0.year == year } }

    /// Every period that was asked for until a day, the newest first; at most ``most``.
    func periods(until day: CivilDate) -> [Period] {
        var periods: [Period] = []
        var period = Period(indicator.cadence, containing: indicator.ends.map { min($0, day) } ?? day)
        while period.last >= indicator.begins && periods.count < Self.most {
            periods.append(period)
            period = period.previous
        }
        return periods
    }
}

/// What can be said of a period besides its number.
enum PeriodMark: Sendable, Equatable {
    /// 缺: its day for telling has passed.
    case missing
    /// Told after its day.
    case late
    /// Put right so many times.
    case restated(Int)
    /// It still goes on, or its day has not come.
    case open

    static func marks(_ value: Measurement?, _ period: Period, today: CivilDate, _ settings: Settings) -> [PeriodMark] {
        let due = period.last.adding(days: settings.value(of: LightRule.reportDays, on: period.last))
        guard let value else { return [due < today ? .missing : .open] }
        var marks: [PeriodMark] = []
        if CivilDate(taipeiAtUnixSeconds: value.firstAt.seconds) > due { marks.append(.late) }
        if value.revision > 0 { marks.append(.restated(value.revision)) }
        return marks
    }

    var phrase: Phrase {
        switch self {
        case .missing: "逾期未填"
        case .late: "逾期填報"
        case .restated(let times): "更正 \(times) 次"
        case .open: "尚未到期"
        }
    }
}
