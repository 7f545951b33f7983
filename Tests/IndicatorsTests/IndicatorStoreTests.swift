import Formats
import Kernel
import Markup
import Storage
import TestSupport
import Testing

@testable import Indicators

@Suite struct IndicatorStoreTests {
    private static let actor = Actor(Reference("system", "test"))

    /// An indicator of the commission: learning hours, told every quarter, 20 a year.
    private static func indicator(
        _ formula: MeasurementFormula = .sum, id: String = "hours", direction: Indicator.Direction = .higher, cadence: Period.Length = .quarter,
        stages: [Indicator.Stage] = [], metric: String? = nil, isPublic: Bool = true, weight: Double = 100, goal: Reference? = nil
    ) -> Indicator {
        Indicator(
            id: id, title: "數位學習時數", agency: "rdec", line: goal, goal: goal, unit: "小時", decimals: 1, direction: direction, cadence: cadence,
            formula: formula, stages: stages, weight: weight, metric: metric, subject: metric == nil ? nil : Reference("kernel/agency", "rdec"),
            method: "", source: "", begins: CivilDate(iso: "2025-01-01")!, ends: nil, isPublic: isPublic, isSample: false)
    }

    private static func keep(_ indicator: Indicator, _ targets: [Int: Double] = [:], in city: City) async throws {
        try await city.store.write(as: actor, "test") { db, changes in
            try Indicators(city).keep(indicator, by: actor, db, &changes)
            for (year, value) in targets.sorted(by: { $0.key < $1.key }) {
                try Indicators(city).setTarget(value, for: year, of: indicator, db, &changes)
            }
        }
    }

    @discardableResult
    private static func tell(_ value: Double, _ period: String, _ indicator: Indicator, note: String = "", in city: City) async throws -> Bool {
        let period = try #require(Period(id: period))
        return try await city.store.write(as: actor, "test") { db, changes in
            try Indicators(city).tell(.init(value: value, note: note), of: period, for: indicator, db, &changes)
        }
    }

    private static func year(_ year: Int, _ indicator: Indicator, in city: City) async throws -> YearSummary? {
        try await city.store.read { try YearSummary.of([indicator.id], year: year, asOf: .now, $0)[indicator.id] }
    }

    @Test(arguments: TestCity.engines)
    func aSumIsJudgedByTheShareOfTheYearThatWasTold(engine: Engine) async throws {
        try await TestCity.with(engine) { test in
            let city = test.city
            let indicator = Self.indicator()
            try await Self.keep(indicator, [2026: 20], in: city)
            try await Self.tell(6, "2026-Q1", indicator, in: city)
            // A quarter of 20 is 5; 6 of 5 is 120 %.
            #expect(try await Self.year(2026, indicator, in: city)?.attainment == 120)
            try await Self.tell(2, "2026-Q2", indicator, in: city)
            let summary = try await Self.year(2026, indicator, in: city)
            let half = try #require(summary)
            #expect(half.value == 8)
            #expect(half.attainment == 80)
            #expect(half.through?.iso == "2026-06-30")
        }
    }

    @Test(arguments: TestCity.engines)
    func aLevelIsJudgedAtTheEndOrWhenReached(engine: Engine) async throws {
        try await TestCity.with(engine) { test in
            let city = test.city
            let indicator = Self.indicator(.entered)
            try await Self.keep(indicator, [2025: 100], in: city)
            for (period, value) in [("2025-Q1", 20.0), ("2025-Q2", 40), ("2025-Q3", 60)] { try await Self.tell(value, period, indicator, in: city) }
            #expect(try await Self.year(2025, indicator, in: city)?.attainment == nil)
            try await Self.tell(90, "2025-Q4", indicator, in: city)
            #expect(try await Self.year(2025, indicator, in: city)?.attainment == 90)
        }
    }

