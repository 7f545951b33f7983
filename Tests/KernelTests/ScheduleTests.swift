import Kernel
import Storage
import Testing

@Suite struct ScheduleTests {
    /// 2026-11-24 is a Tuesday; 01:00 UTC is 09:00 in Taipei.
    private let now = Instant(milliseconds: 1_795_482_000_000)

    @Test(arguments: [
        ("30 3 * * *", "2026-11-23T19:30:00.000Z"), ("0 9 * * *", "2026-11-24T01:00:00.000Z"), ("1 9 * * *", "2026-11-23T01:01:00.000Z"),
        ("*/15 * * * *", "2026-11-24T01:00:00.000Z"), ("5-7,50 * * * *", "2026-11-24T00:50:00.000Z"), ("0 12 * * 1", "2026-11-23T04:00:00.000Z"),
        ("0 0 1 * *", "2026-10-31T16:00:00.000Z"), ("0 0 * * 0", "2026-11-21T16:00:00.000Z"), ("0 0 * * 7", "2026-11-21T16:00:00.000Z"),
        ("0 0 20 * 1", "2026-11-22T16:00:00.000Z"), ("0 0 1 1 *", "2025-12-31T16:00:00.000Z"),
    ])
    func theLastTimeIsThatOfCron(_ text: String, _ wanted: String) throws {
        #expect(try #require(Schedule(text)).last(before: now, within: 400)?.description == wanted)
    }

    @Test(arguments: [
        "", "* * * *", "60 * * * *", "* 24 * * *", "* * 0 * *", "* * * 13 *", "* * * * 8", "5-1 * * * *", "*/0 * * * *", "a * * * *", "1, * * * *",
    ])
    func whatIsNoScheduleIsRefused(_ text: String) {
        #expect(Schedule(text) == nil)
    }

    @Test func nothingFartherBackIsFound() throws {
        #expect(try #require(Schedule("0 0 1 1 *")).last(before: now, within: 30) == nil)
    }
}
