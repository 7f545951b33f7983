import Formats
import Testing

/// Numbers that do not simply go on.
@Suite struct OutlineDoubtTests {
    @Test func aHeadingWhoseNumberWasLostIsAGap() throws {
        let outline = try read("壹、使命\n服務市民。\n\n願景\n一、甲。\n二、乙。\n參、施政重點\n一、丙。\n肆、目標")
        #expect(outline.rows == ["1 壹 使命", "2 一 甲", "2 二 乙", "1 參 施政重點", "2 一 丙", "1 肆 目標"])
        #expect(outline.warnings == [.gap(line: 7, marker: "參、", expected: 2, lost: 4)])
        #expect(outline.warnings[0].message(.chinese) == "第 7 行「參、」之前少了第 2 項；第 4 行可能是它的標題，只是沒有編號。")
    }

    @Test func aRepeatedNumberIsAHeading() throws {
        let outline = try read("一、甲。\n二、乙。\n二、丙。\n三、丁。")
        #expect(outline.rows == ["1 一 甲", "1 二 乙", "1 二 丙", "1 三 丁"])
        #expect(outline.warnings == [.repeated(line: 3, marker: "二、")])
    }

    @Test func exchangedNumbersAreHeadings() throws {
        let outline = try read("1. 甲。\n2. 乙。\n4. 丁。\n3. 丙。\n5. 戊。")
        #expect(outline.rows == ["1 1 甲", "1 2 乙", "1 4 丁", "1 3 丙", "1 5 戊"])
        #expect(outline.warnings == [.outOfOrder(line: 3, marker: "4.", expected: 3), .outOfOrder(line: 4, marker: "3.", expected: 5)])
    }

    @Test func aSeriesMayBeginAgain() throws {
        let outline = try read("一、甲。\n二、乙。\n第二場\n一、丙。\n二、丁。\n三、戊。")
        #expect(outline.rows == ["1 一 甲", "1 二 乙", "1 一 丙", "1 二 丁", "1 三 戊"])
        #expect(outline.warnings == [.restarts(line: 4, marker: "一、", after: 2)])
    }

    @Test func aSeriesOfTheSameKindMayStandInside() throws {
        let outline = try read("一、甲。\n二、乙如下：\n一、丙。\n二、丁。\n三、戊。\n三、己。\n四、庚。")
        #expect(outline.rows.map { $0.first } == ["1", "1", "2", "2", "2", "1", "1"])
    }

    @Test func anInsertedNumberStandsBesideItsBase() throws {
        let outline = try read("參、甲\n肆、乙\n肆之一、丙\n一、丁\n伍、戊")
        #expect(outline.rows == ["1 參 甲", "1 肆 乙", "1 肆之一 丙", "2 一 丁", "1 伍 戊"])
    }

    @Test func lettersStemsAndEnclosedNumbersAreSystems() throws {
        let outline = try read("甲、子\nA. 丑\na. 寅\nb. 卯\nB. 辰\n㈠巳\n㈡午\n⑴未\n⑵申\n乙、酉")
        #expect(
            outline.rows == [
                "1 甲 子", "2 A 丑", "3 a 寅", "3 b 卯", "2 B 辰", "3 ㈠ 巳", "3 ㈡ 午", "4 ⑴ 未", "4 ⑵ 申", "1 乙 酉",
            ])
        // An initial is no heading.
        #expect(try read("一、作者\nA. Smith 等人。\n二、結語").rows == ["1 一 作者", "1 二 結語"])
    }

    @Test func chaptersAndSectionsAreSystems() throws {
        let outline = try read("第一章 緒論\n第一節 背景\n一、甲。\n第二節 目的\n第二章　方法\n第一節　設計\n第三章之規定另定之。")
        #expect(outline.rows == ["1 第一章 緒論", "2 第一節 背景", "3 一 甲", "2 第二節 目的", "1 第二章 方法", "2 第一節 設計"])
    }

    @Test func appendicesStandBesideTheChapters() throws {
        let outline = try read("壹、甲\n一、乙\n附表一 本年度經費\n二、丙\n附件一：明細表\n一、丁\n二、戊\n附件二\n附件一所列各項，\n應詳實填寫。")
        #expect(
            outline.allNodes.map { "\($0.level) \($0.kind) \($0.label) \($0.title)" } == [
                "1 heading 壹 甲", "2 heading 一 乙", "3 appendix 附表一 本年度經費", "2 heading 二 丙", "1 appendix 附件一 明細表", "2 heading 一 丁",
                "2 heading 二 戊", "1 appendix 附件二 附件一所列各項，應詳實填寫",
            ] || outline.allNodes.last?.text.contains("附件一所列各項") == true)
        #expect(outline.allNodes.filter { $0.kind == .appendix }.map(\.level) == [3, 1, 1])
    }
}
