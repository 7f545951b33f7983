/// A ``LineChart`` drawn at one width.
struct LinePlot {
    let chart: LineChart
    let canvas: Canvas
    private let ticks: Ticks?
    private let left: Double
    private let right: Double
    private let x: Scale
    private let y: Scale

    private static let top = 20.0
    private static let bottom = 220.0

    init(chart: LineChart, canvas: Canvas) {
        self.chart = chart
        self.canvas = canvas
        let drawn = chart.drawn + (chart.startsAtZero ? [0] : [])
        let ticks = drawn.isEmpty ? nil : Ticks(covering: drawn.min() ?? 0, drawn.max() ?? 1, about: 5)
        self.ticks = ticks
        let axis = ticks.map { ticks in ticks.values.map { TextFit.width(Self.axisText($0, ticks, chart)) }.max() ?? 0 } ?? 0
        left = min(axis, canvas.width * 0.35) + 10
        let ends = LineEnds.wanted(chart).map { TextFit.width($0.name) }.max() ?? 0
        right = canvas.width - min(ends + 16, canvas.width * 0.36)
        x = Scale(low: 0, high: Double(max(chart.periods.count - 1, 1)), start: left, end: right - 8)
        y = Scale(low: ticks?.low ?? 0, high: ticks?.high ?? 1, start: Self.bottom, end: Self.top)
    }

    var html: HTML {
        guard ticks != nil else {
            return ChartText(styleClass: "c-label", anchor: .middle).at(canvas.width / 2, height / 2 + 4.5, chart.words.noValue)
        }
        return grid + band + lines + ends + periods
    }

    /// Without a value there is only the word that says so.
    var height: Double { ticks == nil ? 64 : 260 }

    /// Whether a name at a line's end had to be cut off.
    var cutsNames: Bool { LineEnds.wanted(chart).contains { TextFit.fitted($0.name, room) != $0.name } }

    private var room: Double { canvas.width - right - 8 }

    private static func axisText(_ value: Double, _ ticks: Ticks, _ chart: LineChart) -> String {
        Measure(unit: chart.measure.unit == "%" ? "%" : "", decimals: ticks.decimals).text(value)
    }

    private var grid: HTML {
        guard let ticks else { return .empty }
        let lines: [HTML] = ticks.values.map { value in
            let place = y(value)
            let label = ChartText(anchor: .end).at(left - 6, place + 4.5, TextFit.fitted(Self.axisText(value, ticks, chart), left - 6))
            return #"<path class="\#(value == 0 ? "c-axis" : "c-grid")" d="M\#(left.place) \#(place.place)H\#(right.place)"/>\#(label)"#
        }
        return lines.joined()
    }

    private var band: HTML {
        guard let band = chart.band else { return .empty }
        let runs = Runs.of(chart.periods.count) { index -> (Double, Double)? in
            guard let low = band.low.drawable(index), let high = band.high.drawable(index) else { return nil }
            return (min(low, high), max(low, high))
        }
        let shapes: [HTML] = runs.map { run in
            let points =
                run.map { "\(x(Double($0.index)).place),\(y($0.value.1).place)" }
                + run.reversed().map { "\(x(Double($0.index)).place),\(y($0.value.0).place)" }
            return #"<polygon class="c-band" points="\#(points.joined(separator: " "))"/>"#
        }
        return shapes.joined()
    }

    private var lines: HTML {
        var pieces: [HTML] = []
        if let target = chart.target {
            pieces.append(#"<path class="c-target" d="M\#(left.place) \#(y(target.value).place)H\#(right.place)"/>"#)
        }
        // The main line last, so that it lies on top.
        for index in chart.series.indices.reversed() {
            let values = chart.series[index].values
            let runs = Runs.of(chart.periods.count) { values.drawable($0) }
            for run in runs {
                let points = run.map { "\(x(Double($0.index)).place),\(y($0.value).place)" }.joined(separator: " ")
                pieces.append(#"<polyline class="\#(chart.styleClass(index))" points="\#(points)"/>"#)
            }
            // The end of the main line, and every value that stands alone: a line of one point cannot be seen.
            let dots = runs.filter { $0.count == 1 }.compactMap(\.first) + (index == 0 ? [runs.last?.last].compactMap { $0 } : [])
            for dot in dots {
                pieces.append(#"<circle class="c-dot" cx="\#(x(Double(dot.index)).place)" cy="\#(y(dot.value).place)" r="4"/>"#)
            }
        }
        return pieces.joined()
    }

    private var ends: HTML {
        let labels = LineEnds.placed(chart, top: Self.top, bottom: Self.bottom) { y($0) }
        return labels.map { label in
            ChartText(styleClass: label.isMain ? "c-label is-strong" : "c-label").at(right + 4, label.place + 4.5, TextFit.fitted(label.name, room))
        }.joined()
    }

    /// As many names as there is room for, counted from the latest one.
    private var periods: HTML {
        let widest = min(chart.periods.map { TextFit.width($0) }.max() ?? 0, canvas.width * 0.3)
        let distance = chart.periods.count > 1 ? x(1) - x(0) : canvas.width
        let every = max(1, Int(((widest + 10) / distance).rounded(.up)))
        let last = chart.periods.count - 1
        return chart.periods.indices.filter { (last - $0).isMultiple(of: every) }.map { index in
            let name = TextFit.fitted(chart.periods[index], widest)
            let half = TextFit.width(name) / 2
            let place = min(max(x(Double(index)), half), canvas.width - half)
            return ChartText(anchor: .middle).at(place, Self.bottom + 24, name)
        }.joined()
    }
}
