import Markup
import Testing

/// What is true of every chart, whatever it shows.
@Suite struct ChartTests {
    @Test func everyDrawingHasTitleDescriptionAndRole() {
        for (kind, html) in ChartSamples.all([12, 18, 25]) {
            let drawings = Drawing.all(in: html.string)
            #expect(drawings.count == (kind == "gauge" || kind == "spark" ? 1 : 2), "\(kind)")
            for drawing in drawings {
                #expect(drawing.attributes["role"] == "img")
                let ids = (drawing.attributes["aria-labelledby"] ?? "").split(separator: " ").map(String.init)
                #expect(ids.map { drawing.titles[$0] } == ["執行率 <1>", "從 12% 到 76%"], "\(kind)")
                #expect(drawing.elements.prefix(2).map(\.name) == ["title", "desc"])
            }
        }
    }

    @Test func aDrawingForEveryWidth() {
        for (kind, html) in ChartSamples.all([12, 18, 25]) where kind != "gauge" && kind != "spark" {
            let drawings = Drawing.all(in: html.string)
            #expect(drawings.map { $0.attributes["class"] } == ["wide", "narrow"], "\(kind)")
            #expect(drawings.map(\.size.width) == [736, 358], "\(kind)")
        }
    }

    @Test func idsAreUniqueOnAPage() {
        let page = (ChartSamples.all([1, 2], id: "a") + ChartSamples.all([1, 2], id: "b")).map(\.html.string).joined()
        let ids = Tokenizer.tokens(page).compactMap { token -> String? in if case .open(_, let attributes) = token { attributes["id"] } else { nil } }
        #expect(ids.count == 40)
        #expect(Set(ids).count == ids.count)
        #expect(ids.allSatisfy { $0.hasPrefix("a-") || $0.hasPrefix("b-") })
    }

    @Test func theTableFollowsTheFigureAndHoldsEveryNumber() throws {
        for (kind, html) in ChartSamples.all([12, nil, 25.5]) {
            let tokens = Tokenizer.tokens(html.string)
            let details = try #require(tokens.firstIndex(of: .open("details", ["class": "yk-data"])), "\(kind)")
            if kind != "spark" {
                let figure = try #require(tokens.firstIndex(of: .close("figure")))
                #expect(figure < details)
                #expect(tokens.contains(.text("來源：")) && tokens.contains(.open("a", ["href": "/x"])))
            }
            #expect(tokens[(details + 1)...].prefix(2) == [.open("summary", [:]), .text("看數字")])
            let words = tokens[details...].compactMap { if case .text(let text) = $0 { text } else { nil } }
            #expect(words.contains { $0.hasPrefix("12") }, "\(kind)")
            if kind != "gauge" { #expect(words.contains("無資料"), "\(kind)") }
            // As many cells as columns in every row.
            let columns = tokens.count { if case .open("th", let attributes) = $0 { attributes["scope"] == "col" } else { false } }
            let rows = tokens.count { if case .open("th", let attributes) = $0 { attributes["scope"] == "row" } else { false } }
            let cells = tokens.count { if case .open("td", _) = $0 { true } else { false } }
            #expect(cells == rows * (columns - 1), "\(kind)")
            #expect(rows == (kind == "gauge" ? 1 : 3), "\(kind)")
        }
    }

    @Test(arguments: ChartSamples.valueLists.indices, ["甲", ChartSamples.long]) func everythingIsDrawnInsideItsFrame(_ index: Int, _ name: String) {
        let list = ChartSamples.valueLists[index]
        for (kind, html) in ChartSamples.all(list.values, name: name) {
            for drawing in Drawing.all(in: html.string) {
                let (width, height) = drawing.size
                #expect(width > 0 && height > 0)
                for point in drawing.points {
                    let isInside = (-0.5...width + 0.5).contains(point.x) && (-0.5...height + 0.5).contains(point.y)
                    #expect(isInside, "\(kind), \(list.name), \(name.prefix(3)): \(point) in \(width) × \(height)")
                }
            }
        }
    }

    @Test func nothingButClassesDecidesTheLook() {
        for list in ChartSamples.valueLists {
            for (kind, html) in ChartSamples.all(list.values) {
                for case .open(_, let attributes) in Tokenizer.tokens(html.string) {
                    let refused = attributes.keys.filter { ["style", "fill", "stroke", "color", "font-size"].contains($0) || $0.hasPrefix("on") }
                    #expect(refused.isEmpty, "\(kind), \(list.name)")
                }
            }
        }
    }

    @Test func namesAreEscaped() {
        for (kind, html) in ChartSamples.all([1, 2], name: "<b>&\"'") {
            let opened = Tokenizer.tokens(html.string).contains { if case .open("b", _) = $0 { true } else { false } }
            #expect(!opened, "\(kind)")
        }
    }
}
