import Formats
import Testing

@Suite struct OutlineContentsTests {
    private let contents = "某某局施政計畫\n目　錄\n前言 ………………… 1\n壹、使命 ............ 2\n貳、願景與目標‧‧‧‧‧‧‧‧ 3\n  一、落實開放政府……12\n參、經費............15\n"

    @Test func aTableOfContentsIsNotTheBody() throws {
        let outline = try read(contents + "\u{C}前言\n本計畫四年一期。\n壹、使命\n服務。\n貳、願景與目標\n一、落實開放政府\n參、經費\n無。")
        #expect(outline.rows == ["1  前言", "1 壹 使命", "1 貳 願景與目標", "2 一 落實開放政府", "1 參 經費"])
        #expect(outline.contents.count == 6)
        #expect(outline.preamble.map(\.text) == ["某某局施政計畫"])
        #expect(outline.warnings.isEmpty)
    }

    @Test func theBodyIsHeldAgainstIt() throws {
        let outline = try read(contents + "\u{C}壹、使命\n服務。\n貳、願景與目標\n一、落實開放政府。")
        #expect(outline.warnings == [.notInBody(line: 7, title: "參 經費")])
    }

    @Test func amountsAtTheEndOfLinesAreNone() throws {
        #expect(try read("一、人事費 100\n二、業務費 200\n三、設備費 300").rows.count == 3)
    }
}
