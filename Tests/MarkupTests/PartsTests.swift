import Markup
import Testing

@Suite struct PartsTests {
    @Test(arguments: Light.allCases) func aLightIsColourShapeAndWord(_ light: Light) {
        for isChip in [false, true] {
            let html = light.html(word: "如<期", colour: "綠燈", isChip: isChip).string
            let tokens = Tokenizer.tokens(html)
            let outer = tokens.compactMap { token -> String? in if case .open("span", let a) = token { a["class"] } else { nil } }.first ?? ""
            #expect(outer.split(separator: " ").contains("is-\(light.rawValue)"))
            #expect(outer.contains("is-chip") == isChip)
            #expect(tokens.contains(.open("use", ["href": "/assets/icons.svg#l-\(light.rawValue)"])))
            #expect(tokens.contains(.text("綠燈：")) && tokens.contains(.text("如<期")))
        }
    }

    @Test func everyLightHasItsOwnShape() {
        #expect(Set(Light.allCases.map(\.shape.string)).count == Light.allCases.count)
    }

    @Test func aTableNamesItsColumnsInEveryCell() {
        let table = DataTable(
            caption: "目標 & 實績", columns: [.init("月"), .init("值", isNumber: true)], rows: [["1月", #"<b>3</b>"#], ["2月", HTML(text: "<")]])
        let tokens = Tokenizer.tokens(table.html.string)
        #expect(tokens.contains(.text("目標 & 實績")))
        #expect(tokens.contains(.open("th", ["scope": "col", "role": "columnheader", "class": "n"])))
        #expect(tokens.filter { $0 == .open("th", ["scope": "row", "role": "rowheader", "data-label": "月", "class": ""]) }.count == 2)
        #expect(tokens.filter { $0 == .open("td", ["role": "cell", "data-label": "值", "class": "n"]) }.count == 2)
        #expect(tokens.filter { $0 == .open("tr", ["role": "row"]) }.count == 3)
        #expect(tokens.contains(.text("<")))
    }

    @Test func aPagerLeadsForwardAndBack() {
        let both = Pager(label: "頁", first: ("第一頁", "/plans"), next: ("下一頁", "/plans?after=x")).html.string
        #expect(both.contains(#"<nav aria-label="頁">"#))
        #expect(both.contains(#"<a class="page-link" href="/plans">第一頁</a>"#))
        #expect(both.contains(#"<a class="page-link" rel="next" href="/plans?after=x">下一頁</a>"#))
        let last = Pager(label: "頁", first: ("第一頁", "/plans"), next: nil).html.string
        #expect(!last.contains("rel=\"next\"") && last.contains("第一頁"))
        #expect(Pager(label: "頁", first: nil, next: nil).html.isEmpty)
    }

    @Test func crumbsEndAtThisPage() {
        let tokens = Tokenizer.tokens(Crumbs(label: "位置", steps: [("首頁", "/"), ("<計畫>", nil)]).html.string)
        #expect(tokens.contains(.open("nav", ["class": "yk-crumbs", "aria-label": "位置"])))
        #expect(tokens.contains(.open("a", ["href": "/"])))
        #expect(tokens.contains(.open("li", ["class": "breadcrumb-item active", "aria-current": "page"])))
        #expect(tokens.contains(.text("<計畫>")))
        #expect(tokens.filter { $0 == .close("li") }.count == 2)
    }

    @Test func noticesThatMatterInterrupt() {
        for (notice, role) in [(Notice.info, "status"), (.ok, "status"), (.warn, "alert"), (.bad, "alert")] {
            let tokens = Tokenizer.tokens(notice.html("<p>x</p>").string)
            #expect(tokens.first == .open("div", ["class": "yk-notice is-\(notice.rawValue)", "role": role]))
            #expect(tokens.contains { if case .open("use", _) = $0 { true } else { false } })
        }
    }

    @Test func anEmptyListSaysWhyAndWhatToDo() {
        let html = EmptyState(title: "還沒有", text: "<計畫>", action: #"<a href="/">x</a>"#).html.string
        #expect(html.contains(#"<h2 class="h3">還沒有</h2><p>&lt;計畫&gt;</p><a href="/">x</a>"#))
        #expect(!EmptyState(title: "還沒有", text: "x").html.string.contains("<a "))
    }
}
