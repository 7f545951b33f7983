import Formats
import Testing

@Suite struct PeriodTests {
    @Test(arguments: [
        ("2026", "2026-01-01", "2026-12-31", "115年"), ("2026-H2", "2026-07-01", "2026-12-31", "115年下半年"),
        ("2026-Q1", "2026-01-01", "2026-03-31", "115年第1季"), ("2028-02", "2028-02-01", "2028-02-29", "117年2月"),
        ("2026-11-24", "2026-11-24", "2026-11-24", "115年11月24日"), ("1911", "1911-01-01", "1911-12-31", "民國前1年"),
    ])
    func readsItsNamesAndKnowsItsDays(id: String, first: String, last: String, roc: String) throws {
        let period = try #require(Period(id: id))
        #expect(period.id == id)
        #expect(period.first.iso == first)
        #expect(period.last.iso == last)
        #expect(period.roc == roc)
    }

    @Test(arguments: ["", "26", "2026-H3", "2026-Q0", "2026-Q5", "2026-13", "2026-1", "2026-02-30", "2026Q1", "Q1-2026", "２０２６"])
    func refusesWhatIsNoPeriod(id: String) { #expect(Period(id: id) == nil) }

    @Test func goesOnOverTheYearsEnd() throws {
        let months = try #require(Period(id: "2025-12"))
        #expect(months.next.id == "2026-01")
        #expect(try #require(Period(id: "2026-Q1")).previous.id == "2025-Q4")
        #expect(try #require(Period(id: "2026-12-31")).next.id == "2027-01-01")
    }

    @Test func hasItsParts() throws {
        let year = try #require(Period(id: "2026"))
        #expect(year.parts(.quarter).map(\.id) == ["2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"])
        #expect(year.parts(.month).count == 12)
        #expect(year.parts(.day).count == 365)
        #expect(try #require(Period(id: "2026-04")).parts(.quarter) == [])
        #expect(try #require(Period(id: "2026-Q2")).parts(.quarter).map(\.id) == ["2026-Q2"])
    }
}
