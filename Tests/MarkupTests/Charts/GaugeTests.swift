import Markup
import Testing

@Suite struct GaugeTests {
    private func drawing(_ value: Double?, target: Double? = nil) -> Drawing {
        let gauge = Gauge(
            ChartSamples.words(), name: "達成率", value: value, target: target.map { ("目標", $0) }, measure: Measure(unit: "%", decimals: 1))
        return Drawing.all(in: gauge.html.string)[0]
    }

    /// The centre is at (130, 140), the radius 100: zero lies left, a half on top, the whole right.
    @Test(arguments: [(50.0, "M30 140A100 100 0 0 1 130 40"), (100, "M30 140A100 100 0 0 1 230 140"), (134, "M30 140A100 100 0 0 1 230 140")])
    func theArcEndsAtTheValue(_ value: Double, _ path: String) {
        let arcs = drawing(value).elements.filter { $0.attributes["class"] == "c-arc is-actual" }
        #expect(arcs.map { $0.attributes["d"] } == [path])
    }

    @Test(arguments: [0.0, -5]) func nothingReachedIsNoArc(_ value: Double) {
        #expect(drawing(value).count("is-actual") == 0)
    }

    @Test func theNumberInsideIsTheTrueOne() {
        #expect(drawing(134).words.contains { $0.text == "134.0" })
        #expect(drawing(91.44).words.map(\.text).prefix(2) == ["91.4", "%"])
    }

    @Test func theEndsAreNamed() {
        #expect(drawing(91.44).words.map(\.text).suffix(2) == ["0", "100"])
        let gauge = Gauge(ChartSamples.words(), name: "比", value: 1, range: 0.5...2.5, measure: Measure(decimals: 1))
        #expect(Drawing.all(in: gauge.html.string)[0].words.map(\.text).suffix(2) == ["0.5", "2.5"])
    }

    @Test func aMissingValueIsSaid() {
        for value in [nil, Double.nan, .infinity] {
            let drawing = drawing(value)
            #expect(drawing.count("is-actual") == 0)
            #expect(drawing.words.map(\.text).prefix(2) == ["–", "無資料"])
        }
    }

    @Test func theMarkCrossesTheArcAtTheTarget() {
        let marks = drawing(10, target: 50).elements.filter { $0.attributes["class"] == "c-mark" }
        #expect(marks.map { $0.attributes["d"] } == ["M130 52L130 28"])
        #expect(drawing(10).count("c-mark") == 0)
    }

    @Test func aFlatSparklineRunsAlongTheMiddle() {
        let spark = Sparkline(ChartSamples.words(), name: "值", periods: ["1", "2"], values: [3, 3])
        let lines = Drawing.all(in: spark.picture.string)[0].elements.filter { $0.name == "polyline" }
        #expect(lines.map { $0.attributes["points"] } == ["5,28 235,28"])
    }

    @Test func aSparklineGoesFromTheLowestToTheHighest() {
        let spark = Sparkline(ChartSamples.words(), name: "值", periods: ["1", "2", "3"], values: [0, nil, 10], target: 5)
        let drawing = Drawing.all(in: spark.picture.string)[0]
        #expect(drawing.elements.filter { $0.name == "polyline" }.map { $0.attributes["points"] } == ["5,50", "235,6"])
        #expect(drawing.elements.first { $0.attributes["class"] == "c-target" }?.attributes["d"] == "M0 28H240")
        #expect(drawing.count("c-dot") == 3)
    }
}
