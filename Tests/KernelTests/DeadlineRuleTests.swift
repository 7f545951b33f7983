import Formats
import Storage
import TestSupport
import Testing

@testable import Kernel

@Suite struct DeadlineRuleTests {
    private static let limit = Setting("test.ordinary", "普通件", standard: 6, unit: "工作天", source: "文書流程管理作業規範", range: 1...30)

    private static func day(_ iso: String) throws -> CivilDate { try #require(CivilDate(iso: iso)) }

    private static func calendar() throws -> OfficeCalendar {
        let days = try ["114-rev2", "115"].flatMap { try OfficeCalendarCSV(reading: CalendarFiles.bytes($0)).days }
        return OfficeCalendar(days: days.map { ($0.date, $0.isDayOff) })
    }

    private static func settings() throws -> Settings {
        let change = Settings.Override(id: "test.ordinary", validFrom: try day("2026-11-01"), value: 4, source: "修正規定")
        let today = try day("2026-11-24")
        return Settings([change]) { today }
    }

    /// The limits of domain §8: 最速件 1, 速件 3, 普通件 6 working days.
    @Test(arguments: [(1, "2026-11-25"), (3, "2026-11-27"), (6, "2026-12-02")])
    func theSpeedsOfOfficialDocuments(_ number: Int, _ due: String) throws {
        let rule = DeadlineRule.workingDays(.fixed(number))
        let found = try rule.due(from: Instant(taipei: Self.day("2026-11-24"), minute: 540), calendar: Self.calendar(), settings: Self.settings())
        #expect(found == Instant.end(of: try Self.day(due)))
    }

    @Test func theNumberIsTheOneInForceWhenItBegan() throws {
        let rule = DeadlineRule.workingDays(.setting(Self.limit))
        let before = try rule.due(from: Instant(taipei: Self.day("2026-10-30")), calendar: Self.calendar(), settings: Self.settings())
        let after = try rule.due(from: Instant(taipei: Self.day("2026-11-02")), calendar: Self.calendar(), settings: Self.settings())
        #expect(before.taipeiDay == (try Self.day("2026-11-09")))
        #expect(after.taipeiDay == (try Self.day("2026-11-06")))
        #expect(try rule.sentence(Self.settings(), on: Self.day("2026-10-30")) == "\(6) 個工作天")
        #expect(rule.source?.key == "文書流程管理作業規範")
    }

    @Test(arguments: [
        // Monthly reports by the 5th; 2026-12-05 is a Saturday.
        ("2026-11-24", 5, true, "2026-12-07"), ("2026-11-24", 5, false, "2026-12-05"), ("2026-11-05", 5, false, "2026-12-05"),
        ("2026-11-04", 5, true, "2026-11-05"), ("2025-12-20", 5, true, "2026-01-05"), ("2026-01-31", 31, false, "2026-02-28"),
    ])
    func aDayOfTheMonth(_ start: String, _ number: Int, _ movesOn: Bool, _ due: String) throws {
        let rule = DeadlineRule.dayOfMonth(.fixed(number), movesOn: movesOn)
        let found = try rule.due(from: Instant(taipei: Self.day(start), minute: 600), calendar: Self.calendar(), settings: Self.settings())
        #expect(found.taipeiDay == (try Self.day(due)))
    }

    @Test func officeHoursAreRulesToo() throws {
        let today = try Self.day("2026-11-24")
        let late = Settings([.init(id: "kernel.morningCloses", validFrom: today, value: 1230, source: "本府規定")]) { today }
        let found = try DeadlineRule.halfDays(2).due(from: Instant(taipei: today, minute: 600), calendar: Self.calendar(), settings: late)
        #expect(found == Instant(taipei: today.adding(days: 1), minute: 12 * 60 + 30))
    }
}
