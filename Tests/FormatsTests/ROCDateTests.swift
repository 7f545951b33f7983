import Formats
import Testing

@Suite struct ROCDateTests {
    @Test func isShown() throws {
        let day = try #require(CivilDate(year: 2026, month: 10, day: 9))
        #expect(day.roc(.full) == "中華民國115年10月9日")
        #expect(day.roc() == "115.10.09")
        #expect(day.roc(.plain) == "115年10月9日")
        #expect(day.roc(.compact) == "1151009")
        #expect(CivilDate(year: 1990, month: 1, day: 2)?.roc(.compact) == "0790102")
        let early = try #require(CivilDate(year: 1911, month: 10, day: 10))
        #expect(early.roc(.full) == "中華民國前1年10月10日")
        #expect(early.roc(.dotted) == "1911-10-10")
    }

    @Test(arguments: [
        "中華民國115年10月9日", "民國115年10月9日", "115年10月9日", "115 年 10 月 9 日", "１１５年１０月０９日", "115.10.09", "115.10.9", "115/10/09", "1151009",
    ])
    func readsAWholeDate(_ text: String) {
        #expect(ROCDate(text)?.civil?.iso == "2026-10-09")
    }

    @Test func readsPartsOfDates() throws {
        let month = try #require(ROCDate("113年10月"))
        #expect((month.year, month.month, month.day) == (113, 10, nil))
        #expect(month.civil == nil)
        let day = try #require(ROCDate("11月3日"))
        #expect((day.year, day.month, day.day) == (nil, 11, 3))
        #expect(ROCDate("民國元年")?.year == 1)
        #expect(ROCDate("111年")?.year == 111)
        #expect(ROCDate("民國前1年10月10日")?.civil?.iso == "1911-10-10")
        #expect(ROCDate("991009")?.civil?.iso == "2010-10-09")
        #expect(ROCDate("0790102")?.civil?.iso == "1990-01-02")
        #expect(ROCDate("2月29日")?.day == 29)
    }

    @Test(arguments: [
        "", "民國", "115", "115.10", "115年13月", "115年2月29日", "115.2.30", "0年", "10月", "前1年", "115.10/09", "12345678", "115年10月9日起", "中華民國115.10.09",
    ])
    func refuses(_ text: String) {
        #expect(ROCDate(text) == nil)
    }
}

@Test func thisYearsDaysNeedNoYear() throws {
    let today = try #require(CivilDate(iso: "2026-11-24"))
    #expect(CivilDate(iso: "2026-11-03")?.roc(seenFrom: today) == "11月3日")
    #expect(CivilDate(iso: "2024-10-28")?.roc(seenFrom: today) == "113年10月28日")
}
