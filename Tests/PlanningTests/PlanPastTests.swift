import Formats
import Foundation
import Kernel
import Ledger
import Planning
import Storage
import Synchronization
import TestSupport
import Testing

/// Plans as they stood on any day, on every page and in every answer of the API.
@Suite struct PlanPastTests {
    private final class Moving: Sendable {
        private let seconds = Mutex<Int64>(0)
        var clock: Clock { Clock { TestCity.now.adding(seconds: self.seconds.withLock { $0 }) } }
        func nextDay() { seconds.withLock { $0 += 86_400 } }
    }

    private static let pages = [
        "/", "/plans", "/plans/rdec-111-114", "/plans/rdec-111-114/goals/g1", "/plans/rdec-111-114/items/g1-2", "/api/v1/plans/rdec-111-114",
        "/api/v1/plans/rdec-111-114.csv", "/api/v1/plans/rdec-111-114/items/g1-2",
    ]

    private func importPlan(_ second: String, _ city: TestCity, _ time: Moving) async throws {
        let text = "壹、使命\n服務市民。\n貳、願景\n宜居城市。\n參、施政重點\n一、開放：公開透明。\n肆、目標\n一、關鍵策略目標：\n(一) 提升效能：（業務成果面向）\n1. 整合政策。\n2. \(second)\n"
        let plan = PlanImport(
            agency: "rdec", years: 111...114, draft: try PlanDraft(from: Outline(reading: Array(text.utf8))), publishes: true)
        _ = try await plan.run(as: .operatorAtConsole, at: time.clock.now(), in: city.store)
    }

    /// Monday the ledger begins, Tuesday the plan comes, Wednesday it changes, Thursday is today.
    private func with(_ engine: Engine, _ body: (TestCity) async throws -> Void) async throws {
        let time = Moving()
        try await TestCity.with(engine, clock: time.clock) { city in
            let key = try await city.settleLedger()
            time.nextDay()
            try await importPlan("廣納意見。", city, time)
            try await city.settleLedger(key)
            time.nextDay()
            try await importPlan("廣納各界意見。", city, time)
            try await city.settleLedger(key)
            time.nextDay()
            _ = try await Sequencer(store: city.store, key: key).step(isNewDay: true)
            try await body(city)
        }
    }

    @Test(arguments: TestCity.engines)
    func everyPageShowsTheDayItIsAskedFor(_ engine: Engine) async throws {
        try await with(engine) { city in
            let browser = Browser(city.site)
            for path in Self.pages {
                let today = try await browser.get(path)
                #expect(today.status == 200, "\(path)")
                let hasItems = !["/", "/plans"].contains(path)
                if hasItems { #expect(today.text.contains("廣納各界意見") && !today.text.contains("廣納意見"), "\(path)") }
                let past = try await browser.get(path + "?as-of=2026-11-25")
                #expect(past.status == 200, "\(path)")
                if hasItems { #expect(past.text.contains("廣納意見") && !past.text.contains("廣納各界意見"), "\(path)") }
                if !path.hasPrefix("/api/") {
                    #expect(past.text.contains("這是過去的樣子") && past.text.contains("11月25日"), "\(path)")
                    #expect(!today.text.contains("這是過去的樣子"), "\(path)")
                }
                let later = try await browser.get(path + "?as-of=2026-11-26")
                #expect(!hasItems || later.text.contains("廣納各界意見"), "\(path)")
                let instant = try await browser.get(path + "?as-of=2026-11-25T01:00:00Z")
                #expect(!hasItems || instant.text.contains("廣納意見"), "\(path)")
            }
            // Links lead on to the same day.
            try await #expect(browser.get("/plans/rdec-111-114?as-of=2026-11-25").text.contains("/plans/rdec-111-114/items/g1-2?as-of=2026-11-25"))
        }
    }

    @Test(arguments: TestCity.engines)
    func whatWasNotYetThereIsNotThere(_ engine: Engine) async throws {
        try await with(engine) { city in
            let browser = Browser(city.site)
            try await #expect(browser.get("/plans/rdec-111-114?as-of=2026-11-24").status == 404)
            try await #expect(browser.get("/plans?as-of=2026-11-24").text.contains("還沒有公布的計畫"))
            try await #expect(browser.get("/plans?as-of=2026-11-20").status == 404, "before the ledger")
            try await #expect(browser.get("/plans?as-of=2026-11-28").status == 400, "tomorrow")
            try await #expect(browser.get("/plans?as-of=gestern").status == 400)
            try await #expect(browser.get("/plans?as-of=2026-11-27").status == 200, "today")
        }
    }

    /// What was signed does not change; beyond the last head it still could.
    @Test(arguments: TestCity.engines)
    func beyondTheLastHeadIsRefused(_ engine: Engine) async throws {
        let time = Moving()
        try await TestCity.with(engine, clock: time.clock) { city in
            let key = try await city.settleLedger()
            try await importPlan("廣納意見。", city, time)
            time.nextDay()
            let browser = Browser(city.site)
            try await #expect(browser.get("/plans?as-of=2026-11-24").status == 409)
            try await city.settleLedger(key)
            try await #expect(browser.get("/plans?as-of=2026-11-24").status == 200)
        }
    }

    @Test(arguments: TestCity.engines)
    func whatChangedBetweenTwoDaysIsToldWithWhoDidIt(_ engine: Engine) async throws {
        try await with(engine) { city in
            let browser = Browser(city.site)
            func changes(_ query: String) async throws -> [String] {
                let json = try JSON(parsing: try await browser.get("/api/v1/plans/changes?" + query).bytes)
                guard case .array(let items)? = json["items"] else { return ["no list"] }
                return items.map { item in
                    guard case .string(let key)? = item["key"], case .string(let change)? = item["change"], case .string(let by)? = item["by"] else {
                        return "?"
                    }
                    return "\(key) \(change) \(by)"
                }
            }
            try await #expect(changes("from=2026-11-24&to=2026-11-25") == ["rdec-111-114 added 系統"])
            try await #expect(changes("from=2026-11-25&to=2026-11-26") == ["rdec-111-114 changed 系統"])
            try await #expect(changes("plan=rdec-111-114&from=2026-11-25&to=2026-11-26") == ["rdec-111-114/g1-2 changed 系統"])
            try await #expect(changes("from=2026-11-26&to=2026-11-26") == [])
            try await #expect(browser.get("/plans/changes?from=2026-11-24").text.contains("新增"))
            try await #expect(browser.get("/api/v1/plans/changes?plan=rdec-111-114&from=2026-11-24").status == 404, "its lines were not public then")
            try await #expect(browser.get("/plans/changes?from=x").status == 400)
        }
    }

    @Test(arguments: TestCity.engines)
    func theSealOfThePastIsThatOfItsEntry(_ engine: Engine) async throws {
        try await with(engine) { city in
            let browser = Browser(city.site)
            func seal(_ page: String) -> String { page.range(of: "紀錄簿第 [0-9]+ 筆", options: .regularExpression).map { String(page[$0]) } ?? "" }
            let past = try await seal(browser.get("/plans/rdec-111-114?as-of=2026-11-25").text)
            let today = try await seal(browser.get("/plans/rdec-111-114").text)
            #expect(!past.isEmpty && !today.isEmpty && past != today)
        }
    }
}
