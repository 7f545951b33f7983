import Kernel
import Storage
import TestSupport
import Testing

@testable import Web

@Suite struct SessionTests {
    @Test func aSessionEndsWithTheWorkingDay() async throws {
        let time = TestClock()
        try await TestCity.with(clock: time.clock, settings: ["web.sessionHours": 12]) { city in
            try await city.add("wang", .officer, at: "rdec")
            let browser = Browser(city.site)
            _ = try await browser.signIn("wang")
            time.move(seconds: 12 * 3600 - 1)
            let last = try await browser.get("/account")
            time.move(seconds: 1)
            let over = try await browser.get("/account")
            #expect(last.status == 200 && over.status == 303)
        }
    }

    @Test func signingOutEndsItEverywhere() async throws {
        try await TestCity.with { city in
            try await city.add("wang", .officer, at: "rdec")
            let browser = Browser(city.site)
            _ = try await browser.signIn("wang")
            let cookie = browser.cookies["session"]
            let answer = try await browser.post("/sign-out", [:], tokenFrom: "/account")
            #expect(answer.status == 303 && answer.headers["clear-site-data"] == #""cache", "storage""#)
            #expect(cookie != nil && browser.cookies["session"] == nil)
            // The cookie itself is worth nothing any more.
            browser.cookies["session"] = cookie
            let after = try await browser.get("/account")
            #expect(after.status == 303)
        }
    }

    @Test func signingInAgainEndsTheSessionBefore() async throws {
        try await TestCity.with { city in
            try await city.add("wang", .officer, at: "rdec")
            let browser = Browser(city.site)
            _ = try await browser.signIn("wang")
            let first = browser.cookies["session"]
            _ = try await browser.signIn("wang")
            #expect(first != nil && browser.cookies["session"] != nil && browser.cookies["session"] != first)
            browser.cookies["session"] = first
            let answer = try await browser.get("/account")
            #expect(answer.status == 303)
        }
    }

    @Test func changingThePasswordEndsTheOthers() async throws {
        try await TestCity.with { city in
            try await city.add("wang", .officer, at: "rdec")
            let (here, there) = (Browser(city.site), Browser(city.site))
            _ = try await here.signIn("wang")
            _ = try await there.signIn("wang")
            let new = "a-much-longer-password"
            let values = ["password": TestCity.password(of: "wang"), "new-password": new, "repeat-password": new]
            let answer = try await here.post("/account/password", values, tokenFrom: "/account")
            let (stays, goes) = (try await here.get("/account"), try await there.get("/account"))
            #expect(answer.location == "/account?done=password")
            #expect(stays.status == 200 && goes.status == 303)
            let old = try await there.signIn("wang")
            let fresh = try await there.post("/sign-in", ["handle": "wang", "password": new], tokenFrom: "/sign-in")
            #expect(old.status == 422 && fresh.status == 303)
        }
    }

    @Test(arguments: [
        (["password": "wrong", "new-password": "a-much-longer-password", "repeat-password": "a-much-longer-password"], "e-password"),
        (["password": "gnaw-password", "new-password": "short", "repeat-password": "short"], "e-new-password"),
        (["password": "gnaw-password", "new-password": "a-much-longer-password", "repeat-password": "another-long-password"], "e-repeat-password"),
    ])
    func aPasswordIsChangedOnlyWhenAllIsRight(_ values: [String: String], _ error: String) async throws {
        try await TestCity.with { city in
            try await city.add("wang", .officer, at: "rdec")
            let browser = Browser(city.site)
            _ = try await browser.signIn("wang")
            let answer = try await browser.post("/account/password", values, tokenFrom: "/account")
            #expect(answer.status == 422 && answer.text.contains("id=\"\(error)\""))
            let again = try await Browser(city.site).signIn("wang")
            #expect(again.status == 303)
        }
    }

    @Test(arguments: ["", "x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "' OR 1=1 --"]) func aMadeUpCookieIsNobody(_ cookie: String)
        async throws
    {
        try await TestCity.with { city in
            try await city.add("wang", .officer, at: "rdec")
            _ = try await Browser(city.site).signIn("wang")
            let browser = Browser(city.site)
            browser.cookies["session"] = cookie
            let answer = try await browser.get("/account")
            #expect(answer.status == 303)
        }
    }

    @Test func theStoreKeepsNoCookie() async throws {
        try await TestCity.with { city in
            try await city.add("wang", .officer, at: "rdec")
            let browser = Browser(city.site)
            _ = try await browser.signIn("wang")
            let kept = try await city.store.read { try $0.all("SELECT id FROM session").map { try $0.get("id", as: String.self) } }
            let cookie = try #require(browser.cookies["session"])
            #expect(kept == [RandomToken.hash(cookie)] && !kept.contains(cookie))
        }
    }

    @Test func theSecondFactorIsTurnedOnWithItsCodeAndOffWithThePassword() async throws {
        try await TestCity.with { city in
            try await city.add("wang", .officer, at: "rdec")
            let browser = Browser(city.site)
            _ = try await browser.signIn("wang")
            let totp = try #require(TOTP(base32: "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"))
            let code = totp.code(step: TestCity.now.seconds / 30)
            let mine = TestCity.password(of: "wang")
            let unproven = try await browser.post(
                "/account/second-factor", ["secret": totp.base32, "code": code, "password": "not mine"], tokenFrom: "/account")
            #expect(unproven.status == 422, "a session somebody left open is not enough")
            let wrong = try await browser.post(
                "/account/second-factor", ["secret": totp.base32, "code": "000000", "password": mine], tokenFrom: "/account")
            let right = try await browser.post(
                "/account/second-factor", ["secret": totp.base32, "code": code, "password": mine], tokenFrom: "/account")
            #expect(wrong.status == 422 && wrong.text.contains("GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ"))
            #expect(right.location == "/account?done=factor")
            let other = try await Browser(city.site).signIn("wang")
            #expect(other.location?.hasPrefix("/sign-in/code") == true)
            let guess = try await browser.post("/account/second-factor/removal", ["password": "wrong"], tokenFrom: "/account")
            let removal = try await browser.post("/account/second-factor/removal", ["password": TestCity.password(of: "wang")], tokenFrom: "/account")
            #expect(guess.status == 422 && removal.location == "/account?done=factor-off")
            let plain = try await Browser(city.site).signIn("wang")
            #expect(plain.location == "/inbox")
        }
    }
}
