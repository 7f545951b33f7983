/// Totals and what they are made of. Parts below zero are stacked to the other side of it.
public struct StackedBars: Sendable {
    public struct Bar: Sendable {
        let name: String
        let values: [Double?]

        /// - Parameter values: one a part; nil or not finite where there is none.
        public init(_ name: String, _ values: [Double?]) {
            self.name = name
            self.values = values
        }
    }

    let words: ChartWords
    let parts: [String]
    let bars: [Bar]
    let measure: Measure
    let totalName: String

    /// Neighbours stand this far apart, so that the edge of each shows.
    private static let gap = 3.0

    /// - Parameters:
    ///   - parts: their names. Four look different; more repeat the looks.
    ///   - totalName: what the numbers after the bars are: 合計.
    public init(_ words: ChartWords, parts: [String], _ bars: [Bar], measure: Measure = Measure(), totalName: String) {
        self.words = words
        self.parts = parts
        self.bars = bars
        self.measure = measure
        self.totalName = totalName
    }

    public var html: HTML {
        let rows = bars.map { bar in (bar.name, parts.indices.map { said(bar.values.drawable($0)) } + [said(total(bar))]) }
        let keys = parts.indices.map { index in
            ChartFigure.key(parts[index], #"<rect class="\#(Self.styleClass(index))" x="1" y="2" width="22" height="12"/>"#)
        }
        let figure = ChartFigure(words: words, legend: keys, columns: parts + [totalName], rows: rows)
        return figure.html(height: { self.rows($0).height }, drawing)
    }

    private static func styleClass(_ index: Int) -> String { "c-s\(index % 4 + 1)" }

    private func said(_ value: Double?) -> String { value.map(measure.text) ?? words.noValue }

    private func known(_ bar: Bar) -> [Double] { parts.indices.compactMap(bar.values.drawable) }

    private func total(_ bar: Bar) -> Double? {
        let known = known(bar)
        return known.isEmpty ? nil : known.reduce(0, +)
    }

    private func rows(_ canvas: Canvas) -> BarRows {
        BarRows(names: bars.map(\.name), values: bars.map { said(total($0)) }, canvas: canvas)
    }

    private func drawing(_ canvas: Canvas) -> HTML {
        let rows = rows(canvas)
        guard !bars.isEmpty else { return rows.empty(words.noValue) }
        let high = bars.map { known($0).filter { $0 > 0 }.reduce(0, +) }.max() ?? 0
        let low = bars.map { known($0).filter { $0 < 0 }.reduce(0, +) }.min() ?? 0
        let limit = Double.greatestFiniteMagnitude
        let x = Scale(low: max(low, -limit), high: low == high ? 1 : min(high, limit), start: rows.left, end: rows.right)
        return bars.indices.map { index in segments(bars[index], top: rows.top(index), x) + rows.labels(index) }.joined()
    }

    private func segments(_ bar: Bar, top: Double, _ x: Scale) -> HTML {
        var above = 0.0
        var below = 0.0
        var pieces: [HTML] = []
        for index in parts.indices {
            guard let value = bar.values.drawable(index), value != 0 else { continue }
            let start = value > 0 ? above : below
            if value > 0 { above += value } else { below += value }
            let (from, to) = (min(x(start), x(start + value)), max(x(start), x(start + value)))
            // A part too small for its gap is still there.
            let width = min(max(to - from - Self.gap, 1), x.end - from)
            pieces.append(
                #"""
                <rect class="\#(Self.styleClass(index))" x="\#(from.place)" y="\#(top.place)" width="\#(width.place)" height="\#(BarRows.barHeight.place)"/>
                """#)
        }
        if x.low < 0 {
            pieces.append(#"<path class="c-axis" d="M\#((x(0) - 1.5).place) \#((top - 5).place)V\#((top + BarRows.barHeight + 5).place)"/>"#)
        }
        return pieces.joined()
    }
}
