import Formats
import Kernel
import Matters
import Storage
import TestSupport
import Testing

@testable import Indicators

/// A step of a procedure tells an indicator its number, in the step's own transaction.
@Suite struct SetByStepTests {
    private static let indicator = Reference("indicators/indicator", "hours")
    private static let procedure = Procedure(
        "tests.count", "清點", mark: "點", version: 1, summary: "清點",
        states: [State("asked", "待清點", turn: .lead(.officer)), State("counted", "已清點", closes: .done)],
        actions: [
            Action(
                "count", "填報", from: ["asked"], to: "counted", by: [.lead(.officer)], form: [Field("number", "數量", maximum: 20), .words("說明")],
                effects: [.setIndicator(indicator, from: "number")])
        ])

    @Test(arguments: TestCity.engines) func theFieldsNumberIsThePeriodsValue(_ engine: Engine) async throws {
        try await TestCity.with(engine) { test in
            let city = test.city.with(Module(name: "tests", title: "測試", contributions: [Self.procedure]))
            let id = try await test.add("officer", .officer, at: "rdec")
            let officer = try #require(try await test.store.read { try PersonQueries.signedIn(id: id, on: TestCity.now.taipeiDay, $0) })
            let matter = try await city.store.write(as: .operatorAtConsole, "tests.open") { db, changes in
                try Matters(city).open(Opening("tests.count", title: "時數", lead: "rdec"), as: .operatorAtConsole, db, &changes)
            }
            func count(_ number: String) async throws {
                let form = Submission(values: ["number": number, "words": "盤點"])
                try await Matters(city).act(Move(matter: matter.id, action: "count", revision: 1, form: form), by: officer)
            }
            func refused(_ number: String) async throws -> [String: Phrase] {
                do {
                    try await count(number)
                    return [:]
                } catch MatterRefusal.fields(let fields) { return fields }
            }
            #expect(try await refused("12")["number"]?.key == "找不到這個指標。")
            try await city.store.write(as: .operatorAtConsole, "tests.keep") { db, changes in
                let indicator = Indicator(
                    id: "hours", title: "數位學習時數", agency: "rdec", line: nil, goal: nil, unit: "小時", decimals: 1, direction: .higher, cadence: .month,
                    formula: .entered, stages: [], weight: 100, metric: nil, subject: nil, method: "", source: "",
                    begins: CivilDate(iso: "2026-01-01")!, ends: nil, isPublic: true, isSample: false)
                try Indicators(city).keep(indicator, by: .operatorAtConsole, db, &changes)
            }
            #expect(try await refused("十二")["number"]?.key == "請填數字。")
            #expect(try await city.store.read { try MatterQueries.find(matter.id, $0) }?.state == "asked", "nothing was done")
            try await count("１２.5")
            let november = try #require(Period(id: "2026-11"))
            let told = try await city.store.read { try IndicatorQueries.value(of: "hours", november, $0) }
            #expect(told?.value == 12.5 && told?.note == "\(matter.number) 盤點")
            let changes = try await city.store.read {
                try $0.first("SELECT changes FROM entry WHERE reason = 'matters.act'")?.get("changes", as: String.self)
            }
            #expect(changes?.contains(matter.id) == true && changes?.contains("indicators/indicator/hours") == true, "one entry")
            #expect(Self.procedure.faults == [])
        }
    }
}
