import Markup
import Testing

@testable import Planning

@Suite struct PlanDifferenceTests {
    private static func line(_ id: String, _ number: Int, _ text: String) -> PlanLine {
        PlanLine(id: id, kind: .item, parent: "g1", number: number, goalKind: nil, perspective: nil, title: "", text: text, shortName: nil)
    }

    private static func content(_ lines: [PlanLine]) -> PlanContent {
        PlanContent(
            plan: Plan(
                id: "x-1-4", agency: "x", agencyName: "某局", title: "計畫", years: 1...4, status: .published, mission: "舊使命", vision: "願景",
                digest: "d", version: 1, revises: nil), lines: lines, indicators: [])
    }

    @Test func everyKindOfChangeIsTold() {
        let old = Self.content([Self.line("a", 1, "甲"), Self.line("b", 2, "乙"), Self.line("c", 3, "丙"), Self.line("d", 4, "丁")])
        let new = [Self.line("a", 1, "甲"), Self.line("d", 2, "丁"), Self.line("e", 3, "戊"), Self.line("c", 4, "丙丙")]
        let difference = PlanDifference(old: old, new: new, mission: "新使命", vision: "願景")
        let told = difference.entries.map { "\($0.change) \($0.new?.id ?? $0.old?.id ?? "")" }
        #expect(
            told == ["same a", "moved d", "added e", "removed b", "changed c"] || told == ["same a", "removed b", "moved d", "added e", "changed c"])
        #expect(difference.mission.old == "舊使命" && difference.mission.new == "新使命")
        #expect(difference.count(.removed) == 1 && difference.count(.added) == 1 && difference.count(.same) == 1)
    }

    @Test func theSameContentHasNoDifference() {
        let lines = (1...50).map { Self.line("k\($0)", $0, "第\($0)項") }
        let difference = PlanDifference(old: Self.content(lines), new: lines, mission: "舊使命", vision: "願景")
        #expect(difference.entries.allSatisfy { $0.change == .same } && difference.entries.count == 50)
    }

    @Test func wordsThatWentAndCameAreMarked() {
        #expect(WordDifference.html(old: "每月檢視一次", new: "每週檢視兩次").string == "每<del>月</del><ins>週</ins>檢視<del>一</del><ins>兩</ins>次")
        #expect(WordDifference.html(old: "", new: "新").string == "<ins>新</ins>")
        #expect(WordDifference.html(old: "<b>", new: "<i>").string == "&lt;<del>b</del><ins>i</ins>&gt;")
        #expect(WordDifference.html(old: "一樣", new: "一樣").string == "一樣")
    }

    @Test(arguments: 0..<20)
    func nothingIsLostBetweenTwoTexts(_ seed: UInt64) {
        var state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
        func next(_ below: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % below
        }
        let letters = Array("甲乙丙丁")
        let old = String((0..<next(30)).map { _ in letters[next(4)] })
        let new = String((0..<next(30)).map { _ in letters[next(4)] })
        let html = WordDifference.html(old: old, new: new).string
        #expect(html.replacing(/<ins>.*?<\/ins>/, with: "").replacing(/<\/?del>/, with: "") == old)
        #expect(html.replacing(/<del>.*?<\/del>/, with: "").replacing(/<\/?ins>/, with: "") == new)
    }
}
