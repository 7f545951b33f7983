#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// How much of a whole is reached: half a circle, the number inside, and a mark at the target. One drawing serves every screen, for it is as
/// small as a phone.
public struct Gauge: Sendable {
    let words: ChartWords
    let name: String
    let value: Double?
    let target: (name: String, value: Double)?
    let range: ClosedRange<Double>
    let measure: Measure

    private static let centre = (x: 130.0, y: 140.0)
    private static let radius = 100.0

    /// - Parameters:
    ///   - name: what is measured: 達成率.
    ///   - value: nil or not finite when there is none.
    ///   - range: what the ends of the half circle stand for. A value beyond it fills the circle; the number inside is the true one.
    public init(
        _ words: ChartWords, name: String, value: Double?, target: (name: String, value: Double)? = nil, range: ClosedRange<Double> = 0...100,
        measure: Measure = Measure(unit: "%")
    ) {
        self.words = words
        self.name = name
        self.value = value.flatMap { $0.isFinite ? $0 : nil }
        self.target = target.flatMap { $0.value.isFinite ? $0 : nil }
        self.range = range
        self.measure = measure
    }

    public var html: HTML {
        let key = target.map { ChartFigure.key("\($0.name) \(measure.text($0.value))", #"<path class="c-mark" d="M12 0V16"/>"#) }
        let cells = [value.map(measure.text) ?? words.noValue] + (target.map { [measure.text($0.value)] } ?? [])
        let figure = ChartFigure(
            words: words, legend: key.map { [$0] } ?? [], columns: [name] + (target.map { [$0.name] } ?? []), rows: [(words.title, cells)])
        return figure.html(styleClass: "is-gauge", width: 260, height: 180, drawing)
    }

    private var drawing: HTML {
        let track: HTML = #"<path class="c-arc" d="\#(arc(to: 1))"/>"#
        let reached = value.map(share) ?? 0
        let actual: HTML? = reached > 0 ? #"<path class="c-arc is-actual" d="\#(arc(to: reached))"/>"# : nil
        let mark: HTML? = target.map { target in
            let (inner, outer) = (point(share(target.value), 88), point(share(target.value), 112))
            return #"<path class="c-mark" d="M\#(inner)L\#(outer)"/>"#
        }
        let middle = ChartText(styleClass: "c-gauge-value", anchor: .middle).at(130, 130, value.map(measure.number) ?? "–")
        let unit = ChartText(styleClass: "c-gauge-unit", anchor: .middle).at(130, 154, value == nil ? words.noValue : measure.unit)
        let ends = ChartText(anchor: .middle)
        return [
            track, actual, mark, middle, unit, ends.at(Self.centre.x - Self.radius, 160, end(range.lowerBound)),
            ends.at(Self.centre.x + Self.radius, 160, end(range.upperBound)),
        ].compactMap { $0 }.joined()
    }

    /// Whole ends are written without the digits that the value has.
    private func end(_ value: Double) -> String { (value == value.rounded() ? Measure() : measure).number(value) }

    private func share(_ value: Double) -> Double { Scale(low: range.lowerBound, high: range.upperBound, start: 0, end: 1)(value) }

    private func arc(to share: Double) -> String {
        "M\(point(0, Self.radius))A\(Self.radius.place) \(Self.radius.place) 0 0 1 \(point(share, Self.radius))"
    }

    private func point(_ share: Double, _ radius: Double) -> String {
        let angle = Double.pi * (1 - share)
        return "\((Self.centre.x + radius * cos(angle)).place) \((Self.centre.y - radius * sin(angle)).place)"
    }
}
