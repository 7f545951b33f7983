import Formats
import Testing

@Suite struct OutlineFurnitureTests {
    @Test(arguments: ["- 3 -", "－３－", "第 3 頁", "第3頁，共10頁", "第 3 頁/共 10 頁", "Page 3 of 10", "~3~", "3", "3/93"])
    func pageNumbersBetweenPagesAreRemoved(_ page: String) throws {
        let outline = try read("一、這是一個很長的段落在此折\n\n\(page)\n\n\u{C}行並且繼續。\n二、乙。")
        #expect(outline.furniture.map(\.text) == [page])
        #expect(outline.nodes.map(\.text) == ["這是一個很長的段落在此折行並且繼續。", "乙。"])
    }

    @Test func aNumberThatTheSentenceNeedsStays() throws {
        let outline = try read("一、機關公務人員每年達成學習時數\n20\n小時以上，並列入考核之參據辦理。\n二、乙。")
        #expect(outline.furniture.isEmpty)
        #expect(outline.nodes[0].title == "機關公務人員每年達成學習時數20小時以上，並列入考核之參據辦理")
        #expect(outline.warnings == [.numberKept(line: 2, text: "20")])
    }

    @Test func pageNumbersCountOn() throws {
        let outline = try read("一、甲甲甲。\n1\n二、乙乙乙乙乙乙乙乙乙乙\n2\n乙乙。\n三、丙丙\n4\n5\n")
        #expect(outline.furniture.map(\.text) == ["1", "2", "5"])
        #expect(outline.warnings == [.numberKept(line: 7, text: "4")])
    }

    @Test(arguments: ["3 月", "第 3 條", "3.5", "-3", "10/3", "12345", "3 -"]) func isNoPageNumber(_ line: String) throws {
        #expect(try read("一、甲。\n\n\n\(line)\n\n\n二、乙。").furniture.isEmpty)
    }
}
