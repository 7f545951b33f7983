import Formats
import Kernel
import Storage
import TestSupport
import Testing

/// 暫定年度 against the official calendars.
@Suite struct ProvisionalYearTests {
    private static func day(_ text: String) throws -> CivilDate { try #require(CivilDate(iso: text)) }

    /// The law fixes these days only since it is in force (2025-05-28), so the official 2026 is what it can be held against. What is off there and not
    /// here follows the moon, or the sun (清明節), in the hand of whoever compares.
    @Test func itIsTheOfficialYearLessWhatFollowsTheMoon() throws {
        let official = Set(try OfficeCalendarCSV(reading: CalendarFiles.bytes("115")).days.filter(\.isDayOff).map(\.date.iso))
        let provisional = Set(ProvisionalYear(2026).days.filter(\.isDayOff).map(\.date.iso))
        #expect(provisional.subtracting(official) == [])
        #expect(
            official.subtracting(provisional) == [
                "2026-02-16", "2026-02-17", "2026-02-18", "2026-02-19", "2026-02-20",  // 春節
                "2026-04-06",  // 清明節補假
                "2026-06-19",  // 端午節
                "2026-09-25",  // 中秋節
            ])
    }

    /// By hand: 2027-02-28 and 10-10 are Sundays, 05-01 and 12-25 Saturdays, and so is 2028-01-01.
    @Test func substituteDaysOf2027() {
        let off = Set(ProvisionalYear(2027).days.filter { $0.isDayOff && $0.date.weekday < 6 }.map(\.date.iso))
        #expect(
            off == [
                "2027-01-01", "2027-03-01", "2027-04-05", "2027-04-30", "2027-09-28", "2027-10-11", "2027-10-25", "2027-12-24", "2027-12-31",
            ])
        #expect(ProvisionalYear(2027).days.count == 365 && ProvisionalYear(2028).days.count == 366)
    }

    @Test(arguments: TestCity.engines) func theOfficialFileTakesItsPlace(_ engine: Engine) async throws {
        try await TestCity.with(engine) { city in
            #expect(try await city.city.openProvisionalYear(2026, as: .operatorAtConsole))
            #expect(try await !city.city.openProvisionalYear(2026, as: .operatorAtConsole), "it is there")
            func calendar() async throws -> OfficeCalendar { try await city.store.read { try city.city.calendars.current($0) } }
            var current = try await calendar()
            #expect(try current.provisionalYears == [2026] && current.isWorkingDay(Self.day("2026-02-17")))
            #expect(try await city.store.read { try CalendarQueries.years($0) }.first?.isProvisional == true)
            let outcome = try await city.city.importCalendar(CalendarFiles.bytes("115"), named: "115.csv", as: .operatorAtConsole)
            current = try await calendar()
            #expect(try current.provisionalYears == [] && !current.isWorkingDay(Self.day("2026-02-17")))
            #expect(try await city.store.read { try CalendarQueries.years($0) }.map(\.isProvisional) == [false])
            // Eight days are others, and those that are called otherwise.
            if case .imported(_, let changed) = outcome { #expect(changed >= 8 && changed < 30, "\(changed)") } else { Issue.record("\(outcome)") }
            #expect(try await !city.city.openProvisionalYear(2026, as: .operatorAtConsole), "the official one stays")
            try await city.settleLedger()
        }
    }
}
