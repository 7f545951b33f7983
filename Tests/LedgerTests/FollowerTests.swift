import Formats
import Foundation
import Kernel
import Storage
import Synchronization
import TestSupport
import Testing

@testable import Ledger

@Suite struct FollowerTests {
    /// Waits for something that a task brings about; half a minute is more than any machine needs.
    private func until(_ isTrue: () async throws -> Bool) async throws {
        for _ in 0..<600 {
            if try await isTrue() { return }
            try await Task.sleep(for: .milliseconds(50))
        }
        Issue.record("it did not come about")
    }

    private func follower(_ city: TestCity, _ folder: String) -> Follower {
        Follower(store: city.store, keyFile: KeyFile(folder + "/key"), name: "a/ledger", day: { "2026-11-24" }, report: { _ in })
    }

    @Test(arguments: TestCity.engines)
    func entriesAreSignedWhileTheFollowerRuns(_ engine: Engine) async throws {
        try await TestCity.with(engine) { city in
            try await inFolder { folder in
                let heard = Mutex<[String?]>([])
                let listening = city.store.driver.listen("ledger_head") { text in heard.withLock { $0.append(text) } }
                let task = Task { await follower(city, folder).run() }
                try await SealedCity.importPlan(111...114, "服務市民。", city)
                try await until {
                    let report = try await city.verify()
                    return report.waiting == 0 && report.entries > 0
                }
                try await until { heard.withLock { $0.contains { $0 != nil } } }
                task.cancel()
                await task.value
                listening.end()
                #expect(try await city.verify().isGood)
                let size = try await city.lastHead().size
                try await until { heard.withLock { $0.last == String(size) } }
            }
        }
    }

    @Test(arguments: TestCity.engines)
    func oneLeadsAndAnotherTakesOver(_ engine: Engine) async throws {
        try await TestCity.with(engine) { city in
            let first = try #require(try await city.store.driver.lead("ledger"))
            #expect(await first.isHeld())
            #expect(try await city.store.driver.lead("ledger") == nil)
            #expect(try await city.store.driver.lead("other") != nil)
            await first.giveUp()
            #expect(await !first.isHeld())
            var second: (any Lead)?
            // The server frees the lock when it has noticed that the connection is gone.
            try await until {
                second = try await city.store.driver.lead("ledger")
                return second != nil
            }
            await second?.giveUp()
        }
    }

    /// Two that both think they lead cannot both give places.
    @Test(arguments: TestCity.engines)
    func twoLeadersAtOnceLoseNothing(_ engine: Engine) async throws {
        try await TestCity.with(engine) { city in
            let key = try await city.settleLedger()
            for year in 0..<6 { try await SealedCity.importPlan((100 + 4 * year)...(103 + 4 * year), "服務市民。", city) }
            await withTaskGroup(of: Void.self) { group in
                for _ in 0..<4 { group.addTask { _ = try? await Sequencer(store: city.store, key: key).step(limit: 2) } }
            }
            try await Sequencer(store: city.store, key: key).settle()
            let report = try await city.verify()
            #expect(report.findings == [] && report.waiting == 0)
        }
    }

    @Test(arguments: TestCity.engines)
    func aNewDayIsClosedByAHeadOfItsOwn(_ engine: Engine) async throws {
        let time = Mutex(TestCity.now)
        try await TestCity.with(engine, clock: Clock { time.withLock { $0 } }) { city in
            let key = try await city.settleLedger()
            let size = try await city.lastHead().size
            time.withLock { $0 = $0.adding(seconds: 86_400) }
            #expect(try await Sequencer(store: city.store, key: key).step() == nil)
            #expect(try await Sequencer(store: city.store, key: key).step(isNewDay: true)?.head?.size == size)
            let head = try await city.lastHead()
            #expect(head.size == size && head.at == TestCity.now.adding(seconds: 86_400))
            #expect(try await city.verify().isGood)
        }
    }
}
