import Testing

@testable import Markup

@Suite struct NumberTests {
    @Test(
        arguments: [
            (0.0, 0, "0"), (1234567, 0, "1,234,567"), (999, 0, "999"), (1000, 0, "1,000"), (-1000, 0, "-1,000"), (12.345, 1, "12.3"),
            (12.35, 1, "12.4"),
            (0.05, 1, "0.1"), (0.04, 1, "0.0"), (-0.04, 1, "0.0"), (-0.4, 0, "0"), (0.5, 0, "1"), (-0.5, 0, "-1"), (5, 2, "5.00"),
            (0.007, 3, "0.007"),
            (1234.5, 1, "1,234.5"), (123_456_789_012, 0, "123,456,789,012"), (9_999_999_999_999, 0, "9,999,999,999,999"), (1e13, 0, "1.00e13"),
            (.greatestFiniteMagnitude, 0, "1.80e308"),
            (-2.5e20, 2, "-2.50e20"), (9_007_199_254_740, 9, "9,007,199,254,740.00000"),
        ] as [(Double, Int, String)])
    func numbersReadAlikeEverywhere(_ value: Double, _ decimals: Int, _ text: String) {
        #expect(Measure(decimals: decimals).number(value) == text)
    }

    @Test func aUnitFollowsTheNumber() {
        #expect(Measure(unit: "%", decimals: 1).text(91.44) == "91.4%")
        #expect(Measure(unit: " 萬元").text(-12000) == "-12,000 萬元")
    }

    @Test(
        arguments: [
            (0.0, 100.0, 4, [0.0, 50, 100]), (0, 90, 4, [0, 50, 100]), (0, 80, 4, [0, 20, 40, 60, 80]), (-4, 3, 4, [-4, -2, 0, 2, 4]),
            (0, 1, 5, [0, 0.2, 0.4, 0.6, 0.8, 1]), (12, 76, 4, [0, 20, 40, 60, 80]), (0, 7, 7, [0, 1, 2, 3, 4, 5, 6, 7]),
            (-90, -10, 4, [-100, -80, -60, -40, -20, 0]),
        ] as [(Double, Double, Int, [Double])])
    func stepsAreOneTwoOrFive(_ low: Double, _ high: Double, _ count: Int, _ expected: [Double]) {
        let values = Ticks(covering: low, high, about: count).values
        #expect(values.count == expected.count)
        for (value, wanted) in zip(values, expected) { #expect(abs(value - wanted) < 1e-9) }
    }

    @Test(
        arguments: [
            (5.0, 5.0), (0, 0), (-5, -5), (1e18, 1e18 + 256), (1e-300, 2e-300), (.leastNonzeroMagnitude, 2e-300), (-1.7e308, 1.7e308),
            (1.7e308, 1.7e308), (0.1, 0.1),
            (0.30000000000000004, 0.3), (-1e-9, 1e-9), (1e12, 1.2e12),
        ] as [(Double, Double)])
    func ticksCoverWhatTheyShould(_ low: Double, _ high: Double) {
        let ticks = Ticks(covering: low, high, about: 4)
        #expect((2...12).contains(ticks.values.count))
        #expect(ticks.low <= min(low, high) && ticks.high >= max(low, high))
        #expect(ticks.values.allSatisfy { $0.isFinite })
        #expect(ticks.values == ticks.values.sorted() && Set(ticks.values).count == ticks.values.count)
    }

    @Test func decimalsTellOneTickFromTheNext() {
        #expect(Ticks(covering: 0, 0.04, about: 4).decimals == 2)
        #expect(Ticks(covering: 0, 0.4, about: 4).decimals == 1)
        #expect(Ticks(covering: 0, 400, about: 4).decimals == 0)
    }

    @Test(arguments: [(0.0, "0"), (1.04, "1"), (1.05, "1.1"), (-0.04, "0"), (-1.26, "-1.3"), (736, "736"), (99.96, "100")])
    func placesAreTenths(_ value: Double, _ text: String) {
        #expect(value.place == text)
    }

    @Test func aScaleStaysWithinItsEnds() {
        let scale = Scale(low: 0, high: 10, start: 100, end: 0)
        #expect(scale(0) == 100 && scale(5) == 50 && scale(10) == 0)
        #expect(scale(-1) == 100 && scale(1e300) == 0)
        let widest = Scale(low: -.greatestFiniteMagnitude, high: .greatestFiniteMagnitude, start: 0, end: 100)
        #expect(widest(0) == 50)
    }
}
