import Formats
import Kernel
import Storage
import Synchronization
import TestSupport
import Testing

@testable import Matters

@Suite struct AgencyListTests {
    private func list(_ office: Office, _ change: (inout AgencyListFilter) -> Void) async throws -> [String] {
        var filter = AgencyListFilter(lead: "water-resources")
        change(&filter)
        filter.sort = AgencyListFilter.sorts(filter.which).contains(filter.sort) ? filter.sort : AgencyListFilter.sorts(filter.which)[0]
        let queries = AgencyListQueries(filter: filter, now: TestCity.now)
        return try await office.city.store.read { try queries.page(limit: 50, $0) }.map(\.id)
    }

    /// Puts somebody into a unit.
    private func enter(_ handle: String, _ unit: String, _ office: Office) async throws {
        let id = try await office.person(handle).id
        try await office.city.store.write(as: .operatorAtConsole, "kernel.appoint") { db, changes in
            try db.run("UPDATE appointment SET unit = \(unit) WHERE person = \(id)")
            changes.append(Change(Reference("kernel/person", id)))
        }
    }

    @Test(arguments: TestCity.engines) func closedOnesAreThereAndFiltersNarrow(_ engine: Engine) async throws {
        try await Office.with(engine) { office in
            try await enter("officer", "水利科", office)
            let open = try await office.act("officer", "accept", on: office.dispatch(due: "2026-12-10"))
            let soon = try await office.dispatch(due: "2026-11-25")
            let gone = try await office.act("reviewer", "withdraw", on: office.dispatch(), ["words": "免"])
            _ = try await office.dispatch(to: "finance")
            #expect(try await Set(list(office) { _ in }) == [open.id, soon.id, gone.id])
            #expect(
                try await list(office) {
                    $0.which = .open; $0.sort = .due
                } == [soon.id, open.id])
            #expect(try await list(office) { $0.which = .closed } == [gone.id])
            #expect(try await list(office) { $0.which = .overdue } == [])
            #expect(try await list(office) { $0.unit = "水利科" } == [open.id])
            #expect(try await list(office) { $0.procedure = "monitoring.reply" } == [])
            let november = try #require(Period(id: "2026-11"))
            #expect(
                try await list(office) {
                    $0.which = .open; $0.sort = .due; $0.month = november
                } == [soon.id])
            #expect(try await Set(list(office) { $0.month = november }) == [open.id, soon.id, gone.id])
            #expect(try await list(office) { $0.month = november.previous } == [])
        }
    }

    /// Whatever is chosen, page after page shows each once, in order.
    @Test(arguments: TestCity.engines) func pagesFollowEachOther(_ engine: Engine) async throws {
        try await Office.with(engine) { office in
            for day in 1...7 { try await office.dispatch(due: "2026-12-0\(day)") }
            for which in [AgencyListFilter.Which.all, .open] {
                for sort in AgencyListFilter.sorts(which) {
                    var filter = AgencyListFilter(lead: "water-resources")
                    (filter.which, filter.sort) = (which, sort)
                    var seen: [String] = []
                    for _ in 0..<4 {
                        let queries = AgencyListQueries(filter: filter, now: TestCity.now)
                        let page = try await office.city.store.read { try queries.page(limit: 2, $0) }
                        seen += page.map(\.id)
                        filter.after = page.last.map(queries.cursor)
                    }
                    #expect(try await seen == list(office) { ($0.which, $0.sort) = (which, sort) }, "\(which) \(sort)")
                    #expect(seen.count == 7)
                }
            }
        }
    }

    /// What the index serves, the plan shows: no sorting and no whole table, whatever is chosen.
    @Test func everyFilterAndSortIsARangeOfAnIndex() async throws {
        let seen = Mutex<Set<SQLText>>([])
        try await TestCity.with(.sqlite, onPoint: { text in seen.withLock { _ = $0.insert(text) } }) { city in
            for which in AgencyListFilter.Which.allCases {
                for sort in AgencyListFilter.sorts(which) {
                    for narrow in ["lead", "kind", "unit"] {
                        var filter = AgencyListFilter(lead: "rdec")
                        (filter.which, filter.sort, filter.month) = (which, sort, Period(id: "2026-11"))
                        if narrow == "kind" { filter.procedure = "monitoring.directive" }
                        if narrow == "unit" { filter.unit = "水利科" }
                        let queries = AgencyListQueries(filter: filter, now: TestCity.now)
                        seen.withLock { $0 = [] }
                        _ = try await city.store.point { try queries.page(limit: 50, $0) }
                        let texts = seen.withLock { $0 }
                        #expect(texts.count == 1)
                        for text in texts {
                            let plan = try await city.driver.plan(of: text)
                            #expect(!plan.contains { $0.hasPrefix("SCAN") || $0.contains("TEMP B-TREE") }, "\(which) \(sort) \(narrow): \(plan)")
                            #expect(plan.contains { $0.contains("matter_\(narrow)_") }, "\(which) \(sort) \(narrow): \(plan)")
                        }
                    }
                }
            }
        }
    }

    @Test(arguments: TestCity.engines) func theListIsForWhoWorksThere(_ engine: Engine) async throws {
        try await Office.with(engine) { office in
            let gone = try await office.act("reviewer", "withdraw", on: office.dispatch("下水道"), ["words": "免"])
            for (who, status) in [("officer", 200), ("head", 200), ("reviewer", 200), ("mayor", 200), ("stranger", 404)] {
                let browser = Browser(office.city.site)
                _ = try await browser.signIn(who)
                let page = try await browser.get("/agencies/water-resources/matters?state=closed")
                #expect(page.status == status, "\(who)")
                if status == 200 {
                    #expect(page.text.contains("下水道"))
                    let csv = try await browser.get("/api/v1/agencies/water-resources/matters.csv").text
                    #expect(csv.contains(gone.number) && csv.contains("下水道"))
                    #expect(try await browser.get("/agencies/water-resources/matters?state=lost").status == 400)
                    #expect(try await browser.get("/agencies/nowhere/matters").status == 404)
                }
            }
        }
    }

    /// 科室: taken with the officer who takes it, and seen by the whole unit.
    @Test(arguments: TestCity.engines) func aUnitSeesItsOwn(_ engine: Engine) async throws {
        try await Office.with(engine) { office in
            try await enter("officer", "水利科", office)
            try await enter("colleague", "水利科", office)
            let taken = try await office.act("officer", "accept", on: office.dispatch())
            _ = try await office.dispatch()
            #expect(taken.unit == "水利科")
            #expect(try await office.inbox("colleague") { $0.view = .section } == [taken.id])
            #expect(try await office.inbox("head") { $0.view = .section } == [])
            try await enter("colleague", "防災科", office)
            let given = try await office.act("head", "reassign", on: taken, ["person": office.person("colleague").id])
            #expect(given.unit == "防災科")
        }
    }
}
