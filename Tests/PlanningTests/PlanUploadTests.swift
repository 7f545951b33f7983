import Foundation
import Kernel
import Storage
import TestSupport
import Testing

/// A planning officer's day: upload, look, and a reviewer publishes.
@Suite struct PlanUploadTests {
    @Test(arguments: TestCity.engines)
    func anOfficerUploadsAndAReviewerPublishes(_ engine: Engine) async throws {
        try await TestCity.with(engine) { city in
            try await city.add("lin", .officer, at: "rdec")
            try await city.add("wu", .reviewer, at: "rdec")
            let officer = Browser(city.site)
            _ = try await officer.signIn("lin")
            let source = try Array(Data(contentsOf: PlanImportTests.source))
            let uploaded = try await upload(officer, source)
            #expect(uploaded.status == 303)
            let review = try #require(uploaded.location)
            #expect(review.hasPrefix("/plans/imports/") && review.hasSuffix("?done=started"))
            let nothing = try await city.store.read { try $0.first("SELECT id FROM plan") }
            #expect(nothing == nil, "an upload is no plan before it is accepted")
            let accepted = try await accept(officer, review)
            #expect(accepted.location == "/plans/rdec-111-114/draft?done=added")
            let draft = try await officer.get("/plans/rdec-111-114/draft?done=added")
            #expect(draft.text.contains("匯入完成，草稿已建立。"))
            #expect(!draft.text.contains("公布這份計畫"), "an officer does not publish")
            let outside = try await Browser(city.site).get("/plans/rdec-111-114")
            #expect(outside.status == 404)

            let again = try await accept(officer, try #require(try await upload(officer, source).location))
            #expect(again.location == "/plans/rdec-111-114/draft?done=unchanged")

            let reviewer = Browser(city.site)
            _ = try await reviewer.signIn("wu")
            let seen = try await reviewer.hidden("digest", on: "/plans/rdec-111-114/draft")
            let published = try await reviewer.post(
                "/plans/rdec-111-114/publication", ["digest": seen], tokenFrom: "/plans/rdec-111-114/draft")
            #expect(published.status == 303 && published.location == "/plans/rdec-111-114")
            let now = try await Browser(city.site).get("/plans/rdec-111-114")
            #expect(now.status == 200 && now.text.contains("提升政府策略思維能力"))
            let feed = try await Browser(city.site).get("/plans/feed")
            #expect(feed.text.contains("/plans/rdec-111-114"))
        }
    }

    @Test(arguments: TestCity.engines)
    func aDraftThatChangedAfterItWasSeenIsNotPublished(_ engine: Engine) async throws {
        try await TestCity.with(engine) { city in
            try await city.add("lin", .officer, at: "rdec")
            try await city.add("wu", .reviewer, at: "rdec")
            let (officer, reviewer) = (Browser(city.site), Browser(city.site))
            _ = try await officer.signIn("lin")
            _ = try await reviewer.signIn("wu")
            let source = try Array(Data(contentsOf: PlanImportTests.source))
            _ = try await accept(officer, try #require(try await upload(officer, source).location))
            let seen = try await reviewer.hidden("digest", on: "/plans/rdec-111-114/draft")
            let changed = String(decoding: source, as: UTF8.self).replacingOccurrences(of: "媒合青年委員", with: "媒合青年委員會委員")
            let second = try await accept(officer, try #require(try await upload(officer, Array(changed.utf8)).location))
            #expect(second.location?.hasSuffix("done=replaced") == true)
            let answer = try await reviewer.post("/plans/rdec-111-114/publication", ["digest": seen], tokenFrom: "/plans/rdec-111-114/draft")
            #expect(answer.location == "/plans/rdec-111-114/draft?done=changed")
            let outside = try await Browser(city.site).get("/plans/rdec-111-114")
            #expect(outside.status == 404)
        }
    }

    @Test func theDocumentsOwnYearsAndAgencyAreHeldAgainstTheForm() async throws {
        try await TestCity.with { city in
            try await city.add("lin", .officer, at: "rdec")
            let officer = Browser(city.site)
            _ = try await officer.signIn("lin")
            let source = try Array(Data(contentsOf: PlanImportTests.source))
            // Full-width digits, as an input method types them.
            let uploaded = try await upload(officer, source, from: "１２１", to: "124")
            let answer = try await accept(officer, try #require(uploaded.location))
            #expect(answer.location?.hasPrefix("/plans/rdec-121-124/draft") == true)
            let draft = try await officer.get("/plans/rdec-121-124/draft")
            #expect(draft.text.contains("文件寫的年度是 111 至 114，和您填的不同。"))
            #expect(draft.text.contains("預算執率"), "the misprint is shown to whoever checks")
        }
    }

    @Test func whatIsWrongIsSaidBesideTheFieldAndNothingIsStored() async throws {
        try await TestCity.with { city in
            try await city.add("lin", .officer, at: "rdec")
            let officer = Browser(city.site)
            _ = try await officer.signIn("lin")
            let cases: [(bytes: [UInt8], says: String)] = [
                ([], "請選擇檔案。"), ([0, 1, 2, 0, 255], "看不出這是什麼檔案"), ([0x41, 0xFF, 0xFE], "UTF-8"),
                (Array("壹、使命\u{8}\n".utf8), "控制字元"),
            ]
            for (bytes, says) in cases {
                let answer = try await upload(officer, bytes)
                #expect(answer.status == 422)
                #expect(answer.text.contains(says), "\(says) is not in the answer")
                #expect(answer.text.contains(#"value="111""#), "the years are kept")
            }
            let foreign = try await upload(officer, Array("壹、使命\n一\n".utf8), agency: "culture")
            #expect(foreign.status == 422 && foreign.text.contains("請從清單中選擇。"))
            let years = try await upload(officer, Array("x".utf8), from: "114", to: "111")
            #expect(years.status == 422 && years.text.contains("不早於起始年度"))
            let count = try await city.store.read { try $0.first("SELECT count(*) AS n FROM plan_review")?.get("n", as: Int.self) }
            #expect(count == 0)
        }
    }

    private func accept(_ browser: Browser, _ review: String) async throws -> Browser.Answer {
        let page = String(review.prefix { $0 != "?" })
        let seen = try await browser.hidden("seen", on: page)
        return try await browser.post("\(page)/acceptance", ["seen": seen], tokenFrom: page)
    }

    private func upload(
        _ browser: Browser, _ bytes: [UInt8], agency: String = "rdec", from: String = "111", to: String = "114"
    ) async throws -> Browser.Answer {
        try await browser.upload(
            bytes, named: "計畫.txt", with: ["kind": "plan", "agency": agency, "from": from, "to": to], to: "/plans/import")
    }
}
