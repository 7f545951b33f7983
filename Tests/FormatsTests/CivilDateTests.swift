import Formats
import Testing

@Suite struct CivilDateTests {
    @Test func readsAndWritesISO() throws {
        let day = try #require(CivilDate(iso: "2026-10-09"))
        #expect(day == CivilDate(year: 2026, month: 10, day: 9))
        #expect(day.iso == "2026-10-09")
        #expect("\(day)" == "2026-10-09")
    }

    @Test(arguments: ["2026-2-09", "2026-02-29", "2026-13-01", "2026-00-10", "0000-01-01", "2026/10/09", "2026-10-09T", "２０２６-10-09", ""])
    func refuses(_ text: String) {
        #expect(CivilDate(iso: text) == nil)
    }

    @Test(arguments: [
        ("1970-01-01", 0), ("1969-12-31", -1), ("2000-03-01", 11017), ("2024-02-29", 19782), ("0001-01-01", -719162), ("9999-12-31", 2932896),
    ])
    func countsDays(_ iso: String, _ number: Int) {
        #expect(CivilDate(iso: iso)?.dayNumber == number)
        #expect(CivilDate(dayNumber: number).iso == iso)
    }

    @Test func addsDaysAcrossMonthsAndLeapDays() throws {
        let day = try #require(CivilDate(iso: "2024-02-28"))
        #expect(day.adding(days: 2).iso == "2024-03-01")
        #expect(day.adding(days: -59).iso == "2023-12-31")
        #expect(day.adding(days: 366).days(since: day) == 366)
        #expect(day.adding(days: .max).iso == "9999-12-31")
        #expect(day.adding(days: .min).iso == "0001-01-01")
        #expect(day < day.adding(days: 1))
    }

    @Test func everyDayOfFourCenturiesFollowsTheOneBefore() {
        var year = 1900, month = 1, day = 1
        for number in CivilDate(year: 1900, month: 1, day: 1)!.dayNumber..<CivilDate(year: 2300, month: 1, day: 1)!.dayNumber {
            let date = CivilDate(dayNumber: number)
            guard date.year == year, date.month == month, date.day == day, date.dayNumber == number else {
                Issue.record("\(date) is not \(year)-\(month)-\(day)")
                return
            }
            day += 1
            if day > CivilDate.days(inMonth: month, of: year) { (day, month) = (1, month + 1) }
            if month > 12 { (month, year) = (1, year + 1) }
        }
    }

    @Test func knowsTheWeekday() {
        #expect(CivilDate(iso: "2026-11-23")?.weekday == 1)
        #expect(CivilDate(iso: "2024-12-12")?.weekday == 4)
        #expect(CivilDate(iso: "0001-01-01")?.weekday == 1)
    }

    @Test(arguments: [
        (Int64(0), "1970-01-01"), (57_599, "1970-01-01"), (57_600, "1970-01-02"), (-28_800, "1970-01-01"), (-28_801, "1969-12-31"),
        (.max, "9999-12-31"),
        (.min, "0001-01-01"),
    ])
    func isTheDayInTaipei(_ seconds: Int64, _ iso: String) {
        #expect(CivilDate(taipeiAtUnixSeconds: seconds).iso == iso)
    }
}
