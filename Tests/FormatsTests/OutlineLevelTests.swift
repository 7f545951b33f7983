import Formats
import Foundation
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

    @Test func aNumberThatDoesNotContinueIsText() throws {
        let outline = try read("1. 甲。\n2. 乙。\n4. 丁。\n3. 丙。\n1. 又。")
        #expect(outline.rows == ["1 1 甲", "1 2 乙", "1 3 丙"])
        #expect(outline.nodes[1].text == "乙。\n4. 丁。")
        #expect(outline.warnings == [.notInSeries(line: 3, marker: "4.", expected: 3), .notInSeries(line: 5, marker: "1.", expected: 4)])
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

@Suite struct OutlineTextTests {
    @Test func wrappedLinesAreJoined() throws {
        let text = """
            一、建置便民服務 E 化系統，便利民眾以 Open
            Data 查詢及應用，並提供市民現代化之服務
            二、願景
            本局以市民為念，致力於提供優質之公共服
            務，並以 AI 為輔。
            """
        let outline = try read(text)
        #expect(outline.nodes.map(\.text) == ["建置便民服務 E 化系統，便利民眾以 Open Data 查詢及應用，並提供市民現代化之服務", "願景\n本局以市民為念，致力於提供優質之公共服務，並以 AI 為輔。"])
        #expect(outline.nodes[1].title == "願景")
        #expect(outline.nodes[1].remainder == "本局以市民為念，致力於提供優質之公共服務，並以 AI 為輔。")
    }

    @Test func aTitleEndsAtItsFirstStopOrColon() throws {
        let outline = try read("一、甲：乙。\n二、丙。丁：\n三、戊，己\n四、")
        #expect(outline.nodes.map(\.title) == ["甲", "丙", "戊，己", ""])
        #expect(outline.nodes.map(\.remainder) == ["乙。", "丁：", "", ""])
    }

    @Test func emptyLinesEndParagraphsUnlessTheyAreEverywhere() throws {
        #expect(try read("一、甲甲甲甲甲甲甲甲\n乙乙乙乙乙乙乙乙\n\n丙丙丙丙丙丙丙丙\n丁丁").nodes[0].text == "甲甲甲甲甲甲甲甲乙乙乙乙乙乙乙乙\n丙丙丙丙丙丙丙丙丁丁")
        #expect(try read("一、甲甲甲甲甲甲甲甲\n\n乙乙乙乙乙乙乙乙\n\n丙丙\n\n").nodes[0].text == "甲甲甲甲甲甲甲甲乙乙乙乙乙乙乙乙丙丙")
    }

    @Test(arguments: ["\n", "\r\n", "\r"]) func everyLineEndCounts(_ end: String) throws {
        let outline = try read("\u{FEFF}一、甲" + end + end + "二、乙" + end)
        #expect(outline.nodes.map(\.line) == [1, 3])
    }

    @Test func filesThatAreNoTextAreRefused() {
        #expect(throws: OutlineError.empty) { try Outline(reading: []) }
        #expect(throws: OutlineError.empty) { try Outline(reading: Array("\u{FEFF} \n\u{3000}\u{C}\n".utf8)) }
        #expect(throws: OutlineError.binary) { try Outline(reading: [0x50, 0x4B, 0x03, 0x00]) }
        #expect(throws: OutlineError.invalidUTF8(line: 2)) { try Outline(reading: [0x61, 0x0A, 0xA4, 0xE9]) }
        for language in MessageLanguage.allCases {
            #expect(!OutlineError.invalidUTF8(line: 2).message(language).isEmpty)
        }
    }
}

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

@Suite struct OutlinePrintingTests {
    private let text = "標題\n一、甲：乙\n(一) \"丙\",丁\n- 1 -\n三、x"

    @Test func printsATree() throws {
        #expect(try read(text).tree() == "一、甲\n  (一) \"丙\",丁\n")
    }

    @Test func printsCSV() throws {
        #expect(String(decoding: try read(text).csv(), as: UTF8.self) == "level,number,title,line\r\n1,一,甲,2\r\n2,一,\"\"\"丙\"\",丁\",3\r\n")
    }

    @Test func printsJSON() throws {
        let json = try read(text).json(.english)
        #expect(
            json == [
                "preamble": [["line": 1, "text": "標題"]],
                "nodes": [
                    [
                        "level": 1, "number": "一", "marker": "一、", "title": "甲", "text": "甲：乙", "line": 2,
                        "children": [
                            ["level": 2, "number": "一", "marker": "(一)", "title": "\"丙\",丁", "text": "\"丙\",丁\n三、x", "line": 3, "children": []]
                        ],
                    ]
                ],
                "furniture": [["line": 4, "text": "- 1 -"]], "leftovers": [],
                "warnings": [["line": 5, "message": "Line 5: 三、 does not continue its series (2 would); taken as text."]],
            ])
    }

    @Test func aDocumentWithoutNumbersIsLeftOver() throws {
        let outline = try read("甲\n乙。")
        #expect(outline.leftovers.map(\.text) == ["甲", "乙。"] || outline.leftovers.map(\.text) == ["甲乙。"])
        #expect(outline.preamble.isEmpty)
    }
}

func sample(_ name: String) throws -> [UInt8] {
    let file = try #require(Bundle.module.url(forResource: "Samples/\(name)", withExtension: "txt"))
    return Array(try Data(contentsOf: file))
}

func read(_ text: String) throws -> Outline { try Outline(reading: Array(text.utf8)) }

extension Outline {
    /// `level label title` of every node.
    var rows: [String] { allNodes.map { "\($0.level) \($0.label) \($0.title)" } }
}
