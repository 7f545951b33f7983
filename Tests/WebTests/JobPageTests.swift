import Kernel
import Storage
import TestSupport
import Testing

@Suite struct JobPageTests {
    @Test(arguments: TestCity.engines)
    func anAdministratorStartsRepeatsAndCancels(_ engine: Engine) async throws {
        try await TestCity.with(engine) { city in
            try await city.add("admin", .administrator, at: "city")
            let browser = Browser(city.site)
            _ = try await browser.signIn("admin")
            #expect(try await browser.get("/admin/jobs").text.contains("驗證紀錄簿"))
            #expect(try await browser.post("/admin/jobs", ["kind": "ledger.verify"], tokenFrom: "/admin/jobs").status == 303)
            let waiting = try await browser.get("/admin/jobs").text
            #expect(waiting.contains("等待中"))
            let id = try #require(try await city.store.read { try JobQueries.list(before: nil, limit: 1, $0) }.first).id
            #expect(try await browser.post("/admin/jobs/\(id)/cancellation", [:], tokenFrom: "/admin/jobs").status == 303)
            #expect(try await browser.get("/admin/jobs").text.contains("已取消"))
            #expect(try await browser.post("/admin/jobs/\(id)/repetition", [:], tokenFrom: "/admin/jobs").status == 303)
            try await city.settleLedger()
            let runner = JobRunner(city: city.city, node: "a")
            while try await runner.step() {}
            let page = try await browser.get("/admin/jobs").text
            #expect(page.contains("完成") && page.contains("樣內容都相符"))
            let reasons: [String] = try await city.store.read {
                try $0.all("SELECT reason FROM entry WHERE reason LIKE 'web.%' ORDER BY reason").map { try $0.get("reason") }
            }
            #expect(reasons == ["web.cancelJob", "web.repeatJob", "web.startJob"])
            #expect(try await browser.post("/admin/jobs", ["kind": "nothing"], tokenFrom: "/admin/jobs").status == 404)
        }
    }
}
