import Formats
import Markup
import Storage
import Testing

@testable import Indicators

@Suite struct AttainmentTests {
    @Test(arguments: [
        // 41.2 of 45 is 91.6 %, 602 of 580 is 103.8 %.
        (41.2, 45.0, Indicator.Direction.higher, 91.56), (602, 580, .higher, 103.79), (0, 20, .higher, 0),
        // Less is better: 8 days where 10 were allowed, 12.5 where 10 were.
        (8, 10, .lower, 125), (12.5, 10, .lower, 80), (0, 10, .lower, 100),
    ])
    func isAShareOfTheTarget(value: Double, target: Double, direction: Indicator.Direction, percent: Double) throws {
        let found = try #require(Attainment.percent(value, of: target, direction))
        #expect(abs(found - percent) < 0.01)
    }

    @Test func cannotBeToldOfNothing() {
        #expect(Attainment.percent(5, of: 0, .higher) == nil)
        #expect(Attainment.percent(-1, of: 10, .higher) == nil)
        #expect(Attainment.percent(.nan, of: 10, .higher) == nil)
    }

    private func values(_ values: [(String, Double, Double?, Double?)]) throws -> [Measurement] {
        try values.map { id, value, part, whole in
            Measurement(
                indicator: "i", period: try #require(Period(id: id)), value: value, part: part, whole: whole, note: "",
                firstAt: .init(milliseconds: 0), at: .init(milliseconds: 0), revision: 0)
        }
    }

    @Test func aYearIsMadeOfItsPeriods() throws {
        // 90 of 100 and 30 of 60: together 120 of 160 is 75 %, while the mean of the shares would be 70 %.
        let two = try values([("2026-01", 90, 90, 100), ("2026-02", 50, 30, 60)])
        #expect(MeasurementFormula.ratio.value(of: two) == 75)
        #expect(MeasurementFormula.sum.value(of: two) == 140)
        #expect(MeasurementFormula.mean.value(of: two) == 70)
        #expect(MeasurementFormula.entered.value(of: two) == 50)
        #expect(MeasurementFormula.staged.value(of: two) == 50)
        #expect(MeasurementFormula.sum.value(of: []) == nil)
        // 0.1 + 0.2 is 0.30000000000000004 where nobody looks after it.
        #expect(MeasurementFormula.sum.value(of: try values([("2026-01", 0.1, nil, nil), ("2026-02", 0.2, nil, nil)])) == 0.3)
    }
}
