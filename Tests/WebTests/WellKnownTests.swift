import Kernel
import Storage
import TestSupport
import Testing

@Suite struct WellKnownTests {
    @Test func healthIsTold() async throws {
        try await TestCity.with { city in
            let browser = Browser(city.site)
            let well = try await browser.get("/health")
            await city.store.close()
            let ill = try await browser.get("/health")
            #expect(well.status == 200 && well.text.hasPrefix(#"{"status":"ok","version":""#))
            #expect(ill.status == 503 && ill.text.contains(#""status":"unavailable""#))
        }
    }

    /// RFC 9116: a contact and an expiry that has not passed and is no more than a year away. The test's day is 2026-11-24.
    @Test func whoFindsAWeaknessIsToldWhereToGo() async throws {
        try await TestCity.with { city in
            let answer = try await Browser(city.site).get("/.well-known/security.txt")
            let lines = answer.text.split(separator: "\n").map(String.init)
            #expect(answer.headers["content-type"] == "text/plain; charset=utf-8")
            #expect(lines.contains { $0.hasPrefix("Contact: mailto:") || $0.hasPrefix("Contact: https://") })
            #expect(lines.contains { $0.hasPrefix("Expires: 2027-11-24T01:00:00") })
            #expect(lines.contains("Canonical: http://127.0.0.1:8080/.well-known/security.txt"))
        }
    }

    @Test func searchEnginesAreKeptFromWhatIsNotForThem() async throws {
        try await TestCity.with { city in
            let browser = Browser(city.site)
            let robots = try await browser.get("/robots.txt")
            let account = try await browser.signIn("nobody")
            for path in ["/account", "/sign-in", "/language/", "/theme/"] { #expect(robots.text.contains("Disallow: \(path)\n")) }
            #expect(robots.text.contains("Sitemap: http://127.0.0.1:8080/sitemap.xml"))
            #expect(account.text.contains("noindex"))
        }
    }

    @Test func theSitemapIsWellFormedAndLeadsSomewhere() async throws {
        try await TestCity.with { city in
            let browser = Browser(city.site)
            let answer = try await browser.get("/sitemap.xml")
            let addresses = answer.text.matches(of: /<loc>([^<]+)<\/loc>/).map { String($0.1) }
            #expect(answer.text.hasPrefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset ") && answer.text.hasSuffix("</urlset>\n"))
            #expect(addresses.contains("http://127.0.0.1:8080/developers"))
            for address in addresses {
                let page = try await browser.get(String(address.dropFirst("http://127.0.0.1:8080".count)))
                #expect(page.status == 200, "\(address)")
            }
        }
    }

    @Test func theListForProgrammersNamesEveryAddressForPrograms() async throws {
        try await TestCity.with { city in
            let page = try await Browser(city.site).get("/developers")
            let paths = city.city.endpoints.map(\.path).filter { $0.hasPrefix("/api/") }
            #expect(!paths.isEmpty)
            for path in paths { #expect(page.text.contains("<code>\(path)</code>"), "\(path)") }
        }
    }
}
