internal import Formats
internal import Kernel
internal import Ledger
internal import Markup

/// The course of an indicator against its targets.
struct IndicatorChart {
    let history: IndicatorHistory
    let moment: Moment
    let t: Words

    private var indicator: Indicator { history.indicator }

    /// Its periods, oldest first; as many as stay readable.
    private var periods: [Period] { Array(history.periods(until: moment.day).prefix(indicator.cadence == .day ? 60 : 48).reversed()) }

    var chart: LineChart {
        let periods = periods
        let values = Dictionary(uniqueKeysWithValues: history.values.map { ($0.period, $0.value) })
        return LineChart(
            words, periods: periods.map(short),
            series: [.init(t("實際"), periods.map { values[$0] }), .init(t("目標"), periods.map(target), isPlan: true)],
            measure: indicator.measure)
    }

    var sparkline: Sparkline {
        let shown = Array(history.values.suffix(24))
        return Sparkline(
            words, name: indicator.title, periods: shown.map { t.period($0.period) }, values: shown.map(\.value),
            target: (history.values.last?.period).flatMap(target), measure: indicator.measure)
    }

    /// What is asked of a period: the year's target, or its share of it where a year adds up.
    private func target(_ period: Period) -> Double? {
        guard let target = history.target(period.first.year) else { return nil }
        return indicator.formula == .sum ? target.value / Double(max(1, period.year.parts(indicator.cadence).count)) : target.value
    }

    /// For the axis: `113.10`, `113年`.
    private func short(_ period: Period) -> String {
        guard t.language == .chinese, period.first.rocYear > 0 else { return period.id }
        let year = period.first.rocYear
        return switch period.length {
        case .year: "\(year)年"
        case .halfYear: "\(year)\(period.first.month > 6 ? "下" : "上")"
        case .quarter: "\(year)Q\((period.first.month - 1) / 3 + 1)"
        case .month: "\(year).\(period.first.month)"
        case .day: "\(period.first.month)/\(period.first.day)"
        }
    }

    private var words: ChartWords {
        ChartWords(
            id: "i\(indicator.id)", title: indicator.title, summary: summary, source: HTML(text: source), openTable: t("看數字"), rowTitle: t("期間"),
            noValue: t("無資料"))
    }

    private var summary: String {
        guard let first = history.values.first, let last = history.values.last else { return t("還沒有填報。") }
        return t("\(t.period(first.period)) \(indicator.shown(first.value))，\(t.period(last.period)) \(indicator.shown(last.value))")
    }

    private var source: String {
        let day = t.language == .english ? moment.day.iso : moment.day.roc(.plain)
        let words = indicator.isSample ? t("示範資料") : indicator.source
        return words.isEmpty ? t("資料日期 \(day)") : t("來源：\(words)；資料日期 \(day)")
    }
}
