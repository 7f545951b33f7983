import Formats
import Testing

@Suite struct OutlineRefusalTests {
    @Test func numbersInTextAreNoHeadings() throws {
        let outline = try Outline(reading: sample("numbers-in-text"))
        #expect(outline.rows == ["1 一 經費", "1 二 時程", "1 三 結語"])
        #expect(outline.preamble == [.init(text: "某某局年度工作報告", line: 1)])
        #expect(outline.leftovers.isEmpty)
        #expect(
            outline.warnings == [
                .insideSentence(line: 8, marker: "三、"), .insideSentence(line: 11, marker: "二、"), .notInSeries(line: 17, marker: "四、", expected: 3),
            ])
    }

    @Test func aNumberThatComesTooEarlyIsText() throws {
        let outline = try read("1. 甲。\n2. 乙。\n4. 丁。\n3. 丙。")
        #expect(outline.rows == ["1 1 甲", "1 2 乙", "1 3 丙"])
        #expect(outline.nodes[1].text == "乙。\n4. 丁。")
        #expect(outline.warnings == [.notInSeries(line: 3, marker: "4.", expected: 3)])
        #expect(outline.warnings[0].message(.chinese) == "第 3 行「4.」未接續編號（應為第 3 項），視為內文。")
        #expect(outline.warnings[0].message(.english) == "Line 3: 4. does not continue its series (3 would); taken as text.")
    }

    @Test func aDateMayFollowANumber() throws {
        #expect(try read("1. 111.10.9 開工\n2. 112. 3. 5 完工").rows == ["1 1 111.10.9 開工", "1 2 112. 3. 5 完工"])
    }

    @Test func anExcerptMayBeginLate() throws {
        let outline = try read("肆、文化\n一、成果\n伍、交通")
        #expect(outline.rows == ["1 肆 文化", "2 一 成果", "1 伍 交通"])
        #expect(outline.warnings == [.startsLate(line: 1, marker: "肆、")])
    }

    @Test(arguments: ["1.5 億元", "111.10.9", "111. 10. 9", "2.0 版", "第 3 條", "1999、市民專線", "（一", "一 甲", "1) 甲", "(AD)甲", "十全十美", "①②"])
    func isNoHeading(_ line: String) throws {
        let outline = try read("前言\n\(line)")
        #expect(outline.nodes.isEmpty || line == "①②")
    }
}
