import Formats
import Testing

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
        #expect(throws: DocumentError.empty) { try Outline(reading: []) }
        #expect(throws: DocumentError.empty) { try Outline(reading: Array("\u{FEFF} \n\u{3000}\u{C}\n".utf8)) }
        #expect(throws: DocumentError.unknown(kind: nil)) { try Outline(reading: [0x50, 0x4B, 0x03, 0x00]) }
        #expect(throws: DocumentError.undecodable(line: 2)) { try Outline(reading: [0x61, 0x0A, 0xFF, 0xE9]) }
    }
}

@Test(arguments: ["\u{8}", "\u{1}", "\u{1F}", "\u{7F}", "\u{FFFE}"])
func controlCharactersAreRefusedWithTheirLine(_ character: String) {
    #expect(throws: DocumentError.controlCharacter(line: 2)) { try Outline(reading: Array("一、甲\n二、\(character)乙\n".utf8)) }
}

/// In a short document the one wrapped line is the widest of all, and tells the margin alone.
@Test func oneWrappedParagraphIsEnoughToTellTheMargin() throws {
    let text = """
        示範機關計畫
        壹、使命
        示範資料：沒有機關寫過這份計畫，它只用來檢查寫進資料庫的每一筆在系統突然停止之
        後都還在、都完整。
        貳、願景
        參、施政重點
        一、示範重點：示範資料。
        """
    let outline = try Outline(reading: Array(text.utf8))
    #expect(outline.allNodes.map(\.title) == ["使命", "願景", "施政重點", "示範重點"])
    #expect(outline.allNodes.map(\.level) == [1, 1, 1, 2])
    #expect(outline.nodes[0].text.hasSuffix("突然停止之後都還在、都完整。"))
}
