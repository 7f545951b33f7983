import Foundation
import Testing

@testable import Formats

/// The official yearly files, in every form they have had, and what is wrong with a file that is not one.
@Suite struct OfficeCalendarCSVTests {
    private static func file(_ year: String) throws -> [UInt8] {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        return try Array(Data(contentsOf: root.appendingPathComponent("Demo/calendar/office-calendar-\(year).csv")))
    }

    private static func day(_ iso: String) throws -> CivilDate { try #require(CivilDate(iso: iso)) }

    /// Days of work were counted with a spreadsheet, not with this reader.
    @Test(arguments: [
        ("106", 365, 249), ("107", 365, 250), ("108", 365, 250), ("109", 366, 251), ("110", 365, 249), ("111", 365, 250), ("112", 365, 249),
        ("113", 366, 251), ("114", 365, 250), ("114-rev1", 365, 247), ("114-rev2", 365, 247), ("115", 365, 245),
    ])
    func everyOfficialFileIsRead(_ year: String, _ days: Int, _ working: Int) throws {
        let calendar = try OfficeCalendarCSV(reading: Self.file(year))
        #expect(calendar.year == 1911 + (try #require(Int(year.prefix(3)))))
        #expect(calendar.days.count == days)
        #expect(calendar.days.count { !$0.isDayOff } == working)
        #expect(zip(calendar.days, calendar.days.dropFirst()).allSatisfy { $1.date == $0.date.adding(days: 1) })
    }

    @Test func notesAndMakeUpDays() throws {
        let calendar = try OfficeCalendarCSV(reading: Self.file("113"))
        let saturday = try Self.day("2024-02-17")
        #expect(calendar.days.first { $0.date == saturday } == .init(date: saturday, isDayOff: false, note: "補行上班"))
        #expect(calendar.days[0] == .init(date: try Self.day("2024-01-01"), isDayOff: true, note: "開國紀念日"))
    }

    /// The second revision of 114 is in Big5, and names two days that the first left without a note.
    @Test func aRevisionInBig5() throws {
        let (first, second) = (try OfficeCalendarCSV(reading: Self.file("114-rev1")), try OfficeCalendarCSV(reading: Self.file("114-rev2")))
        let changed = zip(first.days, second.days).filter { $0 != $1 }.map(\.1)
        #expect(
            changed == [
                .init(date: try Self.day("2025-09-29"), isDayOff: true, note: "補假"),
                .init(date: try Self.day("2025-10-24"), isDayOff: true, note: "補假"),
            ])
    }

    private static func faults(_ bytes: [UInt8]) throws -> [OfficeCalendarFault] {
        do {
            _ = try OfficeCalendarCSV(reading: bytes)
            return []
        } catch .faults(let faults) {
            return faults
        }
    }

    @Test func columnsMayStandInAnyOrderAndDatesBeWrittenBySpreadsheets() throws {
        let text = String(decoding: try Self.file("115").dropFirst(3), as: UTF8.self)
        let moved = text.split(separator: "\r\n").map { line -> String in
            let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            let date = Int(cells[0]).map { "\($0 / 10_000)/\($0 / 100 % 100)/\($0 % 100)" } ?? cells[0]
            return [cells[3], cells[2], date, cells[1]].joined(separator: ",")
        }.joined(separator: "\n")
        #expect(try OfficeCalendarCSV(reading: Array(moved.utf8)) == OfficeCalendarCSV(reading: Self.file("115")))
    }

    @Test func everyFaultIsToldWithItsLine() throws {
        var lines = String(decoding: try Self.file("115").dropFirst(3), as: UTF8.self).components(separatedBy: "\r\n").filter { !$0.isEmpty }
        lines[1] = "20260101,四,1,開國紀念日"
        lines[2] = "20260102,四,0,"
        lines[3] = "2026013,六,2,"
        lines[4] = "20260102,五,0,"
        lines[5] = "20270105,二,0,"
        let faults = try Self.faults(Array(lines.joined(separator: "\r\n").utf8))
        #expect(
            faults == [
                .init(line: 2, kind: .badMark("1")), .init(line: 3, kind: .wrongWeekday("四", is: "五")), .init(line: 4, kind: .badDate("2026013")),
                .init(line: 5, kind: .repeated(3)), .init(line: 6, kind: .otherYear(2027, expected: 2026)),
                .init(line: 366, kind: .missingDay(try Self.day("2026-01-03"))), .init(line: 366, kind: .missingDay(try Self.day("2026-01-04"))),
                .init(line: 366, kind: .missingDay(try Self.day("2026-01-05"))),
            ])
        #expect(OfficeCalendarError.faults(faults).messages(.chinese)[0] == "第 2 行：是否放假寫「1」，應為 0 或 2。")
        #expect(OfficeCalendarError.faults(faults).messages(.english).count == faults.count)
    }

    @Test func aFileThatIsCutOffIsNotRead() throws {
        let faults = try Self.faults(Array(try Self.file("106").prefix(3000)))
        #expect(faults.contains { $0.kind == .missingDay(CivilDate(dayNumber: 17_531)) }, "2017-12-31 is missing")
    }

    @Test(arguments: [
        ([UInt8]("a,b\n1,2\n".utf8), OfficeCalendarError.noHeader), ([], .noHeader), ([0x89, 0x50, 0x4E, 0x47, 0x00, 0x1A], .notText),
        (Array("西元日期,星期,是否放假,備註\n".utf8), .empty), (Array("西元日期,星期,是否放假,\"備註\n".utf8), .notATable),
    ])
    func whatIsNoCalendarIsRefused(_ bytes: [UInt8], _ expected: OfficeCalendarError) {
        #expect(throws: expected) { _ = try OfficeCalendarCSV(reading: bytes) }
        #expect(!expected.messages(.chinese).isEmpty && !expected.messages(.english).isEmpty)
    }
}
