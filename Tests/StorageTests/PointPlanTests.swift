import Storage
import Synchronization
import Testing

/// The tools with which each module's tests read how its point queries would run.
@Suite struct PointPlanTests {
    @Test(arguments: Engine.underTest)
    func pointQueriesAreSeenAndUseAnIndex(_ engine: Engine) async throws {
        let seen = Mutex<Set<SQLText>>([])
        try await withStore(engine, onPoint: { text in _ = seen.withLock { $0.insert(text) } }) { test in
            _ = try await test.store.point { db in try db.first("SELECT title FROM thing WHERE id = \("a")") }
            _ = try await test.store.point { db in try db.all("SELECT id FROM thing WHERE agency = \("rdec") AND number > \(7)") }
            _ = try await test.all("SELECT title FROM thing WHERE title = \("only points are seen")")
            let texts = seen.withLock { $0 }
            #expect(texts.count == 2)
            for text in texts {
                let plan = try await test.driver.plan(of: text)
                #expect(plan.contains { $0.contains("Index") || $0.contains("INDEX") }, "\(plan)")
                #expect(!plan.contains { $0.contains("SCAN") || $0.contains("Seq Scan") }, "\(plan)")
            }
        }
    }

    @Test(arguments: Engine.underTest)
    func aQueryWithoutAnIndexIsFoundOut(_ engine: Engine) async throws {
        try await withStore(engine) { test in
            let text = engine == .sqlite ? "SELECT id FROM thing WHERE title = ?" : "SELECT id FROM thing WHERE title = $1"
            let plan = try await test.driver.plan(of: SQLText(text: text, valueCount: 1))
            #expect(plan.contains { $0.contains("SCAN") || $0.contains("Seq Scan") }, "\(plan)")
        }
    }
}
