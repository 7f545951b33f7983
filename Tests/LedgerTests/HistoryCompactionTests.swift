import Kernel
import Storage
import Synchronization
import TestSupport
import Testing

@testable import Ledger

/// A city may let go of its oldest past. What is left is as it was, and what is gone is said to be gone.
@Suite struct HistoryCompactionTests {
    /// What came of it; the schedule may have been before us.
    private func run(_ city: City) async throws -> [String] {
        try await city.store.write(exempt: .job) { _ = try JobQueries.enqueue(HistoryCompaction.job.id, at: city.clock.now(), $0) }
        while try await JobRunner(city: city, node: "one").step() {}
        return try await city.store.read { try JobQueries.list(before: nil, limit: 50, $0) }.filter { $0.kind == HistoryCompaction.job.id }
            .compactMap(\.note)
    }

    private func versions(_ city: TestCity) async throws -> Int { try await city.store.read { try $0.all("SELECT past_id FROM plan_past").count } }

    @Test(arguments: TestCity.engines)
    func whatIsOlderThanTheSettingGoes(_ engine: Engine) async throws {
        let time = Mutex(TestCity.now)
        let clock = Clock { time.withLock { $0 } }
        try await TestCity.with(engine, clock: clock, settings: ["ledger.historyDays": 2]) { city in
            // Four versions, one a day, each day closed.
            for day in 1...4 {
                try await SealedCity.importPlan(111...114, "第\(day)天。", city)
                try await city.settleLedger()
                time.withLock { $0 = $0.adding(seconds: 86_400) }
            }
            try await SealedCity.importPlan(107...110, "另一份。", city)
            try await city.settleLedger()
            let browser = Browser(city.site)
            let before = try await versions(city)
            let third = try await browser.get("/api/v1/plans/rdec-111-114?as-of=2026-11-26")
            #expect(third.status == 200 && third.text.contains("第3天。"))

            let notes = try await run(city.city)
            let left = try await versions(city)
            #expect(left < before && notes.contains("清除了 \(before - left) 個版本"))
            // 2026-11-28 less two days: the version of the 26th is the oldest that can be asked for.
            let again = try await browser.get("/api/v1/plans/rdec-111-114?as-of=2026-11-26")
            #expect(again.bytes == third.bytes)
            for day in ["2026-11-24", "2026-11-25"] {
                #expect(try await browser.get("/api/v1/plans/rdec-111-114?as-of=\(day)").status == 410, "\(day)")
            }
            #expect(try await browser.get("/api/v1/plans/rdec-111-114").text.contains("第4天。"))
            try await city.settleLedger()
            #expect(try await city.verify().findings == [])
            #expect(try await run(city.city).contains("沒有那麼久的過去"))
        }
    }

    @Test func everythingIsKeptUnlessACitySaysOtherwise() async throws {
        try await TestCity.with { city in
            try await SealedCity.importPlan(111...114, "一。", city)
            #expect(try await Set(run(city.city)) == ["設定是全部保留"])
        }
    }
}