    @Test(arguments: TestCity.engines)
    func loweringATargetAsksWhyAndWhatIsDone(engine: Engine) async throws {
        try await TestCity.with(engine) { test in
            let city = test.city
            let indicator = Self.indicator()
            try await Self.keep(indicator, [2026: 20], in: city)
            func lower(_ cause: String, _ strategy: String) async throws {
                try await city.store.write(as: Self.actor, "test") { db, changes in
                    try Indicators(city).setTarget(15, for: 2026, of: indicator, cause: cause, strategy: strategy, db, &changes)
                }
            }
            await #expect { try await lower("", "") } throws: { ($0 as? Indicators.Refusal)?.field == "cause" }
            await #expect { try await lower("新進人員多", "") } throws: { ($0 as? Indicators.Refusal)?.field == "strategy" }
            #expect(try await city.store.read { try IndicatorQueries.targets(of: indicator.id, $0).map(\.value) } == [20])
            try await lower("新進人員多", "下半年補課")
            let targets = try await city.store.read { try IndicatorQueries.targets(of: indicator.id, $0) }
            #expect(targets == [Target(year: 2026, value: 15, cause: "新進人員多", strategy: "下半年補課")])
            #expect(try await city.store.read { try IndicatorQueries.targetHistory(of: indicator.id, $0).map(\.target.value) } == [20, 15])
        }
    }

    @Test(arguments: TestCity.engines)
    func publicTablesHoldWhatAnyoneMaySee(engine: Engine) async throws {
        try await TestCity.with(engine) { test in
            let city = test.city
            let (shown, hidden) = (Self.indicator(id: "shown"), Self.indicator(id: "hidden", isPublic: false))
            for indicator in [shown, hidden] {
                try await Self.keep(indicator, [2026: 20], in: city)
                try await Self.tell(6, "2026-Q1", indicator, in: city)
                try await Self.tell(2.5, "2025-Q4", indicator, in: city)
            }
            let (indicators, values) = try await city.store.read { db in
                (
                    try IndicatorPublicTables.indicators.rows(nil, 10, .now, city, db).map { $0[0] },
                    try IndicatorPublicTables.values.rows(nil, 10, .now, city, db)
                )
            }
            #expect(indicators == [.text("shown")])
            #expect(values.map { $0[0] } == [.text("shown~2025-Q4"), .text("shown~2026-Q1")])
            // Value and target of the year; none was set for 2025.
            #expect(values.map { $0[5] } == [.number(2.5), .number(6)])
            #expect(values.map { $0[9] } == [.empty, .number(20)])
            let second = try await city.store.read { try IndicatorPublicTables.values.rows("shown~2025-Q4", 10, .now, city, $0) }
            #expect(second == [values[1]])
        }
    }

    @Test func whatIsEasierDependsOnTheDirection() {
        #expect(Indicators.isEasier(10, than: 20, .higher))
        #expect(!Indicators.isEasier(10, than: 20, .lower))
        #expect(Indicators.isEasier(30, than: 20, .lower))
    }

    @Test(arguments: TestCity.engines)
    func aCorrectionAsksWhyAndStaysInTheHistory(engine: Engine) async throws {
        try await TestCity.with(engine) { test in
            let city = test.city
            let indicator = Self.indicator()
            try await Self.keep(indicator, in: city)
            try await Self.tell(6, "2026-Q1", indicator, in: city)
            await #expect { try await Self.tell(7, "2026-Q1", indicator, in: city) } throws: { ($0 as? Indicators.Refusal)?.field == "note" }
            #expect(try await Self.tell(7, "2026-Q1", indicator, note: "漏計一班", in: city))
            #expect(try await !Self.tell(7, "2026-Q1", indicator, in: city))
            let period = try #require(Period(id: "2026-Q1"))
            let found = try await city.store.read { try IndicatorQueries.value(of: indicator.id, period, $0) }
            let value = try #require(found)
            #expect(value.value == 7)
            #expect(value.revision == 1)
            let past = try await city.store.read { db in
                try db.all("SELECT value FROM indicator_value_past WHERE indicator = \(indicator.id) AND past_ended_by IS NOT NULL").map {
                    try $0.get("value", as: Double.self)
                }
            }
            #expect(past == [6])
        }
    }

    @Test(arguments: TestCity.engines)
    func refusesPeriodsThatAreNotAskedFor(engine: Engine) async throws {
        try await TestCity.with(engine) { test in
            let city = test.city
            let indicator = Self.indicator()
            try await Self.keep(indicator, in: city)
            for period in ["2026-01", "2030-Q1", "2024-Q4", "2026"] {
                await #expect { try await Self.tell(1, period, indicator, in: city) } throws: { ($0 as? Indicators.Refusal)?.field == "period" }
            }
        }
    }

