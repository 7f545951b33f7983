import Kernel
import TestSupport
import Testing

@testable import Web

@Suite struct RepliesTests {
    /// A request of every kind of reply, with the status it gets.
    private static let kinds: [(method: String, path: String, headers: [String: String], status: Int)] = [
        ("GET", "/", [:], 200), ("HEAD", "/plans", [:], 200), ("GET", "/api/v1/plans", [:], 200), ("GET", "/api/v1/plans.csv", [:], 200),
        ("GET", "/assets/icons.svg", [:], 200), ("GET", "/health", [:], 200), ("GET", "/theme/dark", [:], 303), ("GET", "/account", [:], 303),
        ("GET", "/plans?after=%FF", [:], 400), ("GET", "/nowhere", [:], 404), ("GET", "/api/v1/nowhere", [:], 404), ("PUT", "/plans", [:], 405),
        ("POST", "/sign-in", [:], 403), ("GET", "/", ["host": "evil.example"], 421), ("OPTIONS", "/plans", [:], 405),
        ("GET", "/assets/a/b", [:], 404), ("TRACE", "/plans", [:], 404), ("GET", "/account/x/y/z", ["host": "evil.example"], 421),
    ]

    @Test(arguments: ["http://127.0.0.1:8080", "https://yankao.example"]) func everyReplyIsDressed(_ address: String) async throws {
        try await TestCity.with(address: address) { city in
            let isSecure = address.hasPrefix("https")
            let browser = Browser(city.site, host: isSecure ? "yankao.example" : "127.0.0.1:8080")
            for kind in [("GET", "/plans", ["if-none-match": "*"], 304)] + Self.kinds {
                let answer = try await browser.send(kind.method, kind.path, kind.headers)
                let name = "\(kind.method) \(kind.path)"
                #expect(answer.status == kind.status, "\(name)")
                #expect(answer.headers["x-content-type-options"] == "nosniff", "\(name)")
                #expect(answer.headers["x-frame-options"] == "DENY", "\(name)")
                #expect(answer.headers["referrer-policy"] == "same-origin", "\(name)")
                #expect(answer.headers["cross-origin-opener-policy"] == "same-origin", "\(name)")
                #expect(answer.headers["cache-control"] != nil && answer.headers["x-request-id"] != nil, "\(name)")
                let policy = answer.headers["content-security-policy"] ?? ""
                #expect(policy.hasPrefix("default-src 'none';") && policy.contains("frame-ancestors 'none'"), "\(name)")
                #expect(!policy.contains("unsafe") && !policy.contains("*") && !policy.contains("data:"), "\(name)")
                #expect((answer.headers["strict-transport-security"] != nil) == isSecure, "\(name)")
            }
        }
    }

    @Test func whatDidNotChangeIsNotSentAgain() async throws {
        try await TestCity.with { city in
            let browser = Browser(city.site)
            for path in ["/plans", "/api/v1/plans", "/assets/icons.svg", "/openapi.json"] {
                let first = try await browser.get(path)
                let tag = try #require(first.headers["etag"])
                let again = try await browser.get(path, ["if-none-match": "\"x\", \(tag)"])
                #expect(first.status == 200 && !first.bytes.isEmpty)
                #expect(again.status == 304 && again.bytes.isEmpty, "\(path)")
                #expect(again.headers["etag"] == tag && again.headers["content-type"] == nil && again.headers["content-length"] == nil)
                let other = try await browser.get(path, ["if-none-match": "W/\"other\""])
                #expect(other.status == 200 && other.bytes == first.bytes)
                #expect(first.headers["vary"]?.contains("Cookie") == true)
            }
        }
    }

    @Test func whatBelongsToAPersonIsPrivate() async throws {
        try await TestCity.with { city in
            try await city.add("wang", .officer, at: "rdec")
            let browser = Browser(city.site)
            let visitor = try await browser.get("/plans")
            let form = try await browser.get("/sign-in")
            _ = try await browser.signIn("wang")
            let signedIn = try await browser.get("/plans", ["if-none-match": "*"])
            let data = try await browser.get("/api/v1/plans")
            #expect(visitor.headers["cache-control"] == "no-cache")
            #expect(data.headers["cache-control"] == "private, no-cache" && data.headers["etag"] == nil)
            #expect(form.headers["cache-control"] == "private, no-cache" && form.headers["etag"] == nil)
            #expect(signedIn.status == 200 && signedIn.headers["cache-control"] == "private, no-cache" && signedIn.headers["etag"] == nil)
        }
    }

    @Test func headTellsTheLengthAndSendsNothing() async throws {
        try await TestCity.with { city in
            let browser = Browser(city.site)
            for path in ["/plans", "/api/v1/plans", "/assets/yankao.css", "/nowhere"] {
                let get = try await browser.get(path)
                let head = try await browser.send("HEAD", path)
                #expect(head.status == get.status && head.bytes.isEmpty)
                #expect(head.headers["content-length"] == String(get.bytes.count), "\(path)")
                #expect(head.headers["content-type"] == get.headers["content-type"])
            }
        }
    }

    @Test func textIsPackedForWhoTakesIt() async throws {
        try await TestCity.with { city in
            let browser = Browser(city.site)
            let plain = try await browser.get("/plans")
            let packed = try await browser.get("/plans", ["accept-encoding": "br, gzip"])
            #expect(plain.headers["content-encoding"] == nil && packed.headers["content-encoding"] == "gzip")
            #expect(packed.bytes.count < plain.bytes.count / 2 && packed.bytes.prefix(2) == [0x1F, 0x8B])
            #expect(packed.headers["etag"] == plain.headers["etag"])
        }
    }

    @Test func cookiesOfASecureSiteStayOnIt() async throws {
        try await TestCity.with(address: "https://yankao.example") { city in
            try await city.add("wang", .officer, at: "rdec")
            let browser = Browser(city.site, host: "yankao.example")
            let page = try await browser.get("/sign-in")
            #expect(page.setCookies.count == 1)
            let answer = try await browser.signIn("wang")
            #expect(answer.status == 303)
            for cookie in page.setCookies + answer.setCookies {
                #expect(cookie.hasPrefix("__Host-visit=") || cookie.hasPrefix("__Host-session="))
                for flag in ["; Path=/", "; Secure", "; HttpOnly", "; SameSite=Lax"] { #expect(cookie.contains(flag), "\(flag)") }
                #expect(!cookie.contains("Domain"))
            }
            let account = try await browser.get("/account")
            #expect(account.status == 200)
            // A cookie of the same name that a neighbour's site could have set is none of ours.
            browser.cookies["session"] = browser.cookies.removeValue(forKey: "__Host-session")
            let tossed = try await browser.get("/account")
            #expect(tossed.status == 303)
        }
    }
}
