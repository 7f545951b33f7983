import TestSupport
import Testing

@Suite struct PreferenceTests {
    @Test func theLanguageIsKept() async throws {
        try await TestCity.with { city in
            let browser = Browser(city.site)
            let set = try await browser.get("/language/en?return=%2Fplans")
            #expect(set.status == 303 && set.location == "/plans" && browser.cookies["language"] == "en")
            // What was chosen goes before what the browser prefers.
            let page = try await browser.get("/plans", ["accept-language": "zh-TW"])
            #expect(page.text.contains(#"<html lang="en""#))
            _ = try await browser.get("/language/zh-Hant-TW")
            let back = try await browser.get("/plans", ["accept-language": "en"])
            #expect(back.text.contains(#"<html lang="zh-Hant-TW""#))
        }
    }

    @Test func theThemeIsKeptUntilItIsTheSystems() async throws {
        try await TestCity.with { city in
            let browser = Browser(city.site)
            _ = try await browser.get("/theme/dark")
            let dark = try await browser.get("/plans")
            _ = try await browser.get("/theme/system")
            let system = try await browser.get("/plans")
            #expect(dark.text.contains(#"data-theme="dark""#))
            #expect(browser.cookies["theme"] == nil && !system.text.contains("data-theme"))
        }
    }

    @Test func madeUpCookiesChangeNothing() async throws {
        try await TestCity.with { city in
            let browser = Browser(city.site)
            browser.cookies = ["theme": "\"><script>", "language": "xx"]
            let page = try await browser.get("/plans", ["accept-language": "en"])
            #expect(page.status == 200 && page.text.contains(#"<html lang="en""#))
            #expect(!page.text.contains("data-theme") && !page.text.contains("<script>"))
        }
    }

    @Test(arguments: [
        ("/language/xx", 404), ("/theme/pink", 404), ("/theme/dark?return=//evil.example", 303),
        ("/language/en?return=https%3A%2F%2Fevil.example", 303),
    ])
    func onlyWhatThereIsAndOnlyHere(_ path: String, _ status: Int) async throws {
        try await TestCity.with { city in
            let answer = try await Browser(city.site).get(path)
            #expect(answer.status == status)
            #expect(answer.location == (status == 303 ? "/" : nil))
        }
    }
}
