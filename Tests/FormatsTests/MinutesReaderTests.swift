import Formats
import Testing

/// How minutes are read: sittings, rulings, deadlines in words, agencies by their names.
@Suite struct MinutesReaderTests {
    private func read(_ text: String, heldOn: CivilDate? = nil) throws -> Minutes {
        try MinutesQualityTests.reader().read(SourceDocument(text: Array(text.utf8)), heldOn: heldOn)
    }

    private func ruling(_ words: String) throws -> Minutes.Proposal? {
        try read("甲市政府第1次市政會議紀錄\n時間：115年5月12日上午9時\n主席裁示：\n一、\(words)\n").proposals.first
    }

    /// Words, and the day they come to for a meeting on 2026-05-12.
    @Test(arguments: [
        ("請工務局於115年6月30日前完成。", "115年6月30日前", "2026-06-30"), ("請工務局於民國 115 年 6 月 30 日以前完成。", "民國 115 年 6 月 30 日以前", "2026-06-30"),
        ("請工務局一週內提報。", "一週內", "2026-05-19"), ("請工務局兩週內提報。", "兩週內", "2026-05-26"), ("請工務局於３個月內提報。", "３個月內", "2026-08-12"),
        ("請工務局10日內提報。", "10日內", "2026-05-22"), ("請工務局於本(5)月底前提報。", "本(5)月底前", "2026-05-31"), ("請工務局於6月底前提報。", "6月底前", "2026-06-30"),
        ("請工務局於年底前提報。", "年底前", "2026-12-31"), ("請工務局於明（116）年2月底前提報。", "明（116）年2月底前", "2027-02-28"),
        ("請工務局於下月15日前提報。", "下月15日前", "2026-06-15"), ("請工務局於1月底前提報。", "1月底前", "2027-01-31"), ("請工務局於115/6/5前提報。", "115/6/5前", "2026-06-05"),
    ])
    func deadlinesInWords(_ text: String, _ words: String, _ day: String) throws {
        let due = try #require(try ruling(text)?.due)
        #expect(due.day?.iso == day && due.words == words)
    }

    /// Said, and left to the officer: they depend on a day nobody knows.
    @Test(arguments: ["下次定期會前", "下次市政會議", "文到7日內"])
    func deadlinesThatDependOnAnotherDay(_ words: String) throws {
        let due = try #require(try ruling("請工務局於\(words)提報。")?.due)
        #expect(due.day == nil && due.words == words)
    }

    @Test func aDateThatIsNoDeadlineIsNone() throws {
        let one = try #require(try ruling("請工務局依114年10月6日會議結論辦理。"))
        #expect(one.due == nil && one.lead?.id == "public-works")
    }

    @Test(arguments: [
        ("請都發局、工務局及環保局檢討。", "都發局", "urban-development", ["工務局", "環保局"]), ("請本府工務局會同環保局辦理。", "工務局", "public-works", ["環保局"]),
        ("台南市政府工務局應檢討。", "工務局", "public-works", []), ("請新建工程處研議。", "新建工程處", nil, []),
        ("請檢討改善。（主辦：工務局；協辦：環保局）", "工務局", "public-works", ["環保局"]),
    ])
    func agenciesByTheirNames(_ text: String, _ lead: String, _ key: String?, _ supporting: [String]) throws {
        let one = try #require(try ruling(text))
        #expect(one.lead?.printed == lead && one.lead?.id == key)
        #expect(one.supporting.map(\.printed) == supporting)
    }

    @Test(arguments: ["洽悉。", "照案通過。", "准予備查。", "照案通過，送請市議會審議。", "感謝工務局的努力。", "暫擱。", "請查照。"])
    func whatAsksForNothingIsLeftOut(_ words: String) throws {
        #expect(try ruling(words) == nil)
    }

    @Test func aFileMayHoldSeveralSittings() throws {
        let minutes = try read(
            """
            甲市政府第1次市政會議紀錄
            時間：115年5月12日
            裁示：請工務局一週內提報。

            甲市政府第2次市政會議紀錄
            時間：115年5月19日
            裁示：請環保局一週內提報。
            """)
        #expect(minutes.sittings.map(\.heldOn?.iso) == ["2026-05-12", "2026-05-19"])
        #expect(minutes.proposals.map(\.due?.day?.iso) == ["2026-05-19", "2026-05-26"])
        #expect(minutes.proposals.map(\.sitting) == [0, 1])
    }

    @Test func theDayIsToldWhereTheFileDoesNotSay() throws {
        let minutes = try read("裁示：請工務局一週內提報。", heldOn: CivilDate(year: 2026, month: 1, day: 5))
        #expect(minutes.proposals.map(\.due?.day?.iso) == ["2026-01-12"])
    }

    /// Whatever comes in, reading ends and no line is made up.
    @Test func anythingCanBeRead() throws {
        var seed: UInt64 = 20_261_130
        func next(_ count: Int) -> Int {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(seed >> 33) % count
        }
        let pieces = [
            "主席裁示：", "議決", "請", "工務局", "市府", "（", "）", "：", "一、", "(一)", "案號  案由  議決", "11001   ", "\t", "  ", "附帶決議：", "年底前", "1", "月", "日", "內",
            "「", "」", "。", "第一，",
            "主席：", "議員：", "會後把資料給我", "會議紀錄", "時間：115年5月12日", "散會", "本(", "台", "文到",
        ]
        for _ in 0..<400 {
            var text = "紀"
            for _ in 0..<next(60) { text += pieces[next(pieces.count)] + (next(4) == 0 ? "\n" : "") }
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false).count
            let minutes = try read(text)
            #expect(minutes.proposals.allSatisfy { (1...lines).contains($0.line) && !$0.text.isEmpty })
        }
    }
}
