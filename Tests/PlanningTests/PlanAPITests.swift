import Foundation
import Planning
import Storage
import TestSupport
import Testing

/// The contract of `/api/v1/plans` that outsiders rely on, read with Foundation's own JSON.
@Suite struct PlanAPITests {
    @Test(arguments: TestCity.engines)
    func theListAndThePlanHaveTheAgreedShape(_ engine: Engine) async throws {
        try await TestCity.with(engine) { city in
            _ = try await PlanImportTests.real().run(as: .operatorAtConsole, at: TestCity.now, in: city.store)
            let browser = Browser(city.site)
            let list = try object(await browser.get("/api/v1/plans"))
            #expect(list["next"] is NSNull)
            let first = try #require((list["items"] as? [[String: Any]])?.first)
            #expect(first["id"] as? String == "rdec-111-114")
            #expect(first["agency"] as? String == "研究發展考核委員會")
            #expect(first["years"] as? [String: Int] == ["from": 111, "to": 114])
            #expect(first["status"] as? String == "published")

            let plan = try object(await browser.get("/api/v1/plans/rdec-111-114"))
            #expect((plan["mission"] as? String)?.hasSuffix("實踐對市民的承諾。") == true)
            #expect((plan["vision"] as? String)?.hasPrefix("透過前瞻、創新之規劃") == true)
            #expect(
                (plan["priorities"] as? [[String: Any]])?.map { $0["title"] as? String } == [
                    "落實開放政府", "強化決策品質", "精進個案管理", "推動青年事務，打造青年溝通平台", "促進資訊流通", "優化市政服務",
                ])
            let goals = try #require(plan["goals"] as? [[String: Any]])
            #expect(goals.map { $0["kind"] as? String } == ["key", "key", "key", "key", "key", "common", "common"])
            #expect(goals.map { ($0["items"] as? [Any])?.count } == [4, 3, 2, 12, 3, 0, 0])
            #expect(goals.map { $0["number"] as? Int } == [1, 2, 3, 4, 5, 1, 2])
            #expect(
                goals.map { $0["perspective"] as? String } == [
                    "businessResults", "businessResults", "businessResults", "businessResults", "administrativeEfficiency", "organizationalLearning",
                    "financialManagement",
                ])
            let indicators = try #require(plan["indicators"] as? [[String: Any]])
            #expect(indicators.map { $0["target"] as? Double } == [20, 90])
            #expect(indicators.map { $0["unit"] as? String } == ["小時", "%"])
            #expect(indicators.map { $0["comparison"] as? String } == ["atLeast", "atLeast"])
            #expect((indicators[1]["sourceText"] as? String)?.contains("預算執率") == true, "the source's own slip is kept")
            #expect(indicators[1]["title"] as? String == "預算執行率")
        }
    }

    @Test(arguments: TestCity.engines)
    func anItemHasItsTextAndItsGoal(_ engine: Engine) async throws {
        try await TestCity.with(engine) { city in
            _ = try await PlanImportTests.real().run(as: .operatorAtConsole, at: TestCity.now, in: city.store)
            let browser = Browser(city.site)
            let item = try object(await browser.get("/api/v1/plans/rdec-111-114/items/g4-7"))
            #expect((item["text"] as? String)?.hasPrefix("維運臺南市政府資料開放平台") == true)
            #expect(item["number"] as? Int == 7)
            #expect((item["goal"] as? [String: Any])?["title"] as? String == "促進資訊流通，便捷網路服務")
            let page = try await browser.get("/plans/rdec-111-114/items/g4-7")
            #expect(page.status == 200 && page.text.contains("四.7"))
            let missing = try await browser.get("/api/v1/plans/rdec-111-114/items/g9-9")
            #expect(missing.status == 404 && missing.headers["content-type"] == "application/problem+json")
        }
    }

    @Test(arguments: TestCity.engines)
    func theListIsPagedByKey(_ engine: Engine) async throws {
        try await TestCity.with(engine) { city in
            let draft = try PlanImportTests.real().draft
            for from in [103, 107, 111, 115] {
                let plan = PlanImport(agency: "rdec", years: from...from + 3, draft: draft, publishes: true)
                _ = try await plan.run(as: .operatorAtConsole, at: TestCity.now, in: city.store)
            }
            let browser = Browser(city.site)
            var ids: [String] = []
            var address = "/api/v1/plans?limit=3"
            for _ in 0..<3 {
                let page = try object(await browser.get(address))
                ids += (page["items"] as? [[String: Any]] ?? []).compactMap { $0["id"] as? String }
                guard let next = page["next"] as? String else { break }
                address = "/api/v1/plans?limit=3&after=\(next)"
            }
            #expect(ids == ["rdec-115-118", "rdec-111-114", "rdec-107-110", "rdec-103-106"])
            let bad = try await browser.get("/api/v1/plans?limit=0")
            #expect(bad.status == 400)
            #expect(try await browser.get("/api/v1/plans?after=nonsense").status == 400)
        }
    }

    @Test func aPlanIsAlsoATable() async throws {
        try await TestCity.with { city in
            _ = try await PlanImportTests.real().run(as: .operatorAtConsole, at: TestCity.now, in: city.store)
            let browser = Browser(city.site)
            let named = try await browser.get("/api/v1/plans/rdec-111-114.csv")
            let asked = try await browser.get("/api/v1/plans/rdec-111-114", ["accept": "text/csv"])
            #expect(named.bytes == asked.bytes)
            #expect(named.headers["content-type"]?.hasPrefix("text/csv") == true)
            let lines = named.text.split(whereSeparator: \.isNewline)
            // A header, 6 priorities, 7 goals, 24 items.
            #expect(lines.count == 38)
            #expect(lines.first == "plan,id,kind,parent,number,goal_kind,perspective,title,text")
            let sheet = try await browser.get("/api/v1/plans/rdec-111-114.ods")
            #expect(sheet.headers["content-type"] == "application/vnd.oasis.opendocument.spreadsheet" && sheet.bytes.starts(with: [0x50, 0x4B]))
            #expect(sheet.headers["content-disposition"] == "attachment; filename=\"rdec-111-114.ods\"")
            let wanted = ["accept": "application/vnd.oasis.opendocument.spreadsheet, application/json;q=0.5"]
            #expect(try await browser.get("/api/v1/plans/rdec-111-114", wanted).bytes == sheet.bytes)
            let list = try await browser.get("/api/v1/plans.csv")
            #expect(list.text.contains("rdec-111-114"))
        }
    }

    private func object(_ answer: Browser.Answer) throws -> [String: Any] {
        #expect(answer.status == 200)
        return try #require(JSONSerialization.jsonObject(with: Data(answer.bytes)) as? [String: Any])
    }
}
