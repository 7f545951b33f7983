import Kernel
import Storage
import TestSupport
import Testing

@testable import Planning

/// A year's plan as it stood, and as it is found.
@Suite struct AnnualPastTests {
    @Test(arguments: TestCity.engines)
    func whatWasReportedLaterIsNotInThePast(_ engine: Engine) async throws {
        try await TestCity.with(engine) { city in
            let stage = try await AnnualStage(city)
            try await stage.publish(114, indicators: [AnnualStage.indicator("受理件數", target: "90", weight: "100")])
            try await city.settleLedger()
            let then: Int = try await city.store.read { try $0.first("SELECT max(position) + 1 AS size FROM entry")?.get("size") ?? 0 }
            let officer = Actor(try await stage.person("lin").reference)
            let item = try #require(try await city.store.read { try AnnualQueries.item("w1", of: "rdec-114", $0) })
            try await WorkItem.report(
                "w1", .done, progress: "辦完了", seen: SectionDigest.of(item.reportValues), in: "rdec-114", as: officer, in: city.city)
            try await city.settleLedger()
            let (past, now) = try await city.store.read { db in
                (
                    try AnnualQueries.content("rdec-114", asOf: .entries(then), db), try AnnualQueries.content("rdec-114", db)
                )
            }
            #expect(past?.item("w1")?.state == .open && past?.plan.status == .published)
            #expect(now?.item("w1")?.state == .done && now?.item("w2")?.state == .open)
            await #expect(throws: AnnualFault.self, "somebody else reported meanwhile") {
                try await WorkItem.report(
                    "w1", .dropped, progress: "", seen: SectionDigest.of(item.reportValues), in: "rdec-114", as: officer, in: city.city)
            }
        }
    }

    @Test(arguments: TestCity.engines)
    func onlyWhatIsPublishedIsFound(_ engine: Engine) async throws {
        try await TestCity.with(engine) { city in
            let stage = try await AnnualStage(city)
            try await stage.publish(114, indicators: [AnnualStage.indicator("受理件數", target: "90", weight: "100")])
            try await stage.make(115)
            let (published, draft) = try await city.store.read { db in
                (try AnnualSearch.plans.documents("rdec-114", city.city, db), try AnnualSearch.plans.documents("rdec-115", city.city, db))
            }
            #expect(
                published.map(\.reference.text) == [
                    "planning/annual/rdec-114", "planning/work/rdec-114/w1", "planning/work/rdec-114/w2", "planning/measure/rdec-114/k1",
                ])
            #expect(draft.isEmpty)
        }
    }
}
