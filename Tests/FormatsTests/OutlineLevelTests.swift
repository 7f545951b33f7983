import Formats
import Testing

@Suite struct OutlineLevelTests {
    @Test func everySystemNestsAsItFirstAppears() throws {
        let outline = try Outline(reading: sample("all-systems"))
        #expect(
            outline.rows == [
                "1 １ 全形數字為第一層", "2 壹 第二層", "3 一 第三層", "4 一 第四層", "4 二 半形與全形括號是同一層", "5 1 第五層", "5 ２ 全形", "6 ① 第六層", "6 ② 又一項",
                "5 3 回到第五層", "3 二 回到第三層", "4 一 新的第四層", "2 貳 回到第二層", "1 ２ 回到第一層",
            ])
        #expect(outline.warnings.isEmpty)
    }

    @Test func levelsAreNotRanks() throws {
        #expect(try read("(1)甲\n壹、乙\n1.丙\n一、丁\n(2)戊").rows == ["1 1 甲", "2 壹 乙", "3 1 丙", "4 一 丁", "1 2 戊"])
    }

    @Test func dotAndCommaAreOneSystemUnlessTheyNest() throws {
        #expect(try read("1. 甲\n2、乙\n３、丙").rows == ["1 1 甲", "1 2 乙", "1 ３ 丙"])
        #expect(try read("1、甲\n1. 子\n2. 丑\n2、乙\n1. 寅").rows == ["1 1 甲", "2 1 子", "2 2 丑", "1 2 乙", "2 1 寅"])
    }

    @Test func aSeriesThatFirstStoodInsideEndsBeforeTheOuterOne() throws {
        #expect(
            try read("壹、甲\n一、乙\n(一)丙\n貳、丁\n(一)戊\n(二)己\n一、庚").rows
                == ["1 壹 甲", "2 一 乙", "3 一 丙", "1 貳 丁", "2 一 戊", "2 二 己", "2 一 庚"])
    }

    @Test func numbersGoToNinetyNine() throws {
        let text = (1...99).compactMap { ChineseNumeral.text($0, .ordinary) }.map { "\($0)、項目" }.joined(separator: "\n")
        let outline = try read(text)
        #expect(outline.nodes.count == 99)
        #expect(outline.nodes[22].marker == "二十三、")
        #expect(outline.warnings.isEmpty)
    }

    @Test func blanksMayStandInAndAroundAMarker() throws {
        #expect(try read("　一 、 甲\n （ 一 ） 乙\n\t( 二 )丙").rows == ["1 一 甲", "2 一 乙", "2 二 丙"])
    }

    @Test func aMarkerMayStandAloneOnItsLine() throws {
        #expect(try read("一、\n使命\n二、\n願景").rows == ["1 一 使命", "1 二 願景"])
    }
}
