internal import Formats
internal import Kernel
internal import Markup

/// The picture above the table: what came in and went out over the months, or who is in time.
struct TimelinessChart {
    let shown: TimelinessPage

    private var call: Call { shown.call }
    private var t: Words { call.t }

    var html: HTML { shown.filter.rows == .month ? months : shares }

    var title: String { shown.filter.rows == .month ? t("各月新收與結案") : t("如期比率") }

    private func words(_ title: String, _ summary: String) -> ChartWords {
        ChartWords(
            id: "timeliness", title: title, summary: summary,
            source: HTML(text: t("資料：本系統的案件，\(call.time(call.city.clock.now()).minute)")), openTable: t("看數字"),
            rowTitle: t(shown.filter.rows.title), noValue: t("無資料"))
    }

    private var months: HTML {
        var periods: [Period] = []
        var period = shown.filter.from
        while period <= shown.filter.to, periods.count < 120 {
            periods.append(period)
            period = period.next
        }
        let found = Dictionary(uniqueKeysWithValues: shown.lines.map { ($0.key, $0.found.sums) })
        let opened = periods.map { Double(found[$0.id]?.opened ?? 0) }
        let closed = periods.map { Double((found[$0.id]?.done ?? 0) + (found[$0.id]?.dropped ?? 0)) }
        let sums = shown.total.found.sums
        return LineChart(
            words(title, t("這段時間新收 \(sums.opened) 件，結案 \(sums.done + sums.dropped) 件。")),
            periods: periods.map { TimelinessPage.month($0, t) }, series: [.init(t("新收"), opened), .init(t("結案"), closed)],
            measure: Measure(), startsAtZero: true
        ).html
    }

    private var shares: HTML {
        let percent = shown.total.found.onTimePercent.map { Decimals.text($0, 1) }
        let sums = shown.total.found.sums
        let summary = percent.map { t("有期限而辦結的 \(sums.dated) 件，\($0)% 如期。") } ?? t("這段時間沒有辦結有期限的案件。")
        let bars = shown.lines.filter { $0.found.sums.dated > 0 }.map { BarChart.Bar($0.name, $0.found.onTimePercent) }
        guard !bars.isEmpty else { return #"<p>\#(summary)</p>"# }
        return BarChart(
            words(title, summary), bars, measure: Measure(unit: "%", decimals: 1), valueName: t("如期比率"), targetName: t("目標"), maximum: 100
        ).html
    }
}
