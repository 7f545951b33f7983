import Markup
import Testing

@Suite struct BarTests {
    private func width(_ drawing: Drawing, _ styleClass: String) -> [Double] {
        drawing.elements.filter { $0.attributes["class"] == styleClass }.compactMap { Double($0.attributes["width"] ?? "") }
    }

    private func bars(_ bars: [BarChart.Bar], maximum: Double? = nil) -> Drawing {
        let chart = BarChart(ChartSamples.words(), bars, measure: Measure(unit: "%"), valueName: "執行率", targetName: "預定", maximum: maximum)
        return Drawing.all(in: chart.html.string)[0]
    }

    @Test func barsAreAsLongAsTheirValues() {
        let drawing = bars([.init("甲", 100), .init("乙", 50), .init("丙", 0)], maximum: 100)
        let (tracks, values) = (width(drawing, "c-track"), width(drawing, "c-bar"))
        #expect(tracks.count == 3 && values.count == 3)
        #expect(values[0] == tracks[0] && abs(values[1] - tracks[1] / 2) <= 0.1 && values[2] == 0)
        #expect(drawing.words.map(\.text).filter { $0.hasSuffix("%") } == ["100%", "50%", "0%"])
    }

    @Test func aValueBeyondTheMaximumStretchesTheScale() {
        let drawing = bars([.init("甲", 200), .init("乙", 100)], maximum: 100)
        let values = width(drawing, "c-bar")
        #expect(abs(values[0] - 2 * values[1]) <= 0.2)
    }

    @Test func aMissingValueIsSaidAndNotDrawn() {
        let drawing = bars([.init("甲", nil), .init("乙", .nan), .init("丙", 3)])
        #expect(drawing.count("c-bar") == 1)
        #expect(drawing.words.count { $0.text == "無資料" } == 2)
    }

    @Test func theNotchStandsAtTheTarget() throws {
        let drawing = bars([.init("甲", 50, target: 100), .init("乙", 50, target: 50), .init("丙", 50)], maximum: 100)
        let notches = drawing.elements.filter { $0.attributes["class"] == "c-notch" }.compactMap { Double($0.attributes["x"] ?? "") }
        let bar = try #require(drawing.elements.first { $0.attributes["class"] == "c-bar" })
        let end = (Double(bar.attributes["x"] ?? "") ?? 0) + (Double(bar.attributes["width"] ?? "") ?? 0)
        #expect(notches.count == 2)
        #expect(abs(notches[1] - (end - 1.5)) <= 0.2)
        #expect(notches[0] > notches[1])
    }

    @Test func valuesBelowZeroGoTheOtherWay() throws {
        let drawing = bars([.init("甲", 50), .init("乙", -50)])
        let places = drawing.elements.filter { $0.attributes["class"] == "c-bar" }.compactMap { Double($0.attributes["x"] ?? "") }
        let widths = width(drawing, "c-bar")
        #expect(places.count == 2 && abs(places[1] + widths[1] - places[0]) <= 0.2)
        #expect(drawing.count("c-axis") == 2)
    }

    @Test func longNamesStandAboveTheirBarsWhole() {
        let name = "臺南市政府研究發展考核委員會"
        let chart = BarChart(ChartSamples.words(), [.init(name, 3)], valueName: "x", targetName: "y")
        let narrow = Drawing.all(in: chart.html.string)[1]
        #expect(narrow.words.map(\.text).joined().contains(name))
    }

    @Test func partsAddUpAndStandApart() {
        let chart = StackedBars(
            ChartSamples.words(), parts: ["甲", "乙", "丙"], [.init("111", [50, 30, 20]), .init("112", [10, nil, 0.001])], totalName: "合計")
        let drawing = Drawing.all(in: chart.html.string)[0]
        let rects = drawing.elements.filter { $0.name == "rect" }
        #expect(rects.map { $0.attributes["class"] ?? "" } == ["c-s1", "c-s2", "c-s3", "c-s1", "c-s3"])
        let first = rects.prefix(3).map { (Double($0.attributes["x"] ?? "") ?? 0, Double($0.attributes["width"] ?? "") ?? 0) }
        for (left, right) in zip(first, first.dropFirst()) { #expect(abs(right.0 - left.0 - left.1 - 3) <= 0.2) }
        // Too small to see is still drawn.
        #expect(Double(rects[4].attributes["width"] ?? "") == 1)
        #expect(drawing.words.map(\.text).suffix(2) == ["112", "10"])
    }

    @Test func partsBelowZeroStackToTheOtherSide() {
        let chart = StackedBars(ChartSamples.words(), parts: ["增", "減"], [.init("111", [60, -40])], totalName: "淨")
        let drawing = Drawing.all(in: chart.html.string)[0]
        let rects = drawing.elements.filter { $0.name == "rect" }
        let places = rects.map { Double($0.attributes["x"] ?? "") ?? 0 }
        #expect(rects.count == 2 && places[1] < places[0])
        #expect(drawing.words.contains { $0.text == "20" })
    }
}
