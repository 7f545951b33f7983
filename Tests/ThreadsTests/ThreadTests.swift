import Formats
import Kernel
import Markup
import Storage
import TestSupport
import Testing

@testable import Planning
@testable import Threads

/// A small kind of record whose visibility the key says: `open-…` for everyone, `closed-…` for staff.
private enum Things {
    static let noun = Noun(
        "test/thing", "東西", icon: "data", isPublic: { id, _ in id.hasPrefix("open") ? true : id.hasPrefix("closed") ? false : nil },
        tells: { reason, _, _ in reason == "test" ? "做了測試" : nil }
    ) { ids, view, _ in
        ids.filter { $0.hasPrefix("open") || $0.hasPrefix("closed") && view.person?.isStaff == true }.map {
            Glance(Reference("test/thing", $0), title: "東西 \($0)", url: "/")
        }
    }

    static func reference(_ id: String) -> Reference { Reference("test/thing", id) }
}

@Suite struct ThreadTests {
    private static let actor = Actor(Reference("system", "test"))

    private static func city(_ test: TestCity) -> City { test.city.with(Module(name: "test", title: "測試", contributions: [Things.noun])) }

    @discardableResult
    private static func tie(_ source: String, _ target: String, _ kind: LinkKind = .relates, in city: City) async throws -> String {
        try await city.store.write(as: actor, "test") { db, changes in
            try Links(city).tie(Things.reference(source), kind, Things.reference(target), by: actor, db, &changes)
        }
    }

    private static func ends(_ id: String, isPublic: Bool? = nil, in city: City) async throws -> [LinkEnd] {
        try await city.store.read { try LinkQueries.ends(at: Things.reference(id), of: "test/thing", isPublic: isPublic, limit: 50, $0) }
    }

    @Test(arguments: TestCity.engines)
    func aTieIsSeenFromBothEnds(_ engine: Engine) async throws {
        try await TestCity.with(engine) { test in
            let city = Self.city(test)
            let link = try await Self.tie("open-a", "open-b", .measures, in: city)
            #expect(try await Self.tie("open-a", "open-b", .measures, in: city) == link, "the same tie is not made twice")
            let (from, to) = (try await Self.ends("open-a", in: city), try await Self.ends("open-b", in: city))
            #expect(from.map(\.there) == [Things.reference("open-b")])
            #expect(from.first?.title == "量測")
            #expect(to.map(\.there) == [Things.reference("open-a")])
            #expect(to.first?.title == "由它量測")
        }
    }

    @Test(arguments: TestCity.engines)
    func refusesWhatIsNotThereAndItself(_ engine: Engine) async throws {
        try await TestCity.with(engine) { test in
            let city = Self.city(test)
            await #expect(throws: Links.Refusal.unknown(Things.reference("gone"))) { try await Self.tie("open-a", "gone", in: city) }
            await #expect(throws: Links.Refusal.itself) { try await Self.tie("open-a", "open-a", in: city) }
            let left = try await Self.ends("open-a", in: city)
            #expect(left.isEmpty)
        }
    }

    @Test(arguments: TestCity.engines)
    func whatIsNotPublicIsNeitherShownNorCounted(_ engine: Engine) async throws {
        try await TestCity.with(engine) { test in
            let city = Self.city(test)
            for id in ["open-1", "closed-1", "closed-2"] { try await Self.tie(id, "open-a", in: city) }
            let here = Things.reference("open-a")
            let counts = try await city.store.read { try LinkQueries.counts(at: here, of: ["test/thing"], onlyPublic: true, upTo: 10, $0) }
            #expect(counts == ["test/thing": 1])
            #expect(try await Self.ends("open-a", isPublic: true, in: city).map(\.there.id) == ["open-1"])
            // One of them becomes public, and what is tied to it tells of it.
            try await city.store.write(as: Self.actor, "test") { db, changes in
                try Links.show(Things.reference("closed-1"), isPublic: true, db, &changes)
            }
            let shown = try await Self.ends("open-a", isPublic: true, in: city)
            #expect(Set(shown.map(\.there.id)) == ["open-1", "closed-1"])
        }
    }

