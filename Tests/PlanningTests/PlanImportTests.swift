import Formats
import Foundation
import Kernel
import Planning
import Storage
import TestSupport
import Testing

/// The real plan, in the record and back.
@Suite struct PlanImportTests {
    static let source = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Demo/plan-rdec-111-114.txt")

    static func real(publishes: Bool = true) throws -> PlanImport {
        let draft = try PlanDraft(from: Outline(reading: Array(Data(contentsOf: source))))
        return PlanImport(agency: "rdec", years: 111...114, draft: draft, publishes: publishes)
    }

    @Test(arguments: TestCity.engines)
    func importingAgainChangesNothing(_ engine: Engine) async throws {
        try await TestCity.with(engine) { city in
            let plan = try Self.real()
            let before = try await entries(city)
            #expect(try await plan.run(as: .operatorAtConsole, at: TestCity.now, in: city.store) == .added)
            #expect(try await entries(city) == before + 1)
            let later = TestCity.now.adding(seconds: 3600)
            #expect(try await plan.run(as: .operatorAtConsole, at: later, in: city.store) == .unchanged)
            #expect(try await entries(city) == before + 1, "nothing changed, so nothing is told to the ledger")
        }
    }

    @Test(arguments: TestCity.engines)
    func namesOfLinesAreKeptAndAreNoPartOfTheDocument(_ engine: Engine) async throws {
        try await TestCity.with(engine) { city in
            var named = try Self.real()
            named.shortNames = ["g4-7": "開放資料"]
            #expect(try await named.run(as: .operatorAtConsole, at: TestCity.now, in: city.store) == .added)
            #expect(try await Self.real().run(as: .operatorAtConsole, at: TestCity.now, in: city.store) == .unchanged)
            var changed = try Self.real().draft
            changed.mission = "別的使命"
            let plan = PlanImport(agency: "rdec", years: 111...114, draft: changed, publishes: true)
            #expect(try await plan.run(as: .operatorAtConsole, at: TestCity.now, in: city.store) == .replaced)
            let name = try await city.store.read {
                try $0.first("SELECT short_name FROM plan_line WHERE id = 'g4-7'")?.get("short_name", as: String.self)
            }
            #expect(name == "開放資料")
        }
    }

    @Test(arguments: TestCity.engines)
    func importingTheSameNewPlanTwiceAtOnceAddsItOnce(_ engine: Engine) async throws {
        try await TestCity.with(engine) { city in
            let plan = try Self.real(publishes: false)
            let outcomes = try await withThrowingTaskGroup(of: PlanImport.Outcome.self) { group in
                for _ in 0..<4 { group.addTask { try await plan.run(as: .operatorAtConsole, at: TestCity.now, in: city.store) } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(outcomes.count { $0 == .added } == 1)
            #expect(outcomes.count { $0 == .unchanged } == 3)
        }
    }

    @Test(arguments: TestCity.engines)
    func aChangedDocumentReplacesTheLines(_ engine: Engine) async throws {
        try await TestCity.with(engine) { city in
            _ = try await Self.real(publishes: false).run(as: .operatorAtConsole, at: TestCity.now, in: city.store)
            var changed = try Self.real(publishes: false).draft
            changed.goals.removeLast()
            let plan = PlanImport(agency: "rdec", years: 111...114, draft: changed, publishes: false)
            #expect(try await plan.run(as: .operatorAtConsole, at: TestCity.now, in: city.store) == .replaced)
            let lines = try await city.store.read {
                try $0.first("SELECT count(*) AS n FROM plan_line WHERE plan = 'rdec-111-114'")?.get("n", as: Int.self)
            }
            // 6 priorities, 6 goals, 24 items.
            #expect(lines == 36)
        }
    }

    @Test(arguments: TestCity.engines)
    func anUploadDoesNotReplaceWhatIsPublished(_ engine: Engine) async throws {
        try await TestCity.with(engine) { city in
            _ = try await Self.real().run(as: .operatorAtConsole, at: TestCity.now, in: city.store)
            var changed = try Self.real().draft
            changed.mission = "別的使命"
            let plan = PlanImport(agency: "rdec", years: 111...114, draft: changed, publishes: false)
            #expect(try await plan.run(as: .operatorAtConsole, at: TestCity.now, in: city.store) == .drafted)
            #expect(try await plan.run(as: .operatorAtConsole, at: TestCity.now, in: city.store) == .unchanged)
            let mission = try await city.store.read {
                try $0.first("SELECT mission FROM plan WHERE id = 'rdec-111-114'")?.get("mission", as: String.self)
            }
            #expect(mission?.hasPrefix("本會為臺南市政府政策幕僚單位") == true)
            let draft = try await city.store.read { try $0.first("SELECT mission, version, revises FROM plan WHERE id = 'rdec-111-114.draft'") }
            #expect(try draft?.get("mission", as: String.self) == "別的使命")
            #expect(try draft?.get("version", as: Int.self) == 2)
            #expect(try draft?.get("revises", as: String.self) == "rdec-111-114")
        }
    }

    private func entries(_ city: TestCity) async throws -> Int {
        try await city.store.read { try $0.first("SELECT count(*) AS n FROM entry")?.get("n", as: Int.self) } ?? 0
    }
}
