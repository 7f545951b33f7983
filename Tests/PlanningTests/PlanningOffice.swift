import Formats
import Foundation
import Kernel
import Ledger
import Matters
import Storage
import Synchronization
import TestSupport
import Testing

@testable import Planning

/// A city with a published plan and the people of its life: an officer, a head, the commission, the mayor, and somebody of another agency.
struct PlanningOffice {
    let city: TestCity
    let time: Moving
    private let people: [String: String]
    private let key: SigningKey

    final class Moving: Sendable {
        private let seconds = Mutex<Int64>(0)
        var clock: Clock { Clock { TestCity.now.adding(seconds: self.seconds.withLock { $0 }) } }
        func pass(_ seconds: Int64) { self.seconds.withLock { $0 += seconds } }
    }

    static let text =
        "壹、使命\n服務市民。\n貳、願景\n宜居城市。\n參、施政重點\n一、開放：公開透明。\n肆、目標\n一、關鍵策略目標：\n(一) 提升效能：（業務成果面向）\n1. 整合政策。\n2. 廣納意見。\n"
    static let plan = "rdec-111-114"
    static let draft = "rdec-111-114.draft"

    static func with(_ engine: Engine, publishes: Bool = true, _ body: (PlanningOffice) async throws -> Void) async throws {
        let time = Moving()
        try await TestCity.with(engine, clock: time.clock) { city in
            try await city.importCalendars("115")
            _ = try await city.city.openProvisionalYear(2027, as: .operatorAtConsole)
            var people: [String: String] = [:]
            for (handle, role, agency) in [
                ("officer", Role.officer, "rdec"), ("colleague", .officer, "rdec"), ("agencyhead", .agencyHead, "rdec"),
                ("reviewer", .reviewer, "rdec"),
                ("mayor", .mayor, "city"), ("stranger", .officer, "culture"),
            ] {
                people[handle] = try await city.add(handle, role, at: agency)
            }
            let key = try await city.settleLedger()
            time.pass(60)
            let plan = PlanImport(
                agency: "rdec", years: 111...114, draft: try PlanDraft(from: Outline(reading: Array(text.utf8))), publishes: publishes)
            _ = try await plan.run(as: .operatorAtConsole, at: time.clock.now(), in: city.store)
            let office = PlanningOffice(city: city, time: time, people: people, key: key)
            try await office.settle()
            try await body(office)
        }
    }

    /// Everything written until now gets its place and is signed, and a minute passes.
    func settle() async throws {
        try await city.settleLedger(key)
        time.pass(60)
        _ = try await Sequencer(store: city.store, key: key).step(isNewDay: true)
    }

    func person(_ handle: String) async throws -> SignedInPerson {
        let (id, today) = (try #require(people[handle]), city.city.clock.today)
        return try #require(try await city.store.read { try PersonQueries.signedIn(id: id, on: today, $0) })
    }

    func matter(_ version: String = "rdec-111-114/2") async throws -> Matter {
        try #require(try await city.store.read { try MatterQueries.about(Reference("planning/version", version), $0).first })
    }

    /// What somebody does with the plan's life.
    @discardableResult
    func act(_ action: String, _ handle: String, _ values: [String: String] = [:], _ version: String = "rdec-111-114/2") async throws -> Matter {
        let matter = try await matter(version)
        let move = Move(matter: matter.id, action: action, revision: matter.revision, form: Submission(values: values))
        let result = try await Matters(city.city).act(move, by: person(handle))
        try await settle()
        return result
    }

    func start() async throws {
        guard case .started = try await Plan.startRevision(Self.plan, as: Actor(person("officer").reference), in: city.city) else {
            Issue.record("no revision was started")
            return
        }
        try await settle()
    }

    /// A revision in which the mission is another, with its reason.
    func startChanged() async throws {
        try await start()
        var section = try #require(try await PlanSection("basics", of: content()))
        let seen = section.digest
        section.head["mission"] = "服務每一位市民。"
        guard case .saved = try await Plan.save(section, of: Self.draft, seen: seen, by: person("officer"), in: city.city) else {
            Issue.record("not saved")
            return
        }
        try await #expect(PlanReason.keep(["mission": "納入全體市民"], of: Self.draft, by: person("officer"), in: city.city))
        try await settle()
    }

    func browser(_ handle: String) async throws -> Browser {
        let browser = Browser(city.site)
        try await #expect(browser.signIn(handle).status == 303)
        return browser
    }

    func content(_ id: String = draft) async throws -> PlanContent {
        try #require(try await city.store.read { try PlanQueries.content(id, $0) })
    }
}
