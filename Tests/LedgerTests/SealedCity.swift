import Formats
import Kernel
import Ledger
import Planning
import Storage
import TestSupport
import Testing

/// A city with some twenty entries in its ledger, three plans among them, all signed.
enum SealedCity {
    static func with(_ engine: Engine, _ body: (TestCity, SigningKey) async throws -> Void) async throws {
        try await TestCity.with(engine) { city in
            try await city.add("chen", .reviewer, at: "rdec")
            for years in [103...106, 107...110, 111...114] { try await importPlan(years, "服務市民。", city) }
            let key = try await city.settleLedger()
            // Another head, so that there is something between two.
            try await importPlan(111...114, "服務全體市民。", city)
            try await city.settleLedger(key)
            try await body(city, key)
        }
    }

    static func importPlan(_ years: ClosedRange<Int>, _ mission: String, _ city: TestCity) async throws {
        let text = "壹、使命\n\(mission)\n貳、願景\n宜居城市。\n參、施政重點\n一、開放：公開透明。\n肆、目標\n一、關鍵策略目標：\n(一) 提升效能：（業務成果面向）\n1. 整合政策。\n2. 廣納意見。\n"
        let plan = PlanImport(
            agency: "rdec", years: years, draft: try PlanDraft(from: Outline(reading: Array(text.utf8))), publishes: true)
        _ = try await plan.run(as: .operatorAtConsole, at: city.city.clock.now(), in: city.store)
    }
}

extension TestCity {
    /// Changes the database behind the ledger, as somebody who got at it would.
    func tamper(_ sql: SQL...) async throws {
        try await store.write(exempt: .session) { db in
            for statement in sql { try #expect(db.run(statement) > 0, "nothing was tampered with") }
        }
    }

    func verify(_ outside: SignedHead? = nil) async throws -> LedgerReport { try await LedgerVerifier(store: store, outside: outside).run() }

    func lastHead() async throws -> SignedHead {
        let head = try #require(try await store.read { try LedgerQueries.lastHead($0) })
        return try #require(SignedHead(note: head.note))
    }

    func id(at position: Int) async throws -> String {
        try #require(try await store.read { try $0.first("SELECT id FROM entry WHERE position = \(position)") }).get("id")
    }
}
