import Storage
import Testing

@Suite struct InstantTests {
    @Test(
        arguments: [
            (0, "1970-01-01T00:00:00.000Z"),
            (-1, "1969-12-31T23:59:59.999Z"),
            (-310_435_199_999, "1960-03-01T00:00:00.001Z"),
            (951_782_400_000, "2000-02-29T00:00:00.000Z"),
            (4_107_542_400_000, "2100-03-01T00:00:00.000Z"),
            (253_402_300_799_999, "9999-12-31T23:59:59.999Z"),
        ] as [(Int64, String)])
    func writesAndReads(_ milliseconds: Int64, _ text: String) {
        #expect(Instant(milliseconds: milliseconds).description == text)
        #expect(Instant(text) == Instant(milliseconds: milliseconds))
    }

    @Test func theFractionMayBeAbsent() {
        #expect(Instant("1970-01-01T00:00:01Z") == Instant(milliseconds: 1000))
    }

    @Test(arguments: [
        "", "1970-01-01", "1970-01-01T00:00:00", "1970-01-01 00:00:00Z", "1970-13-01T00:00:00Z", "1970-01-32T00:00:00Z", "1970-01-01T24:00:00Z",
        "1970-01-01T00:60:00Z", "1970-01-01T00:00:00+08:00", "1970-01-01T00:00:00.1Z", "１970-01-01T00:00:00Z", "1970/01/01T00:00:00Z",
        "1970-01-01T00.00.00Z", "1970-02-30T00:00:00Z", "1900-02-29T00:00:00Z", "1970-01-01T00:00:00,123Z",
    ])
    func otherFormsAreRefused(_ text: String) {
        #expect(Instant(text) == nil)
    }

    /// Every day from 1600 to 2400 comes back, and text sorts as time does.
    @Test func everyDayRoundTrips() {
        var last = ""
        for day in Int64(-135_140)...157_054 {
            let instant = Instant(milliseconds: day * 86_400_000 + 43_200_001)
            let text = instant.description
            #expect(text > last && Instant(text) == instant)
            last = text
        }
    }

    @Test func secondsRoundDown() {
        #expect(Instant(milliseconds: -1).seconds == -1)
        #expect(Instant(milliseconds: -1000).seconds == -1)
        #expect(Instant(milliseconds: 999).seconds == 0)
    }
}
