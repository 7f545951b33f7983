import Testing

@testable import Markup

@Suite struct TextFitTests {
    private let long = "臺南市政府研究發展考核委員會"

    @Test func whatFitsStaysWhole() {
        #expect(TextFit.fitted("研考會", 40) == "研考會")
        #expect(TextFit.lines("研考會", 40, most: 2) == ["研考會"])
    }

    @Test func whatDoesNotFitIsCutWithASign() {
        let cut = TextFit.fitted(long, 80)
        #expect(cut.hasSuffix("…") && long.hasPrefix(cut.dropLast()))
        #expect(TextFit.width(cut) <= 80)
    }

    @Test func linesAreFilledOneAfterTheOther() {
        let lines = TextFit.lines(long, 100, most: 2)
        #expect(lines.joined() == long)
        #expect(lines.count == 2 && lines.allSatisfy { TextFit.width($0) <= 100 })
        let cut = TextFit.lines(long + long, 100, most: 2)
        #expect(cut.count == 2 && cut[1].hasSuffix("…"))
    }

    @Test func noRoomAtAllStillEnds() {
        #expect(TextFit.lines(long, 0, most: 3).count == 3)
        #expect(TextFit.fitted(long, 0) == "…")
        #expect(TextFit.lines("", 0, most: 2) == [""])
    }
}
