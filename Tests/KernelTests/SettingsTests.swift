import Formats
import Kernel
import Storage
import TestSupport
import Testing

@Suite struct SettingsTests {
    private static let setting = Setting("test.days", "天數", standard: 30, unit: "日", source: "測試", range: 1...99)

    private static func day(_ iso: String) throws -> CivilDate { try #require(CivilDate(iso: iso)) }

    private static func settings(on iso: String) throws -> Settings {
        let today = try day(iso)
        let overrides = [
            Settings.Override(id: "test.days", validFrom: try day("2026-07-01"), value: 20, source: "丙"),
            Settings.Override(id: "test.days", validFrom: try day("2026-01-01"), value: 40, source: "甲"),
            Settings.Override(id: "test.other", validFrom: try day("2020-01-01"), value: 1, source: "乙"),
        ]
        return Settings(overrides) { today }
    }

    @Test(arguments: [("2025-12-31", 30), ("2026-01-01", 40), ("2026-06-30", 40), ("2026-07-01", 20), ("2030-01-01", 20)])
    func theRuleOfTheDay(_ day: String, _ value: Int) throws {
        #expect(try Self.settings(on: day)[Self.setting] == value)
    }

    @Test func whereARuleComesFrom() throws {
        #expect(try Self.settings(on: "2026-03-01").inForce(Self.setting)?.source == "甲")
        #expect(try Self.settings(on: "2025-03-01").inForce(Self.setting) == nil)
    }

    @Test func aRuleIsKeptAndReplacedByDay() async throws {
        try await TestCity.with { city in
            let day = try Self.day("2026-01-01")
            for value in [5, 7] {
                try await Settings.set(
                    .init(id: "test.days", validFrom: day, value: value, source: "s\(value)"), as: .operatorAtConsole, in: city.store)
            }
            let loaded = try await Settings.load(from: city.store) { day }
            #expect(loaded.inForce(Self.setting) == .init(id: "test.days", validFrom: day, value: 7, source: "s7"))
        }
    }
}
