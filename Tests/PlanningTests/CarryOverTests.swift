import Kernel
import Storage
import TestSupport
import Testing

@testable import Planning

/// What last year left over goes on this year, or somebody says why not.
@Suite struct CarryOverTests {
    @Test(arguments: TestCity.engines)
    func unfinishedItemsAreProposedAndDecidedOneByOne(_ engine: Engine) async throws {
        try await TestCity.with(engine) { city in
            let stage = try await AnnualStage(city)
            try await stage.publish(114, indicators: [AnnualStage.indicator("受理件數", target: "90", weight: "100")])
            let done = "/desk/annual-plans/rdec-114/items/w2"
            let told = try await stage.officer.post(
                "\(done)/progress", ["state": "done", "progress": "辦完了", "seen": try await stage.officer.hidden("seen", on: done)], tokenFrom: done)
            #expect(told.location == "\(done)?done=kept")
            #expect(try await Browser(city.site).get("/annual-plans/rdec-114/items/w2").text.contains("辦完了"))

            let desk = try await stage.make(115)
            let proposals = try await city.store.read { try CarryOver.all(of: "rdec-115", $0) }
            #expect(proposals.map(\.source.text) == ["planning/work/rdec-114/w1"], "what is done, or not known to be missed, is not proposed")
            #expect(try await stage.officer.get(desk).text.contains("還有 1 項沒有決定是否延續"))
            let silent = try await stage.officer.post(
                "\(desk)/carry-over", ["source": "planning/work/rdec-114/w1", "decision": "decline"], tokenFrom: desk)
            #expect(silent.status == 422 && silent.text.contains("不延續時，請說明理由。"))
            let accepted = try await stage.officer.post(
                "\(desk)/carry-over", ["source": "planning/work/rdec-114/w1", "decision": "accept"], tokenFrom: desk)
            #expect(accepted.location == "\(desk)?done=kept")
            let items = try await city.store.read { try AnnualQueries.items(of: "rdec-115", $0) }
            #expect(items.map(\.continues) == ["rdec-114/w1", nil], "the item of the same line goes on with it")
            let tied = try await city.store.read {
                try LinkQueries.ends(at: Reference("planning/work", "rdec-114/w1"), of: "planning/work", limit: 5, $0)
            }
            #expect(tied.map(\.there.id) == ["rdec-115/w1"])
            #expect(try await !stage.officer.get(desk).text.contains("沒有決定是否延續"))
        }
    }

    @Test(arguments: TestCity.engines)
    func aLowerTargetThanLastYearsNeedsItsCause(_ engine: Engine) async throws {
        try await TestCity.with(engine) { city in
            let stage = try await AnnualStage(city)
            try await stage.publish(114, indicators: [AnnualStage.indicator("受理件數", target: "90", weight: "100")])
            let desk = try await stage.make(115)
            let lower = AnnualStage.indicator("受理件數", target: "80", weight: "100")
            let refused = try await stage.addIndicator(lower, to: desk)
            #expect(refused.status == 422 && refused.text.contains("目標值由去年的 90 調降為 80，請說明原因。"))
            #expect(refused.text.contains("目標值比去年低時，請說明因應對策。"))
            let explained = lower.merging(["cause": "人力減少", "strategy": "改線上受理"]) { $1 }
            #expect(try await stage.addIndicator(explained, to: desk).status == 303)
            // Where less is better, more is the easier target.
            let waiting = AnnualStage.indicator("受理件數", target: "95", weight: "0", with: ["direction": "atMost"])
            #expect(try await stage.addIndicator(waiting, to: desk).status == 422)
        }
    }
}
