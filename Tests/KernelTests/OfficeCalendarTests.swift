import Formats
import Storage
import TestSupport
import Testing

@testable import Kernel

/// Counting by the official calendars. Expected days were counted by hand on the published tables.
@Suite struct OfficeCalendarTests {
    private static func calendar(_ years: String..., closures: [OfficeClosure] = []) throws -> OfficeCalendar {
        let days = try years.flatMap { try OfficeCalendarCSV(reading: CalendarFiles.bytes($0)).days }
        return OfficeCalendar(days: days.map { ($0.date, $0.isDayOff) }, closures: closures)
    }

    private static func day(_ iso: String) throws -> CivilDate { try #require(CivilDate(iso: iso)) }
    private static func at(_ text: String) throws -> Instant { try #require(Instant(text)) }

    private static let settings = Settings([]) { CivilDate(dayNumber: 0) }
    private static let hours = OfficeHours(settings, on: CivilDate(dayNumber: 0))

    @Test(arguments: [
        // Saturdays that are worked, as the years called them: 調整上班, 補行上班.
        ("2017-02-18", true), ("2019-10-05", true), ("2021-02-20", true), ("2023-02-04", true), ("2024-02-17", true), ("2025-02-08", true),
        // Ordinary weekends, holidays, days off in their place, and long weekends.
        ("2023-02-11", false), ("2024-02-18", false), ("2024-02-10", false), ("2024-02-14", false), ("2017-10-09", false), ("2021-12-31", false),
        ("2025-09-29", false), ("2025-12-25", false), ("2026-05-01", false), ("2026-02-20", false), ("2024-02-15", true), ("2026-12-31", true),
    ])
    func officialDays(_ iso: String, _ isWorking: Bool) throws {
        let calendar = try Self.calendar("106", "108", "110", "112", "113", "114-rev2", "115")
        #expect(try calendar.isWorkingDay(Self.day(iso)) == isWorking)
    }

    @Test(arguments: [
        // Before the New Year's holidays: the next working day is a week away.
        ("2024-02-07", 1, "2024-02-15"),
        // The worked Saturday 2024-02-17 is the third of six.
        ("2024-02-07", 6, "2024-02-21"),
        ("2023-01-19", 1, "2023-01-30"), ("2023-01-19", 6, "2023-02-04"),
        // Ten days off, 2017-01-27 to 02-01 and a weekend.
        ("2017-01-26", 3, "2017-02-06"),
        ("2025-01-24", 6, "2025-02-08"), ("2026-02-13", 6, "2026-03-03"),
        // Over the end of the year, where the last day of the old one is off.
        ("2021-12-30", 1, "2022-01-03"),
        // A Saturday worked for New Year's Eve.
        ("2018-12-21", 6, "2018-12-28"), ("2018-12-28", 1, "2019-01-02"),
        ("2025-12-31", 6, "2026-01-09"),
        // Received on a day off: the first working day after it is the first counted.
        ("2026-02-17", 1, "2026-02-23"),
    ])
    func workingDaysAreCountedFromTheDayAfter(_ start: String, _ number: Int, _ due: String) throws {
        let calendar = try Self.calendar("106", "107", "108", "110", "111", "112", "113", "114-rev2", "115")
        let from = Instant(taipei: try Self.day(start), minute: 10 * 60)
        let found = try calendar.adding(number, .workingDays, to: from, hours: Self.hours)
        #expect(found == Instant.end(of: try Self.day(due)))
        #expect(try calendar.workingDays(after: Self.day(start), through: Self.day(due)) == number)
    }

    @Test(arguments: [
        // 30 days for a petition; the end on a Saturday moves to Monday, and over a holiday to Tuesday.
        ("2026-10-30", 30, true, "2026-11-30"), ("2026-10-30", 30, false, "2026-11-29"), ("2026-09-10", 30, true, "2026-10-12"),
        ("2026-11-24", 10, true, "2026-12-04"),
        // A worked Saturday is no day off.
        ("2025-02-01", 7, true, "2025-02-08"),
    ])
    func calendarDaysMoveOnFromADayOff(_ start: String, _ number: Int, _ movesOn: Bool, _ due: String) throws {
        let calendar = try Self.calendar("114-rev2", "115")
        let found = try calendar.adding(
            number, .calendarDays, to: Instant(taipei: Self.day(start), minute: 600), hours: Self.hours, movesOn: movesOn)
        #expect(found.taipeiDay == (try Self.day(due)))
    }

    @Test(arguments: [
        // 09:00 in Taipei on a Tuesday: one half-day is the afternoon, two the next morning.
        ("2026-11-24T01:00:00Z", 1, "2026-11-24T09:00:00Z"), ("2026-11-24T01:00:00Z", 2, "2026-11-25T04:00:00Z"),
        // Before the office opens the morning counts; in the lunch break the afternoon does.
        ("2026-11-23T23:30:00Z", 1, "2026-11-24T04:00:00Z"), ("2026-11-24T04:30:00Z", 1, "2026-11-24T09:00:00Z"),
        // 15:00 on the Friday before a weekend.
        ("2026-11-27T07:00:00Z", 1, "2026-11-30T04:00:00Z"),
    ])
    func halfDaysEndWhenTheOfficeCloses(_ start: String, _ number: Int, _ due: String) throws {
        let calendar = try Self.calendar("115")
        #expect(try calendar.adding(number, .halfDays, to: Self.at(start), hours: Self.hours) == Self.at(due))
    }

    @Test func hoursDoNotWaitForTheOffice() throws {
        let calendar = try Self.calendar("115")
        let friday = try Self.at("2026-11-27T10:30:00Z")
        #expect(try calendar.adding(72, .hours, to: friday, hours: Self.hours) == Self.at("2026-11-30T10:30:00Z"))
    }

    @Test func aYearNobodyLoadedIsAnError() throws {
        let calendar = try Self.calendar("115")
        #expect(calendar.loadedYears == [2026])
        #expect(throws: CalendarError.yearMissing(2027)) { try calendar.isWorkingDay(Self.day("2027-01-04")) }
        #expect(throws: CalendarError.yearMissing(2027)) {
            try calendar.adding(6, .workingDays, to: Instant(taipei: Self.day("2026-12-30")), hours: Self.hours)
        }
        #expect(throws: CalendarError.yearMissing(2025)) { try calendar.workingDays(after: Self.day("2025-12-30"), through: Self.day("2026-01-02")) }
        // What ends within the year needs no other.
        let last = try calendar.adding(1, .workingDays, to: Instant(taipei: Self.day("2026-12-30")), hours: Self.hours)
        #expect(last.taipeiDay == (try Self.day("2026-12-31")))
    }

    @Test func aTyphoonDayIsNotWorked() throws {
        let typhoon = OfficeClosure(date: try Self.day("2026-11-25"), part: .wholeDay)
        let calendar = try Self.calendar("115", closures: [typhoon])
        let from = Instant(taipei: try Self.day("2026-11-24"), minute: 600)
        #expect(try calendar.adding(1, .workingDays, to: from, hours: Self.hours).taipeiDay == Self.day("2026-11-26"))
        #expect(try calendar.changedDays(from: Self.calendar("115")) == [Self.day("2026-11-25")])
        // A closure on a day off changes nothing.
        let sunday = try Self.calendar("115", closures: [OfficeClosure(date: try Self.day("2026-11-29"), part: .wholeDay)])
        #expect(try !sunday.isWorkingDay(Self.day("2026-11-29")))
    }

    @Test func halfATyphoonDay() throws {
        let day = try Self.day("2026-11-25")
        let from = Instant(taipei: try Self.day("2026-11-24"), minute: 600)
        // The afternoon off: the day is counted, but nothing is due on it.
        let afternoon = try Self.calendar("115", closures: [OfficeClosure(date: day, part: .afternoon)])
        #expect(try afternoon.isWorkingDay(day) && !afternoon.isOpenAtClosingTime(day))
        #expect(try afternoon.adding(1, .workingDays, to: from, hours: Self.hours).taipeiDay == Self.day("2026-11-26"))
        #expect(try afternoon.adding(2, .workingDays, to: from, hours: Self.hours).taipeiDay == Self.day("2026-11-26"))
        // The morning off: things are due in the afternoon as always.
        let morning = try Self.calendar("115", closures: [OfficeClosure(date: day, part: .morning)])
        #expect(try morning.adding(1, .workingDays, to: from, hours: Self.hours).taipeiDay == day)
        #expect(try morning.adding(2, .halfDays, to: from, hours: Self.hours) == Instant(taipei: day, minute: 17 * 60))
    }

    @Test func oneAgencysClosureIsNotTheCitys() throws {
        let day = try Self.day("2026-11-25")
        let calendar = try Self.calendar("115", closures: [OfficeClosure(date: day, part: .wholeDay, agency: "culture")])
        #expect(try calendar.isWorkingDay(day))
        #expect(try calendar.of(agency: "rdec").isWorkingDay(day))
        #expect(try !calendar.of(agency: "culture").isWorkingDay(day))
    }

    /// Days used run from the day after receipt; done on the same day is half a day (domain: 文書流程).
    @Test(arguments: [
        ("2026-11-24", "2026-11-24", "0.5"), ("2026-11-24", "2026-11-25", "1"), ("2026-11-24", "2026-12-02", "6"),
        // On the Saturday after the Friday it came in, and over the long New Year.
        ("2026-11-27", "2026-11-28", "0.5"), ("2026-11-27", "2026-11-30", "1"), ("2024-02-07", "2024-02-17", "3"),
    ])
    func daysUsed(_ received: String, _ finished: String, _ text: String) throws {
        let calendar = try Self.calendar("113", "115")
        #expect(try calendar.daysUsed(received: Self.day(received), finished: Self.day(finished)).text == text)
    }

    @Test(arguments: [
        // Ten days were given. In time after eight working days counts as six; two days count as two; late counts as it was.
        ("2026-11-12", "2026-11-24", "2026-11-24", "6"), ("2026-11-12", "2026-11-16", "2026-11-24", "2"),
        ("2026-11-12", "2026-11-25", "2026-11-24", "9"),
    ])
    func datedRequestsInTimeCountTheOrdinaryLimitAtMost(_ received: String, _ finished: String, _ stated: String, _ text: String) throws {
        let calendar = try Self.calendar("115")
        let used = try calendar.daysUsed(
            received: Self.day(received), finished: Self.day(finished), stated: Self.day(stated), ordinaryLimit: 6)
        #expect(used.text == text)
    }

    @Test func aRevisedYearChangesTheDaysThatDiffer() throws {
        let (first, revised) = (try Self.calendar("114"), try Self.calendar("114-rev1"))
        #expect(
            try revised.changedDays(from: first) == [Self.day("2025-09-29"), Self.day("2025-10-24"), Self.day("2025-12-25")])
        #expect(try Self.calendar("114-rev2").changedDays(from: revised).isEmpty)
        #expect(try Self.calendar("114", "115").changedDays(from: first).count == 365)
    }
}
