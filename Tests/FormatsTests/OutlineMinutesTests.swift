import Formats
import Testing

@Suite struct OutlineMinutesTests {
    private func kinds(_ outline: Outline) -> [String] { outline.allNodes.map { "\($0.level) \($0.kind) \($0.label) \($0.title)" } }

    @Test func decisionsAndProgressStandUnderTheirItem() throws {
        let outline = try read("壹、討論事項\n一、第一案。\n決議：照案通過。\n辦理情形：已函送。\n二、第二案。\n主席裁示：再議。\n貳、臨時動議\n裁示：無。")
        #expect(
            kinds(outline) == [
                "1 heading 壹 討論事項", "2 heading 一 第一案", "3 decision 決議 照案通過", "3 progress 辦理情形 已函送", "2 heading 二 第二案", "3 decision 主席裁示 再議",
                "1 heading 貳 臨時動議", "2 decision 裁示 無",
            ])
    }

    @Test func aListStandsInsideTheDecisionThatAnnouncesIt() throws {
        let outline = try read("甲、討論事項\n壹、預算案\n議決：\n一、照案通過。\n二、餘照審查意見。\n貳、法規案\n議決：\n一、退回。\n乙、散會")
        let decision = outline.nodes[0].children[0].children[0]
        #expect(decision.kind == .decision && decision.text.isEmpty && decision.level == 3)
        #expect(decision.children.map(\.title) == ["照案通過", "餘照審查意見"])
        #expect(decision.children.allSatisfy { $0.level == 3 })
        #expect(outline.nodes[0].children[1].children[0].children.map(\.title) == ["退回"])
        #expect(outline.nodes.map(\.title) == ["討論事項", "散會"])
    }

    @Test func whatFollowsADecisionAfterAnEmptyLineIsNotPartOfIt() throws {
        let outline = try read("壹、審議\n甲案\n議決：通過。\n\n乙案\n議決：退回。\n")
        #expect(outline.nodes[0].children.map(\.text) == ["通過。", "退回。"])
        #expect(outline.nodes[0].text == "審議\n甲案\n乙案")
    }

    @Test func aWordInASentenceIsNoDecision() throws {
        #expect(try read("一、甲。\n本案前經上次會議作成之附帶決議：應於年底前完成。").allNodes.count == 1)
    }
}
