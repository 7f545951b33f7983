/// Values over time: a line a series, named where it ends, with the range around them and the target where there are such. A missing value is a gap.
public struct LineChart: Sendable {
    public struct Series: Sendable {
        let name: String
        let values: [Double?]
        let isPlan: Bool

        /// - Parameters:
        ///   - values: one a period; nil or not finite where there is none.
        ///   - isPlan: what was meant to be, drawn dashed.
        public init(_ name: String, _ values: [Double?], isPlan: Bool = false) {
            self.name = name
            self.values = values
            self.isPlan = isPlan
        }
    }

    /// The range in which values may lie, such as a confidence interval. Drawn where both ends are known.
    public struct Band: Sendable {
        let name: String
        let low: [Double?]
        let high: [Double?]

        public init(_ name: String, low: [Double?], high: [Double?]) {
            self.name = name
            self.low = low
            self.high = high
        }
    }

    let words: ChartWords
    let periods: [String]
    let series: [Series]
    let measure: Measure
    let band: Band?
    let target: (name: String, value: Double)?
    let startsAtZero: Bool

    /// - Parameters:
    ///   - periods: the names along the axis, evenly spaced.
    ///   - series: the main one first. Four look different without counting plans; more repeat the looks.
    ///   - startsAtZero: shows zero also where all values are far from it.
    public init(
        _ words: ChartWords, periods: [String], series: [Series], measure: Measure = Measure(), band: Band? = nil,
        target: (name: String, value: Double)? = nil, startsAtZero: Bool = false
    ) {
        self.words = words
        self.periods = periods
        self.series = series
        self.measure = measure
        self.band = band
        self.target = target.flatMap { $0.value.isFinite ? $0 : nil }
        self.startsAtZero = startsAtZero
    }

    public var html: HTML {
        let rows = periods.indices.map { index in (periods[index], cells(index)) }
        let bandColumns = band.map { ["\($0.name) ↓", "\($0.name) ↑"] } ?? []
        let figure = ChartFigure(
            words: words, legend: legend, columns: series.map(\.name) + bandColumns + (target.map { [$0.name] } ?? []), rows: rows)
        return figure.html(height: { LinePlot(chart: self, canvas: $0).height }, { LinePlot(chart: self, canvas: $0).html })
    }

    /// Every number that has a place in the drawing.
    var drawn: [Double] {
        let ends = band.map { [$0.low, $0.high] } ?? []
        let values = (series.map(\.values) + ends).flatMap { list in periods.indices.compactMap(list.drawable) }
        return values + (target.map { [$0.value] } ?? [])
    }

    /// The class of a series: the first one plain, the others by their place.
    func styleClass(_ index: Int) -> String {
        guard !series[index].isPlan else { return "c-plan" }
        let place = series[..<index].count { !$0.isPlan }
        return place == 0 ? "c-line" : "c-line c-s\(place % 4 + 1)"
    }

    private func cells(_ index: Int) -> [String] {
        let lists = series.map(\.values) + (band.map { [$0.low, $0.high] } ?? [])
        return lists.map { $0.drawable(index).map(measure.text) ?? words.noValue } + (target.map { [measure.text($0.value)] } ?? [])
    }

    /// Lines are named where they end; the legend says what has no end, and whole names where an end has room for their beginning only.
    private var legend: [HTML] {
        var keys: [HTML] = []
        if LinePlot(chart: self, canvas: .narrow).cutsNames {
            keys += series.indices.map { ChartFigure.key(series[$0].name, #"<path class="\#(styleClass($0))" d="M0 8H24"/>"#) }
            if let target { keys.append(ChartFigure.key(target.name, #"<path class="c-target" d="M0 8H24"/>"#)) }
        }
        if let band { keys.append(ChartFigure.key(band.name, #"<rect class="c-band" x="1" y="2" width="22" height="12"/>"#)) }
        return keys
    }
}
