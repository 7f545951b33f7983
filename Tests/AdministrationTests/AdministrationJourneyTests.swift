import Foundation
import Kernel
import Storage
import TestSupport
import Testing

/// An administrator's pages, as they are used. The tests' today is 2026-11-24.
@Suite struct AdministrationJourneyTests {
    private static func administrator(_ city: TestCity) async throws -> Browser {
        try await city.add("admin", .administrator, at: "city")
        let browser = Browser(city.site)
        #expect(try await browser.signIn("admin").status == 303)
        return browser
    }

    @Test(arguments: TestCity.engines)
    func anAgencyIsFoundedRenamedAndMerged(_ engine: Engine) async throws {
        try await TestCity.with(engine) { city in
            let browser = try await Self.administrator(city)
            let wrong = try await browser.post(
                "/admin/agencies", ["id": "Sport 局", "name": "體育局", "short_name": "體育局", "code": "12"], tokenFrom: "/admin/agencies")
            #expect(wrong.status == 422 && wrong.text.contains("只能用小寫英文字母") && wrong.text.contains("機關代碼是 10 碼"))
            #expect(wrong.text.contains("value=\"體育局\""), "what was typed is kept")
            let added = try await browser.post(
                "/admin/agencies", ["id": "sport", "name": "體育局", "short_name": "體育局", "from": "2026-01-01"], tokenFrom: "/admin/agencies")
            #expect(added.location == "/admin/agencies/sport?done=added")
            let page = "/admin/agencies/sport"
            let renamed = try await browser.post("\(page)/name", ["name": "運動發展局", "short_name": "運動局"], tokenFrom: page)
            #expect(renamed.location == "\(page)?done=changed")
            let shown = try await browser.get(page)
            #expect(shown.text.contains("<h1>運動發展局</h1>") && shown.text.contains("以前的名稱") && shown.text.contains("體育局"))
            let itself = try await browser.post("\(page)/closure", ["day": "2027-01-01", "successor": "sport"], tokenFrom: page)
            #expect(itself.status == 422)
            let merged = try await browser.post("\(page)/closure", ["day": "2027-01-01", "successor": "culture"], tokenFrom: page)
            #expect(merged.location == "\(page)?done=ended")
            #expect(try await browser.get(page).text.contains("2027年1月1日") == false)
            #expect(try await browser.get("/admin/agencies").text.contains("116年1月1日起併入文化局"))
        }
    }

