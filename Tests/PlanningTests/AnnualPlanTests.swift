import Formats
import Foundation
import Kernel
import Matters
import Storage
import TestSupport
import Testing

@testable import Planning

/// A year's plan from the mid-term plan to what a citizen reads.
@Suite struct AnnualPlanTests {
    @Test func weightsAreCountedExactly() {
        #expect(Weight("25") == Weight(hundredths: 2500) && Weight("12.5%")?.text == "12.5" && Weight("0.05")?.text == "0.05")
        for wrong in ["", "-1", "100.01", "1.234", "1.", ".5", "十", "1e2", "1000"] { #expect(Weight(wrong) == nil, "\(wrong)") }
        #expect(Weight.whole.divided(by: 7).map(\.text) == ["15", "15", "14", "14", "14", "14", "14"])
        #expect(Weight(hundredths: 1250).divided(by: 3).map(\.text) == ["4.5", "4", "4"])
        // Ten times 0.1 is 1, which floating point does not find.
        #expect(Weight.sum((0..<10).map { _ in Weight(hundredths: 10) }).text == "1")
    }

    @Test(arguments: TestCity.engines)
    func itIsMadeFromThePlanLineByLine(_ engine: Engine) async throws {
        try await TestCity.with(engine) { city in
            let stage = try await AnnualStage(city)
            let desk = try await stage.make(115)
            let content = try #require(try await city.store.read { try AnnualQueries.content("rdec-115", $0) })
            #expect(content.goals.map(\.weight.text) == ["100"] && content.goals.map(\.title) == ["提升效能"])
            #expect(content.items.map(\.id) == ["w1", "w2"] && content.items.map(\.line) == ["g1-1", "g1-2"])
            #expect(content.items.map(\.name) == ["整合政策", "廣納意見"] && content.items[0].content == "整合政策，提升品質。")
            #expect(content.items[0].starts.iso == "2026-01-01" && content.items[0].ends.iso == "2026-12-31")
            #expect(content.indicators.isEmpty)
            let tied = try await city.store.read {
                try LinkQueries.ends(at: Reference("planning/item", "rdec-111-114/g1-1"), of: "planning/work", limit: 5, $0)
            }
            #expect(tied.map(\.there.id) == ["rdec-115/w1"] && tied.map(\.kind) == [.carriesOut])

            #expect(try await Browser(city.site).get("/annual-plans/rdec-115").status == 404, "a draft is nobody else's business")
            #expect(try await Browser(city.site).get("/plans/rdec-111-114/items/g1-1").text.contains("115年度：整合政策") == false)
            #expect(try await stage.stranger.get(desk).status == 404)
            #expect(try await stage.reviewer.get(desk).status == 200)
            #expect(try await stage.mayor.get(desk).status == 200)
            let again = try await stage.officer.post(
                "/desk/annual-plans", ["plan": AnnualStage.plan, "year": "115"], tokenFrom: "/desk/annual-plans")
            #expect(again.location == "/desk/annual-plans/rdec-115?done=there")
            for (browser, year) in [(stage.stranger, "114"), (stage.reviewer, "114"), (stage.officer, "120")] {
                let refused = try await browser.post(
                    "/desk/annual-plans", ["plan": AnnualStage.plan, "year": year], tokenFrom: "/desk/annual-plans")
                #expect(refused.status == 404)
            }
        }
    }

    @Test(arguments: TestCity.engines)
    func weightsThatDoNotAddUpAreRefusedWithTheDifference(_ engine: Engine) async throws {
        try await TestCity.with(engine) { city in
            let stage = try await AnnualStage(city)
            let desk = try await stage.make(115)
            #expect(try await stage.officer.get(desk).text.contains("目標一的指標權數合計 0，應為 100，少 100"))
            try await stage.complete("w1", of: desk, name: "整合政策")
            try await stage.complete("w2", of: desk, name: "廣納意見", budget: "0")
            #expect(try await stage.addIndicator(AnnualStage.indicator("受理件數", target: "20", weight: "75.5"), to: desk).status == 303)
            let page = try await stage.officer.get(desk).text
            #expect(page.contains("目標一的指標權數合計 75.5，應為 100，少 24.5") && page.contains("送出前還有 1 處要補"))
            let refusal = await #expect(throws: MatterRefusal.self) { try await stage.act("lin", "submit", about: stage.annual(115)) }
            guard case .because(let phrase)? = refusal else { throw Expected.refusal }
            #expect(Words(.chinese, english: city.city.english)(phrase) == "目標一的指標權數合計 75.5，應為 100，少 24.5")
            #expect(try await stage.addIndicator(AnnualStage.indicator("滿意度", target: "80", weight: "30"), to: desk).status == 303)
            #expect(try await stage.officer.get(desk).text.contains("目標一的指標權數合計 105.5，應為 100，多 5.5"))
            let k2 = "\(desk)/measures/k2"
            let mended = try await stage.officer.post(
                k2, AnnualStage.indicator("滿意度", target: "80", weight: "24.5", with: ["seen": try await stage.officer.hidden("seen", on: k2)]),
                tokenFrom: k2)
            #expect(mended.location == "\(desk)?done=kept")
            #expect(try await stage.officer.get(desk).text.contains("權數合計正確，欄位齊全，可以送出。"))

            try await stage.act("lin", "submit", about: stage.annual(115))
            let frozen = try await stage.officer.post(
                "\(desk)/goals/g1", ["weight": "90", "outline": "", "seen": ""], tokenFrom: "/account")
            #expect(frozen.location == "\(desk)?done=frozen")
            try await stage.act("tsai", "giveBack", "請補綱要", about: stage.annual(115))
            let goal = "\(desk)/goals/g1"
            let outline = try await stage.officer.post(
                goal, ["weight": "100", "outline": "以資料整合政策。", "seen": try await stage.officer.hidden("seen", on: goal)], tokenFrom: goal)
            #expect(outline.location == "\(desk)?done=kept", "what was returned may be written again")
            try await stage.approve(115)

            let visitor = Browser(city.site)
            let read = try await visitor.get("/annual-plans/rdec-115").text
            #expect(read.contains("以資料整合政策。") && read.contains("1,200,000 元") && read.contains("滿意度"))
            #expect(try await visitor.get("/annual-plans").text.contains("115 年度施政計畫"))
            #expect(try await visitor.get("/annual-plans/rdec-115/items/w1").text.contains("綜合規劃科"))
            #expect(try await visitor.get("/annual-plans/rdec-115/items/w9").status == 404)
            #expect(try await visitor.get("/plans/rdec-111-114/items/g1-1").text.contains("115年度：整合政策"), "the thread of the line shows it")
            let table = try await visitor.get("/api/v1/annual-plans/rdec-115/items.csv").text
            #expect(table.contains("w1,g1,g1-1,整合政策,一般業務,內容,2026-01-01,2026-12-31,1200000,市預算"))
            #expect(try await visitor.get("/api/v1/annual-plans/rdec-115/indicators.ods").bytes.prefix(2) == [0x50, 0x4B])
            for document in ["document", "outline"] {
                let file = try await visitor.get("/annual-plans/rdec-115/\(document)")
                #expect(file.headers["content-type"] == "application/vnd.oasis.opendocument.text" && file.bytes.count > 1000)
            }
            #expect(try await visitor.get("/data/planning.workItems.csv").text.contains("rdec-115/w2"))
        }
    }

    @Test(arguments: TestCity.engines)
    func twoWhoWriteTheSameSectionSeeBothAndLoseNothing(_ engine: Engine) async throws {
        try await TestCity.with(engine) { city in
            let stage = try await AnnualStage(city)
            let page = "\(try await stage.make(115))/goals/g1"
            let seen = try await stage.officer.hidden("seen", on: page)
            let first = try await stage.head.post(page, ["weight": "100", "outline": "首長寫的", "seen": seen], tokenFrom: page)
            #expect(first.status == 303)
            let second = try await stage.officer.post(page, ["weight": "99", "outline": "承辦人寫的", "seen": seen], tokenFrom: page)
            #expect(second.status == 409 && second.text.contains("首長寫的") && second.text.contains("承辦人寫的"))
            #expect(try await city.store.read { try AnnualQueries.goals(of: "rdec-115", $0) }.map(\.outline) == ["首長寫的"])
            let shown = try #require(second.text.range(of: #"name="seen" value=""#))
            let now = String(second.text[shown.upperBound...].prefix { $0 != "\"" })
            let decided = try await stage.officer.post(page, ["weight": "100", "outline": "首長和承辦人寫的", "seen": now], tokenFrom: page)
            #expect(decided.status == 303)
            #expect(try await city.store.read { try AnnualQueries.goals(of: "rdec-115", $0) }.map(\.outline) == ["首長和承辦人寫的"])
        }
    }

    @Test(arguments: TestCity.engines)
    func wrongInputIsToldBesideItsFieldAndKept(_ engine: Engine) async throws {
        try await TestCity.with(engine) { city in
            let stage = try await AnnualStage(city)
            let desk = try await stage.make(115)
            let page = "\(desk)/goals/g1/items"
            let refused = try await stage.officer.post(
                page,
                ["line": "g1-1", "name": "新的一項", "starts": "2026-06-01", "ends": "2026-05-01", "budget": "很多", "benefit": "寫好的效益"],
                tokenFrom: page)
            #expect(refused.status == 422 && refused.text.contains("結束不能早於開始。") && refused.text.contains("請填 0 以上的整數，單位是元。"))
            #expect(refused.text.contains("新的一項") && refused.text.contains("寫好的效益"))
            #expect(try await city.store.read { try AnnualQueries.items(of: "rdec-115", $0) }.count == 2)
            let stages = try await stage.addIndicator(
                AnnualStage.indicator("工程", target: "100", weight: "10", with: ["stages": "50 設計\n25 發包"]), to: desk)
            #expect(stages.status == 422 && stages.text.contains("由小到大，最後是 100"))
            #expect(try await stage.addIndicator(AnnualStage.indicator("件數", target: "-3", weight: "100.5"), to: desk).status == 422)
            let w1 = "\(desk)/items/w1"
            let removed = try await stage.officer.post(
                "\(w1)/removal", ["seen": try await stage.officer.hidden("seen", on: w1)], tokenFrom: w1)
            #expect(removed.location == "\(desk)?done=removed")
            let tied = try await city.store.read {
                try LinkQueries.ends(at: Reference("planning/item", "rdec-111-114/g1-1"), of: "planning/work", limit: 5, $0)
            }
            #expect(tied.isEmpty, "the tie goes with the item")
            #expect(try await stage.reviewer.post("\(desk)/goals/g1", ["weight": "1"], tokenFrom: "/account").status == 403)
        }
    }

    enum Expected: Error { case refusal }
}
