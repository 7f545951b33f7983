import Formats
import Testing

/// Real transcripts; speakers were counted in the text by hand.
@Suite struct OutlineTranscriptTests {
    private func speeches(_ outline: Outline) -> [String: Int] {
        outline.allNodes.filter { $0.kind == .speech }.reduce(into: [:]) { $0[$1.label, default: 0] += 1 }
    }

    @Test func speakersOfASessionAreFound() throws {
        let outline = try Outline(reading: sample("tainan-special"))
        #expect(
            speeches(outline) == [
                "農業局陳代理局長仲杰": 30, "周議員嘉韋": 23, "Ingay Tali穎艾達利議員": 20, "主席": 11, "畜產科徐科長幸君": 9, "法制處楊處長璿圓": 9, "黃議員肇輝": 6, "李議員偉智": 3,
            ])
        #expect(outline.allNodes.allSatisfy { $0.kind == .speech && $0.level == 1 })
        // 主席：陳議員碧玉 at the top says who presided.
        #expect(outline.preamble.contains { $0.text == "主席：陳議員碧玉" })
        #expect(outline.nodes[2].label == "主席" && outline.nodes[2].text.hasPrefix("（陳議員碧玉）\n謝謝陳局長，請回座。"))
        #expect(outline.nodes[3].text.hasPrefix("謝謝主席。局長，我剛剛稍微聽了你的報告"))
    }

    @Test func speakersWithTheirTextOnTheSameLineAreFound() throws {
        let outline = try Outline(reading: sample("tainan-interpellation"))
        let found = speeches(outline)
        #expect(
            found == [
                "工務局陳世仁代理局長": 64, "周嘉韋議員": 22, "主席": 18, "陳皇宇議員": 17, "邱昭勝議員": 14, "Ingay Tali 穎艾達利議員": 14, "林冠維議員": 11, "陳怡珍議員": 9,
                "研究發展考核委員會陳淑姿主任委員": 8, "李中岑議員": 5, "周奕齊議員": 5, "新建工程科黃俊豪科長": 4, "公園管理科林志穎科長": 3, "養護工程科范炅燁科長": 2, "使用管理科紀延儒科長": 1,
            ])
        #expect(outline.preamble.contains { $0.text.hasPrefix("記錄：") })
    }

    @Test func aListOfThosePresentIsNoTranscript() throws {
        let outline = try read("一、出席\n市長：王大明\n民政局局長：李小華\n主席：陳議長\n二、決議：照案通過。")
        #expect(outline.rows == ["1 一 出席", "1 二 決議"])
        #expect(outline.allNodes.allSatisfy { $0.kind == .heading })
    }
}
