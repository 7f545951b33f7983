/// Values side by side, each a bar from zero, with a notch where it was meant to be.
public struct BarChart: Sendable {
    public struct Bar: Sendable {
        let name: String
        let value: Double?
        let target: Double?

        /// - Parameters:
        ///   - value: nil or not finite when there is none.
        ///   - target: where the notch stands.
        public init(_ name: String, _ value: Double?, target: Double? = nil) {
            self.name = name
            self.value = value.flatMap { $0.isFinite ? $0 : nil }
            self.target = target.flatMap { $0.isFinite ? $0 : nil }
        }
    }

    let words: ChartWords
    let bars: [Bar]
    let measure: Measure
    let valueName: String
    let targetName: String
    let maximum: Double?

    /// - Parameters:
    ///   - valueName: what the bars are: 執行率.
    ///   - targetName: what the notches are: 目標.
    ///   - maximum: what a full bar is, such as 100 for shares; else the greatest number there is.
    public init(
        _ words: ChartWords, _ bars: [Bar], measure: Measure = Measure(), valueName: String, targetName: String, maximum: Double? = nil
    ) {
        self.words = words
        self.bars = bars
        self.measure = measure
        self.valueName = valueName
        self.targetName = targetName
        self.maximum = maximum.flatMap { $0.isFinite ? $0 : nil }
    }

    public var html: HTML {
        let rows = bars.map { bar in (bar.name, [said(bar.value)] + (hasTargets ? [said(bar.target)] : [])) }
        let key = ChartFigure.key(targetName, #"<rect class="c-notch" x="10" y="0" width="3" height="16"/>"#)
        let figure = ChartFigure(
            words: words, legend: hasTargets ? [key] : [], columns: [valueName] + (hasTargets ? [targetName] : []), rows: rows)
        return figure.html(height: { self.rows($0).height }, drawing)
    }

    private var hasTargets: Bool { bars.contains { $0.target != nil } }

    private func said(_ value: Double?) -> String { value.map(measure.text) ?? words.noValue }

    private func rows(_ canvas: Canvas) -> BarRows {
        BarRows(names: bars.map(\.name), values: bars.map { said($0.value) }, canvas: canvas)
    }

    private func drawing(_ canvas: Canvas) -> HTML {
        let rows = rows(canvas)
        guard !bars.isEmpty else { return rows.empty(words.noValue) }
        let numbers: [Double] = bars.compactMap(\.value) + bars.compactMap(\.target) + [maximum ?? 0, 0]
        let (low, high) = (numbers.min() ?? 0, numbers.max() ?? 0)
        // Where everything is zero, every bar is empty.
        let x = Scale(low: low, high: low == high ? 1 : high, start: rows.left, end: rows.right)
        return bars.indices.map { index in bar(bars[index], top: rows.top(index), x) + rows.labels(index) }.joined()
    }

    private func bar(_ bar: Bar, top: Double, _ x: Scale) -> HTML {
        let height = BarRows.barHeight.place
        let frame = (x.end - x.start).place
        let value: HTML? = bar.value.map { value in
            let (from, to) = (min(x(0), x(value)), max(x(0), x(value)))
            return #"<rect class="c-bar" x="\#(from.place)" y="\#(top.place)" width="\#((to - from).place)" height="\#(height)"/>"#
        }
        let notch: HTML? = bar.target.map { target in
            let place = min(max(x(target) - 1.5, x.start), x.end - 3)
            return #"<rect class="c-notch" x="\#(place.place)" y="\#((top - 3).place)" width="3" height="\#((BarRows.barHeight + 6).place)"/>"#
        }
        // Where there are values below zero, a line shows where zero is.
        let zero: HTML? = x.low < 0 ? #"<path class="c-axis" d="M\#(x(0).place) \#((top - 5).place)V\#((top + BarRows.barHeight + 5).place)"/>"# : nil
        let place = x.start.place
        let track: HTML = #"<rect class="c-track" x="\#(place)" y="\#(top.place)" width="\#(frame)" height="\#(height)"/>"#
        let outline: HTML = #"<rect class="c-outline" x="\#(place)" y="\#(top.place)" width="\#(frame)" height="\#(height)"/>"#
        return [track, value, outline, zero, notch].compactMap { $0 }.joined()
    }
}
