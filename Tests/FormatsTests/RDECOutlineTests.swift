import Formats
import Testing

/// The real plan of the Tainan RDEC. Levels, titles and lines were read from the document by eye.
@Suite struct RDECOutlineTests {
    private let source: String
    private let outline: Outline

    init() throws {
        source = try rdecPlan()
        outline = try read(source)
    }

    @Test func hasItsHeadings() {
        #expect(
            outline.allNodes.filter { $0.system != .arabic }.map { "\($0.level) \($0.marker)\($0.title) \($0.line)" } == [
                "1 壹、使命 5", "1 貳、願景 13", "1 參、施政重點 21", "2 一、落實開放政府 23", "2 二、強化決策品質 27", "2 三、精進個案管理 33", "2 四、推動青年事務，打造青年溝通平台 37",
                "2 五、促進資訊流通 40", "2 六、優化市政服務 46", "1 肆、關鍵策略目標及共同性目標 52", "2 一、關鍵策略目標 54", "3 (一)提升政府策略思維能力 56",
                "3 (二)策訂施政目標，滾動修正政計畫並檢討成果 74", "3 (三)提升管考效能，落實對市民的承諾 86", "3 (四)促進資訊流通，便捷網路服務 94", "3 (五)精進服務效能，提升為民服務品質 158",
                "2 二、共同性目標 170", "3 （一）提升人力資源素質，落實終身學習觀念 172", "3 （二）提高預算執行力 178",
            ])
    }

    @Test func hasItsWorkItems() {
        let goals = outline.nodes[3].children[0].children
        #expect(goals.map { $0.children.map(\.number) } == [[1, 2, 3, 4], [1, 2, 3], [1, 2], Array(1...12), [1, 2, 3]])
        #expect(goals[1].children[0].title == "強化施政願景規劃及施政目標之策定，滾動編修未來 4 年的中程施政計畫，讓施政方向更符合市民期待")
        #expect(goals[3].children[10].title == "配合行政院之「強化政府基層機關資安防護及區域聯防計畫」辦理")
        #expect(
            goals[3].children[10].text
                == "配合行政院之「強化政府基層機關資安防護及區域聯防計畫」辦理：維護 ISAC 區域聯防情資分享機制、資安防禦縱深資安健診、網域目錄(AD)、政府組態安全性設定(GCB)、建置資訊資源向上集中及弱點修補系統(VANS)。")
        #expect(goals[3].children[3].text == "建置便民服務 E 化系統，便利民眾查詢及應用。")
    }

    @Test func hasOnePageNumberAndNothingLeftOver() {
        #expect(outline.preamble.map(\.text) == ["臺南市政府研究發展考核委員會中程施政計畫", "（111 年度至 114 年度）"])
        #expect(outline.furniture.map(\.text) == ["3"])
        #expect(outline.leftovers.isEmpty)
        #expect(outline.warnings.isEmpty)
    }

    /// The same document as other programs would have saved it.
    @Test(arguments: ["without empty lines", "CRLF", "with byte order mark", "indented", "with pages"]) func isTheSameInOtherForms(_ form: String)
        throws
    {
        let lines = source.split(separator: "\n", omittingEmptySubsequences: false)
        let changed =
            switch form {
            case "without empty lines": lines.filter { $0.contains { !$0.isWhitespace } }.joined(separator: "\n")
            case "CRLF": lines.joined(separator: "\r\n")
            case "with byte order mark": "\u{FEFF}" + source
            case "indented": lines.map { "\u{3000}" + $0 }.joined(separator: "\n")
            default: source.replacing("\n3 \n", with: "\n- 3 -\n\u{C}")
            }
        let outline = try read(changed)
        #expect(outline.allNodes.count == 43)
        #expect(outline.allNodes.map { $0.text } == self.outline.allNodes.map { $0.text })
        #expect(outline.furniture.count == 1)
        #expect(outline.warnings.isEmpty)
    }
}