    @Test(arguments: TestCity.engines)
    func stagesGiveTheirPercent(engine: Engine) async throws {
        try await TestCity.with(engine) { test in
            let city = test.city
            let indicator = Self.indicator(.staged, stages: [.init("設計", 25), .init("發包", 50), .init("啟用", 100)])
            try await Self.keep(indicator, [2026: 100], in: city)
            let period = try #require(Period(id: "2026-Q1"))
            try await city.store.write(as: Self.actor, "test") { db, changes in
                try Indicators(city).tell(.init(stage: 1), of: period, for: indicator, db, &changes)
            }
            let found = try await city.store.read { try IndicatorQueries.find(indicator.id, $0) }
            let kept = try #require(found)
            #expect(kept.stages == indicator.stages)
            #expect(try await Self.year(2026, indicator, in: city)?.value == 50)
            await #expect {
                try await Self.keep(Self.indicator(.staged, id: "x", stages: [.init("設計", 60), .init("啟用", 90)]), in: city)
            } throws: { ($0 as? Indicators.Refusal)?.field == "stages" }
        }
    }

    @Test(arguments: TestCity.engines)
    func rollsUpByWeight(engine: Engine) async throws {
        try await TestCity.with(engine) { test in
            let city = test.city
            let (first, second) = (Reference("test/goal", "p~g1"), Reference("test/goal", "p~g2"))
            // Goal 1: 100 % at weight 60 and 50 % at weight 40: 80 %. Goal 2: 120 % counts as 100 %. One without a value is counted, not averaged.
            for (id, weight, value, goal) in [("a", 60.0, 20.0, first), ("b", 40, 10, first), ("c", 100, 24, second)] {
                let indicator = Self.indicator(.mean, id: id, cadence: .year, weight: weight, goal: goal)
                try await Self.keep(indicator, [2025: 20], in: city)
                try await Self.tell(value, "2025", indicator, in: city)
            }
            try await Self.keep(Self.indicator(.mean, id: "d", cadence: .year, weight: 100, goal: second), [2025: 20], in: city)
            let year = try #require(Period.year(2025))
            let summaries = try await city.store.read { try YearSummary.all(year: 2025, onlyPublic: true, asOf: .now, $0) }
            let rollUp = YearRollUp(summaries, year: year, city.settings)
            let agency = try #require(rollUp.agencies.first)
            #expect(rollUp.agencies.count == 1)
            #expect(agency.goals.first { $0.goal == first }?.rollUp.attainment == 80)
            #expect(agency.goals.first { $0.goal == second }?.rollUp.attainment == 100)
            #expect(agency.goals.first { $0.goal == second }?.rollUp.judged == 1)
            #expect(agency.goals.first { $0.goal == second }?.rollUp.all == 2)
            // (60 × 100 + 40 × 50 + 100 × 100) ÷ 200
            #expect(agency.whole.attainment == 90)
            #expect(rollUp.city.lights == [.ok: 2, .bad: 1, .grey: 1])
        }
    }

    @Test(arguments: TestCity.engines)
    func metricsAreAskedOnceForMany(engine: Engine) async throws {
        let metric = Metric("test.count", "件數", method: "數一數", unit: "件", subjects: ["kernel/agency"]) { question, _, _ in
            Dictionary(uniqueKeysWithValues: question.references.map { ($0, Measured(part: 9, of: 12)!) })
        }
        try await TestCity.with(engine) { test in
            let plain = test.city
            let city = plain.with(Module(name: "test", title: "測試", contributions: [metric]))
            for id in ["m1", "m2"] { try await Self.keep(Self.indicator(.ratio, id: id, cadence: .month, metric: "test.count"), in: city) }
            // Two indicators, each in the month that goes on and the twelve before it, which had no value yet.
            #expect(try await Measuring.measure(city) == 26)
            #expect(try await Measuring.measure(city) == 0)
            let values = try await city.store.read { db in
                try db.all("SELECT value, part, whole FROM indicator_value").map { row in
                    [try row.get("value", as: Double.self), try row.get("part", as: Double.self), try row.get("whole", as: Double.self)]
                }
            }
            #expect(values == Array(repeating: [75, 9, 12], count: 26))
            await #expect { try await Self.keep(Self.indicator(id: "m3", metric: "unknown"), in: city) } throws: {
                ($0 as? Indicators.Refusal)?.field == "metric"
            }
        }
    }
}