    @Test(arguments: TestCity.engines)
    func aPersonIsAddedAppointedResetAndClosed(_ engine: Engine) async throws {
        try await TestCity.with(engine) { city in
            let browser = try await Self.administrator(city)
            let new = ["handle": "wang.xm", "name": "王小明", "agency": "rdec", "role": "officer", "unit": "管考組", "from": "2026-11-24"]
            let added = try await browser.post("/admin/people", new, tokenFrom: "/admin/people/new")
            #expect(added.status == 200 && added.headers["cache-control"] == "no-store" && added.text.contains("密碼只在這裡顯示一次"))
            let twice = try await browser.post("/admin/people", new, tokenFrom: "/admin/people/new")
            #expect(twice.status == 422 && twice.text.contains("這個帳號已經有人使用。"))
            let password = try #require(Self.password(in: added.text))
            let own = Browser(city.site)
            #expect(try await own.post("/sign-in", ["handle": "wang.xm", "password": password], tokenFrom: "/sign-in").status == 303)
            let found = try await browser.get("/admin/people?q=%E5%B0%8F%E6%98%8E")
            #expect(found.text.contains("wang.xm") && found.text.contains("管考組") && !found.text.contains("<code>admin</code>"))
            let id = try #require(
                try await city.store.read { try $0.first("SELECT id FROM person WHERE handle = 'wang.xm'")?.get("id", as: String.self) })
            let page = "/admin/people/\(id)"
            let backwards = try await browser.post(
                "\(page)/appointments", ["agency": "culture", "role": "officer", "from": "2026-12-01", "last": "2026-11-30"], tokenFrom: page)
            #expect(backwards.status == 422 && backwards.text.contains("結束日要在開始日當天或之後。"))
            let reset = try await browser.post("\(page)/password", [:], tokenFrom: page)
            #expect(reset.status == 200 && Self.password(in: reset.text) != password)
            #expect(try await own.get("/account").status != 200, "a reset ends every session")
            #expect(try await browser.post("\(page)/closure", [:], tokenFrom: page).location == "\(page)?done=closed")
            #expect(try await browser.post("\(page)/reopening", [:], tokenFrom: page).location == "\(page)?done=reopened")
        }
    }

    private static func password(in text: String) -> String? {
        text.range(of: #"class="yk-code">"#).map { String(text[$0.upperBound...].prefix { $0 != "<" }) }
    }

    @Test(arguments: TestCity.engines)
    func aRuleChangesAtOnceAndKeepsItsPast(_ engine: Engine) async throws {
        try await TestCity.with(engine) { city in
            let browser = try await Self.administrator(city)
            let page = "/admin/settings/web.sessionHours"
            let wrong = try await browser.post(page, ["value": "5000", "from": "2026-11-24", "source": "x"], tokenFrom: page)
            #expect(wrong.status == 422 && wrong.text.contains("請填 1 到 720 的整數。"))
            let changed = try await browser.post(page, ["value": "8", "from": "2026-11-24", "source": "本府資安規定"], tokenFrom: page)
            #expect(changed.location == "\(page)?done=changed")
            _ = try await browser.post(page, ["value": "4", "from": "2027-01-01", "source": "修正規定"], tokenFrom: page)
            let shown = try await browser.get(page).text
            #expect(shown.contains("本府資安規定") && shown.contains("修正規定") && shown.contains("<dd>8 小時</dd>"))
            #expect(try await browser.get("/admin/settings/unknown").status == 404)
        }
    }

    @Test(arguments: TestCity.engines)
    func aCalendarIsUploadedAndATyphoonCloses(_ engine: Engine) async throws {
        try await TestCity.with(engine) { city in
            let browser = try await Self.administrator(city)
            #expect(try await browser.get("/admin/calendars").text.contains("還沒有任何一年"))
            let cut = try await browser.upload(Array(CalendarFiles.bytes("115").prefix(3000)), named: "115.csv", with: [:], to: "/admin/calendars")
            #expect(cut.status == 422 && cut.text.contains("少了 2026-12-31") == false && cut.text.contains("沒有匯入任何一天") && cut.text.contains("還有"))
            let uploaded = try await browser.upload(CalendarFiles.bytes("115"), named: "115.csv", with: [:], to: "/admin/calendars")
            #expect(uploaded.location == "/admin/calendars/2026?done=added")
            let unknown = try await browser.post(
                "/admin/closures", ["day": "2027-01-04", "part": "wholeDay", "agency": "all", "reason": "颱風"], tokenFrom: "/admin/calendars"
            )
            #expect(unknown.status == 422 && unknown.text.contains("還沒有民國 116 年的辦公日曆"))
            let closed = try await browser.post(
                "/admin/closures", ["day": "2026-11-25", "part": "afternoon", "agency": "all", "reason": "示範颱風"],
                tokenFrom: "/admin/calendars")
            #expect(closed.location == "/admin/calendars/2026?done=added")
            let shown = try await browser.get("/admin/calendars/2026").text
            #expect(shown.contains("全市下午停止上班") && shown.contains("示範颱風"))
            let id = try #require(try await city.store.read { try CalendarQueries.closures(of: 2026, $0).first?.id })
            let page = "/admin/closures/\(id)/withdrawal"
            #expect(try await browser.post(page, [:], tokenFrom: "/admin/calendars").status == 422)
            #expect(try await browser.post(page, ["reason": "轉向"], tokenFrom: "/admin/calendars").location == "/admin/calendars/2026?done=withdrawn")
            #expect(try await browser.get("/admin/calendars/2026").text.contains("已撤回：轉向"))
            #expect(try await browser.get("/admin/calendars/2025").status == 404)
        }
    }

    @Test(arguments: TestCity.engines)
    func staffNameTheirDeputiesAndNobodyElses(_ engine: Engine) async throws {
        try await TestCity.with(engine) { city in
            for (handle, role) in [("head", Role.agencyHead), ("deputy", .officer), ("citizen", .citizen)] {
                try await city.add(handle, role, at: role == .citizen ? "city" : "rdec")
            }
            let browsers = (Browser(city.site), Browser(city.site), Browser(city.site))
            for (browser, handle) in [(browsers.0, "head"), (browsers.1, "deputy"), (browsers.2, "citizen")] { _ = try await browser.signIn(handle) }
            let page = "/account/delegation"
            let form = ["deputy": "deputy", "from": "2026-11-24", "last": "2026-11-28", "agency": "all", "reason": "出差"]
            for (field, value, expected) in [
                ("deputy", "head", "代理人不能是自己。"), ("deputy", "citizen", "代理人要是市府同仁。"), ("deputy", "nobody", "找不到這個帳號。"),
                ("last", "2026-11-20", "結束日要在開始日當天或之後。"), ("agency", "culture", "請從清單中選擇。"),
            ] {
                let answer = try await browsers.0.post(page, form.merging([field: value]) { $1 }, tokenFrom: page)
                #expect(answer.status == 422 && answer.text.contains(expected), "\(expected)")
            }
            #expect(try await browsers.0.post(page, form, tokenFrom: page).location == "\(page)?done=added")
            #expect(try await browsers.1.get(page).text.contains("11月24日至11月28日"))
            #expect(try await browsers.2.get(page).status == 403)
            let id = try #require(try await city.store.read { try DelegationQueries.all(since: city.city.clock.today, limit: 1, $0).first?.id })
            #expect(try await browsers.1.post("\(page)/\(id)/end", [:], tokenFrom: page).status == 404, "a deputy cannot end it")
            #expect(try await browsers.0.post("\(page)/\(id)/end", [:], tokenFrom: page).location == "\(page)?done=ended")
        }
    }

    @Test func everySentenceOfTheseCataloguesIsThere() async throws {
        try await TestCity.with { city in
            let browser = try await Self.administrator(city)
            browser.cookies["language"] = "en"
            for path in ["/admin/agencies", "/admin/people", "/admin/delegations", "/admin/roles", "/admin/settings", "/admin/calendars"] {
                #expect(try await browser.get(path).status == 200)
            }
            let shown = try await browser.get("/admin/languages").text
            #expect(shown.contains("None. Every sentence since the start had its English."), "\(city.city.english.missing)")
        }
    }
}
