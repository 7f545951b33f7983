import Foundation
import Kernel
import Storage
import TestSupport
import Testing

@testable import Web

@Suite struct ProblemTests {
    private struct Surprise: Error {
        let secret = "internal detail"
    }

    private static let failing: [Endpoint] = [
        Endpoint(.get, "/failing", .everyone, .page("測試")) { _ in throw Surprise() },
        Endpoint(.get, "/api/failing", .everyone, .page("測試")) { _ in throw Surprise() },
        Endpoint(.get, "/busy", .everyone, .page("測試")) { _ in throw StoreError.timeout },
    ]

    @Test func theUnforeseenHasANumberThatIsInTheLog() async throws {
        try await TestCity.with { city in
            let lines = LogLines()
            let browser = Browser(try city.site(adding: Self.failing, logger: lines.logger))
            for path in ["/failing", "/api/failing"] {
                let answer = try await browser.get(path)
                let id = try #require(answer.headers["x-request-id"])
                #expect(answer.status == 500)
                #expect(answer.text.contains(id))
                #expect(!answer.text.contains("internal detail") && !answer.text.contains("Surprise"))
                let told = lines.all.filter { $0.contains(id) && $0.hasPrefix("error") }
                #expect(told.count == 1 && told[0].contains("Surprise") && !told[0].contains("internal detail"))
            }
        }
    }

    @Test func aBusyStoreAsksToComeBack() async throws {
        try await TestCity.with { city in
            let answer = try await Browser(try city.site(adding: Self.failing)).get("/busy")
            #expect(answer.status == 503 && answer.headers["retry-after"] == "5")
        }
    }

    @Test func peopleGetAPageInTheirLanguage() async throws {
        try await TestCity.with { city in
            let browser = Browser(city.site)
            let chinese = try await browser.get("/nowhere")
            let english = try await browser.get("/nowhere", ["accept-language": "en-GB,en;q=0.8"])
            for answer in [chinese, english] {
                #expect(answer.status == 404 && answer.headers["content-type"] == "text/html; charset=utf-8")
                #expect(answer.text.contains("<h1>") && answer.text.contains(#"href="/""#))
                #expect(answer.text.contains(#"<meta name="robots" content="noindex">"#))
            }
            #expect(chinese.text.contains(#"<html lang="zh-Hant-TW""#) && chinese.text.contains("找不到這一頁"))
            #expect(english.text.contains(#"<html lang="en""#) && !english.text.contains("找不到這一頁"))
            #expect(english.headers["content-language"] == "en")
        }
    }

    /// RFC 9457.
    @Test func programsGetAProblem() async throws {
        try await TestCity.with { city in
            let browser = Browser(city.site)
            let answers = [
                (try await browser.get("/api/v1/plans/none"), 404, "urn:yankao:problem:not-found"),
                (try await browser.get("/nowhere", ["accept": "application/json"]), 404, "urn:yankao:problem:not-found"),
                (try await browser.get("/api/v1/plans?limit=0"), 400, "urn:yankao:problem:bad-query"),
                (try await browser.send("DELETE", "/api/v1/plans"), 405, "urn:yankao:problem:method-not-allowed"),
                (try await browser.get("/api/v1/plans", ["host": "evil.example"]), 421, "urn:yankao:problem:wrong-host"),
                (try await browser.get("/account", ["accept": "application/json"]), 401, "urn:yankao:problem:sign-in-needed"),
            ]
            for (answer, status, type) in answers {
                #expect(answer.status == status && answer.headers["content-type"] == "application/problem+json", "\(type)")
                let json = try #require(try JSONSerialization.jsonObject(with: Data(answer.bytes)) as? [String: Any])
                #expect(json["type"] as? String == type)
                #expect(json["status"] as? Int == status)
                #expect((json["title"] as? String)?.isEmpty == false && (json["detail"] as? String)?.isEmpty == false)
                #expect(json["instance"] as? String == "urn:uuid:" + (answer.headers["x-request-id"] ?? ""))
            }
        }
    }

    @Test func aForeignHostIsToldNothing() async throws {
        try await TestCity.with { city in
            for host in ["evil.example", "127.0.0.1:8080.evil.example", "127.0.0.1", ""] {
                let answer = try await Browser(city.site).get("/", ["host": host])
                #expect(answer.status == 421, "\(host)")
            }
            let upper = try await Browser(city.site).get("/", ["host": "LOCALHOST:8080"])
            #expect(upper.status == 200)
        }
    }

    /// Logs are read by more people than the pages are.
    @Test func logsTellNothingThatWasTyped() async throws {
        try await TestCity.with { city in
            try await city.add("wanglog", .officer, at: "rdec")
            let lines = LogLines()
            let browser = Browser(try city.site(adding: Self.failing, logger: lines.logger))
            _ = try await browser.get("/plans?after=querysecret")
            _ = try await browser.get("/plans/pathsecret")
            _ = try await browser.get("/nowhere/pathsecret?x=querysecret")
            _ = try await browser.post("/sign-in", ["handle": "wanglog", "password": "typedsecret"], tokenFrom: "/sign-in")
            _ = try await browser.signIn("wanglog")
            let answer = try await browser.get("/account")
            #expect(answer.status == 200)
            let requests = lines.all.filter { $0.contains("request") }
            #expect(requests.count == 8)
            let session = try #require(browser.cookies["session"])
            for line in lines.all {
                for secret in ["querysecret", "pathsecret", "typedsecret", "wanglog", TestCity.password(of: "wanglog"), session, "127.0.0.1"] {
                    #expect(!line.contains(secret), "\(line)")
                }
            }
            #expect(requests.contains { $0.contains("endpoint=POST /sign-in") && $0.contains("status=422") })
            #expect(requests.contains { $0.contains("endpoint=none") && $0.contains("status=404") })
        }
    }
}
