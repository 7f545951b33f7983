import Markup
import Testing

@Suite struct LineChartTests {
    private let months = (1...6).map { "\($0)月" }

    private func wide(_ chart: LineChart) -> Drawing { Drawing.all(in: chart.html.string)[0] }

    private func chart(_ values: [Double?], band: LineChart.Band? = nil, target: (name: String, value: Double)? = nil) -> LineChart {
        LineChart(ChartSamples.words(), periods: months, series: [.init("實際", values)], measure: Measure(unit: "%"), band: band, target: target)
    }

    @Test func aLineHasAPointForEveryValue() {
        let drawing = wide(chart([10, 20, 30, 40, 50, 60]))
        let lines = drawing.elements.filter { $0.name == "polyline" }
        #expect(lines.count == 1)
        let points = (lines.first?.attributes["points"] ?? "").split(separator: " ")
        #expect(points.count == 6)
        // Rising values rise: y grows downwards.
        let heights = points.compactMap { $0.split(separator: ",").last.flatMap { Double($0) } }
        #expect(heights.count == 6 && heights == heights.sorted(by: >))
    }

    @Test func aMissingValueIsAGapAndALoneValueADot() {
        let drawing = wide(chart([10, 20, nil, 40, .nan, 60]))
        #expect(drawing.elements.count { $0.name == "polyline" } == 3)
        // 40 and 60 stand alone; 60 is the end of the line as well.
        #expect(Set(drawing.elements.filter { $0.name == "circle" }.map { $0.attributes["cx"] ?? "" }).count == 2)
    }

    @Test func theBandIsDrawnWhereBothEndsAreKnown() {
        let band = LineChart.Band("範圍", low: [1, 2, nil, 4, 5, 6], high: [2, 3, 4, 5, nil, 7])
        let drawing = wide(chart([1, 2, 3, 4, 5, 6], band: band))
        let shapes = drawing.elements.filter { $0.attributes["class"] == "c-band" }
        #expect(shapes.map { ($0.attributes["points"] ?? "").split(separator: " ").count } == [4, 2, 2])
        let html = chart([1, 2, 3, 4, 5, 6], band: band).html.string
        #expect(html.contains("範圍 ↓") && html.contains("範圍 ↑"))
        #expect(html.contains(#"<rect class="c-band" x="1" y="2" width="22" height="12"/></svg>範圍</li>"#))
    }

    @Test func theTargetIsALineWithItsNameAndValue() {
        let drawing = wide(chart([10, 20, 30, 40, 50, 60], target: ("目標", 55)))
        #expect(drawing.count("c-target") == 1)
        #expect(drawing.words.contains { $0.text == "目標 55%" })
    }

    @Test func linesThatEndTogetherHaveNamesApart() {
        let chart = LineChart(
            ChartSamples.words(), periods: ["1", "2"],
            series: [.init("甲", [1, 5]), .init("乙", [2, 5]), .init("丙", [3, 5.01]), .init("丁", [0, 4.99]), .init("戊", [0, 0])])
        for drawing in Drawing.all(in: chart.html.string) {
            let places = drawing.words.filter { "甲乙丙丁戊".contains($0.text) }.compactMap { Double($0.attributes["y"] ?? "") }.sorted()
            #expect(places.count == 5)
            for (upper, lower) in zip(places, places.dropFirst()) { #expect(lower - upper >= 16.9) }
        }
    }

    @Test func everySeriesLooksDifferent() {
        let chart = LineChart(
            ChartSamples.words(), periods: ["1", "2"],
            series: [.init("a", [1, 2]), .init("b", [1, 3], isPlan: true), .init("c", [1, 4]), .init("d", [1, 5]), .init("e", [1, 6])])
        let classes = wide(chart).elements.filter { $0.name == "polyline" }.compactMap { $0.attributes["class"] }
        #expect(Set(classes) == ["c-line", "c-plan", "c-line c-s2", "c-line c-s3", "c-line c-s4"])
    }

    @Test func periodsAreNamedAsOftenAsThereIsRoom() {
        let many = LineChart(ChartSamples.words(), periods: (1...120).map { "\($0)年" }, series: [.init("甲", (1...120).map { Double($0) })])
        for drawing in Drawing.all(in: many.html.string) {
            let named = drawing.words.filter { $0.text.hasSuffix("年") }
            let places = named.compactMap { Double($0.attributes["x"] ?? "") }
            #expect((3...20).contains(named.count))
            #expect(named.last?.text == "120年")
            for (left, right) in zip(places, places.dropFirst()) { #expect(right - left >= 40) }
        }
    }

    @Test func aNameThatIsCutStandsWholeInTheLegend() {
        let chart = LineChart(ChartSamples.words(), periods: ["1", "2"], series: [.init("公文線上簽核比率（不含密件及人事令）", [1, 2])])
        #expect(chart.html.string.contains(#"<path class="c-line" d="M0 8H24"/></svg>公文線上簽核比率（不含密件及人事令）</li>"#))
        let short = LineChart(ChartSamples.words(), periods: ["1", "2"], series: [.init("比率", [1, 2])])
        #expect(!short.html.string.contains("yk-legend"))
    }

    @Test func nothingToDrawIsSaid() {
        for chart in [chart([]), chart([nil, .nan]), LineChart(ChartSamples.words(), periods: [], series: [])] {
            let drawing = wide(chart)
            #expect(drawing.words.map(\.text) == ["無資料"])
            #expect(drawing.count("c-line") == 0)
        }
    }
}