    @Test(arguments: TestCity.engines)
    func whatWasUntiedIsStillThereInThePast(_ engine: Engine) async throws {
        try await TestCity.with(engine) { test in
            let city = Self.city(test)
            let link = try await Self.tie("open-a", "open-b", in: city)
            try await test.settleLedger()
            let before = try await city.store.read { db in try db.first("SELECT count(*) AS many FROM entry")?.get("many", as: Int.self) ?? 0 }
            try await city.store.write(as: Self.actor, "test") { db, changes in _ = try Links(city).untie(link, db, &changes) }
            try await test.settleLedger()
            #expect(try await Self.ends("open-a", in: city).isEmpty)
            let past = try await city.store.read {
                try LinkQueries.ends(at: Things.reference("open-a"), of: "test/thing", limit: 5, asOf: .entries(before), $0)
            }
            #expect(past.map(\.there) == [Things.reference("open-b")])
        }
    }

    @Test(arguments: TestCity.engines)
    func pagesThroughALongThread(_ engine: Engine) async throws {
        try await TestCity.with(engine) { test in
            let city = Self.city(test)
            for number in 1...25 { try await Self.tie("open-\(number)", "open-a", in: city) }
            var (seen, after): ([String], String?) = ([], nil)
            repeat {
                let place = after
                let page = try await city.store.read {
                    try LinkQueries.ends(at: Things.reference("open-a"), of: "test/thing", after: place, limit: 10, $0)
                }
                seen += page.map(\.there.id)
                after = page.count == 10 ? page.last?.place : nil
            } while after != nil
            #expect(seen.count == 25)
            #expect(Set(seen) == Set((1...25).map { "open-\($0)" }))
            let counts = try await city.store.read {
                try LinkQueries.counts(at: Things.reference("open-a"), of: ["test/thing"], onlyPublic: true, upTo: 20, $0)
            }
            #expect(counts == ["test/thing": 20], "counting ends at its limit")
        }
    }

    private static func importPlan(_ test: TestCity) async throws {
        let text = "壹、使命\n服務市民。\n貳、願景\n宜居城市。\n參、施政重點\n一、開放：公開透明。\n肆、目標\n一、關鍵策略目標：\n(一) 提升效能：（業務成果面向）\n1. 整合政策。\n2. 廣納意見。\n"
        let draft = try PlanDraft(from: Outline(reading: Array(text.utf8)))
        let plan = PlanImport(agency: "rdec", years: 111...114, draft: draft, publishes: true)
        _ = try await plan.run(as: .operatorAtConsole, at: TestCity.now, in: test.store)
    }

    @Test(arguments: TestCity.engines)
    func aPlanLineShowsItsIndicatorAndTheOfficersWayToMore(_ engine: Engine) async throws {
        try await TestCity.with(engine) { test in
            try await Self.importPlan(test)
            try await test.add("lin", .officer, at: "rdec")
            let (officer, visitor) = (Browser(test.site), Browser(test.site))
            #expect(try await officer.signIn("lin").status == 303)
            let line = "/plans/rdec-111-114/items/g1-1"
            #expect(try await visitor.get(line).text.contains("還沒有連到別的東西"))
            let new = "/indicators/new?line=planning/item/rdec-111-114/g1-1"
            #expect(try await officer.get(line).text.contains("/indicators/new?line=planning%2Fitem%2Frdec-111-114%2Fg1-1"))
            let made = try await officer.post(
                "/indicators/new",
                [
                    "title": "整合政策數", "agency": "rdec", "unit": "件", "decimals": "0", "direction": "higher", "cadence": "month", "formula": "sum",
                    "weight": "100", "begins": "2026-01-01", "line": "planning/item/rdec-111-114/g1-1", "isPublic": "yes",
                ], tokenFrom: new)
            #expect(made.status == 303)
            try await test.settleLedger()
            let page = try await visitor.get(line).text
            #expect(page.contains("整合政策數"))
            #expect(page.contains("連到「整合政策數」"))
            let links = try await visitor.get("/api/v1/links?of=planning/item/rdec-111-114/g1-1").text
            #expect(links.contains("\"kind\":\"measures\""))
            #expect(links.contains("整合政策數"))
            #expect(try await visitor.get("/threads?of=planning/item/rdec-111-114/g1-1").text.contains("整合政策數"))
            #expect(try await visitor.get("/threads?of=matters/matter/none").status == 404)
        }
    }
}
