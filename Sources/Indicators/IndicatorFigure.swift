public import Formats
public import Kernel
public import Ledger
public import Markup
public import Storage

/// An indicator with its course, and how one year of it stands: what a report about that year prints.
public struct IndicatorFigure: Sendable {
    let history: IndicatorHistory
    let moment: Moment
    public let year: Period
    public let light: Light

    public var indicator: Indicator { history.indicator }
    /// What the year came to, in the indicator's unit; nil while nothing was told.
    public var value: Double? { summary?.value }
    public var target: Double? { history.target(year.first.year)?.value }
    /// 達成率, in percent; nil where it cannot be judged.
    public var attainment: Double? { summary?.attainment }
    /// Why the year's target was lowered, where it was.
    public var cause: String { history.target(year.first.year)?.cause ?? "" }
    /// The value that the year ends with, which has a proof of its own.
    public var last: Measurement? { history.values.last { $0.period.first.year == year.first.year } }
    /// Where anyone may look at it.
    public var url: LocalURL { IndicatorURL.indicator(indicator.id) }

    private var summary: YearSummary? { history.years[year.first.year] }

    public func shown(_ value: Double?) -> String { value.map(indicator.shown) ?? "—" }
    public func shownAttainment() -> String { attainment.map(percentage) ?? "—" }
    /// That it is made up.
    public func sample(_ t: Words) -> HTML? { indicator.isSample ? #" <span class="yk-demo">\#(t("示範資料"))</span>"# : nil }
    public func lightWord(_ t: Words) -> String { t(light.indicatorWord) }
    public func mark(_ t: Words) -> HTML { light.indicatorMark(t) }
    public func chart(_ t: Words) -> LineChart { IndicatorChart(history: history, moment: moment, t: t).chart }

    /// The public indicators of many lines of a plan, by line; a handful of queries however many lines.
    /// - Parameters:
    ///   - moment: as of when; what came later is not told.
    ///   - year: a calendar year. Courses begin three years before it.
    public static func measuring(
        _ lines: [Reference], in year: Period, _ moment: Moment, _ settings: Settings, _ db: any Reader
    ) throws -> [Reference: [IndicatorFigure]] {
        let indicators = try IndicatorQueries.measuring(lines, asOf: moment.asOf, db)
        let ids = indicators.map(\.id)
        let end = min(moment.day, year.last)
        var first = year
        for _ in 0..<3 { first = first.previous }
        let values = try IndicatorQueries.values(of: ids, from: first.first, through: end, asOf: moment.asOf, db)
        let targets = try IndicatorQueries.targets(of: ids, asOf: moment.asOf, db)
        let summaries = try YearSummary.of(ids, year: year.first.year, asOf: moment.asOf, db)
        let figures = indicators.map { indicator -> IndicatorFigure in
            let summary = summaries[indicator.id]
            let history = IndicatorHistory(
                indicator: indicator, agency: indicator.agency, targets: targets[indicator.id] ?? [], values: values[indicator.id] ?? [],
                years: summary.map { [year.first.year: $0] } ?? [:], targetHistory: [], line: nil, seal: nil, evidence: [:])
            let light = summary.map { LightRule.light($0, year: year, settings) } ?? .grey
            return IndicatorFigure(history: history, moment: moment.ending(on: end), year: year, light: light)
        }
        return Dictionary(grouping: figures) { $0.indicator.line ?? $0.indicator.reference }
    }
}
