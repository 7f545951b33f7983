/// The course of a value as small as a word: a line without axes, its last value a dot, the target a dotted line.
public struct Sparkline: Sendable {
    let words: ChartWords
    let name: String
    let periods: [String]
    let values: [Double?]
    let target: Double?
    let measure: Measure

    private static let size = (width: 240.0, height: 56.0)

    /// - Parameters:
    ///   - name: what is measured.
    ///   - values: one a period; nil or not finite where there is none.
    public init(_ words: ChartWords, name: String, periods: [String], values: [Double?], target: Double? = nil, measure: Measure = Measure()) {
        self.words = words
        self.name = name
        self.periods = periods
        self.values = values
        self.target = target.flatMap { $0.isFinite ? $0 : nil }
        self.measure = measure
    }

    /// The picture, for a line of text or a cell. ``table`` belongs near it.
    public var picture: HTML { figure.svg(styleClass: "yk-spark", idPart: "", width: Self.size.width, height: Self.size.height, drawing) }

    /// The numbers behind it.
    public var table: HTML { figure.table }

    private var figure: ChartFigure {
        let rows = periods.indices.map { index in (periods[index], [values.drawable(index).map(measure.text) ?? words.noValue]) }
        return ChartFigure(words: words, columns: [name], rows: rows)
    }

    private var drawing: HTML {
        let numbers = periods.indices.compactMap(values.drawable) + (target.map { [$0] } ?? [])
        guard let low = numbers.min(), let high = numbers.max() else { return .empty }
        let x = Scale(low: 0, high: Double(max(periods.count - 1, 1)), start: 5, end: Self.size.width - 5)
        // Values that are all alike run along the middle.
        let isFlat = low == high
        let y = Scale(
            low: low, high: isFlat ? low.nextUp : high, start: isFlat ? Self.size.height / 2 : Self.size.height - 6,
            end: isFlat ? Self.size.height / 2 : 6)
        var pieces: [HTML] = []
        if let target { pieces.append(#"<path class="c-target" d="M0 \#(y(target).place)H\#(Self.size.width.place)"/>"#) }
        let runs = Runs.of(periods.count) { values.drawable($0) }
        for run in runs {
            let points = run.map { "\(x(Double($0.index)).place),\(y($0.value).place)" }.joined(separator: " ")
            pieces.append(#"<polyline class="c-line" points="\#(points)"/>"#)
        }
        for dot in runs.filter({ $0.count == 1 }).compactMap(\.first) + [runs.last?.last].compactMap({ $0 }) {
            pieces.append(#"<circle class="c-dot" cx="\#(x(Double(dot.index)).place)" cy="\#(y(dot.value).place)" r="3.5"/>"#)
        }
        return pieces.joined()
    }
}
