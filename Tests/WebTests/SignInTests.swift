import Foundation
import Kernel
import Storage
import TestSupport
import Testing

@testable import Web

/// Signing in as a person does it: page, form, code.
@Suite struct SignInTests {
    private static let secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"

    private static func code(_ clock: Clock, skew: Int64 = 0) throws -> String {
        try #require(TOTP(base32: secret)).code(step: clock.now().seconds / 30 + skew)
    }

    private static func turnOnFactor(_ id: String, _ city: TestCity) async throws {
        _ = try await city.store.write(exempt: .session) { db in try db.run("UPDATE person SET totp_secret = \(secret) WHERE id = \(id)") }
    }

    private static func attempt(_ browser: Browser, _ handle: String, _ password: String, _ more: [String: String] = [:]) async throws
        -> Browser.Answer
    {
        try await browser.post("/sign-in", ["handle": handle, "password": password].merging(more) { $1 }, tokenFrom: "/sign-in")
    }

    @Test func aWrongPasswordKeepsTheHandleAndSaysWhere() async throws {
        try await TestCity.with { city in
            try await city.add("wang", .officer, at: "rdec")
            let browser = Browser(city.site)
            for handle in ["wang", "nobody<>"] {
                let answer = try await Self.attempt(browser, handle, "not-the-password")
                #expect(answer.status == 422)
                #expect(answer.text.contains("value=\"\(handle == "wang" ? "wang" : "nobody&lt;&gt;")\""))
                #expect(answer.text.contains(#"id="e-password""#) && answer.text.contains("帳號或密碼不對。"))
                #expect(!answer.text.contains("not-the-password"))
                #expect(browser.cookies["session"] == nil)
            }
        }
    }

    @Test func emptyFieldsAreEachSaid() async throws {
        try await TestCity.with { city in
            let answer = try await Self.attempt(Browser(city.site), " ", "")
            #expect(answer.status == 422)
            #expect(answer.text.contains(#"id="e-handle""#) && answer.text.contains(#"id="e-password""#))
        }
    }

    @Test func theRightPasswordLetsIn() async throws {
        try await TestCity.with { city in
            try await city.add("wang", .officer, at: "rdec")
            let browser = Browser(city.site)
            let before = try await browser.get("/account")
            let answer = try await browser.signIn("wang")
            let after = try await browser.get("/account")
            #expect(before.status == 303 && before.location == "/sign-in?return=%2Faccount")
            #expect(answer.status == 303 && answer.location == "/inbox")
            #expect(after.status == 200 && after.text.contains("wang"))
        }
    }

    @Test func guessingIsHeldBack() async throws {
        let time = TestClock()
        try await TestCity.with(clock: time.clock, settings: ["web.signInAttempts": 3]) { city in
            try await city.add("wang", .officer, at: "rdec")
            let browser = Browser(city.site)
            for _ in 0..<3 {
                let wrong = try await Self.attempt(browser, "wang", "wrong")
                #expect(wrong.status == 422)
            }
            time.move(seconds: 100)
            let fourth = try await Self.attempt(browser, "wang", "wrong")
            let right = try await browser.signIn("wang")
            #expect(fourth.status == 429 && fourth.headers["retry-after"] == "800")
            #expect(right.status == 429 && browser.cookies["session"] == nil)
            time.move(seconds: 800)
            let later = try await browser.signIn("wang")
            #expect(later.status == 303)
        }
    }

    @Test func successForgetsTheFailures() async throws {
        try await TestCity.with(settings: ["web.signInAttempts": 3]) { city in
            try await city.add("wang", .officer, at: "rdec")
            for _ in 0..<3 {
                let browser = Browser(city.site)
                for _ in 0..<2 { _ = try await Self.attempt(browser, "wang", "wrong") }
                let answer = try await browser.signIn("wang")
                #expect(answer.status == 303)
            }
        }
    }

    @Test func theSecondFactorIsNeeded() async throws {
        try await TestCity.with { city in
            let id = try await city.add("wang", .officer, at: "rdec")
            try await Self.turnOnFactor(id, city)
            let browser = Browser(city.site)
            let password = try await browser.signIn("wang")
            let half = try await browser.get("/account")
            #expect(password.status == 303 && password.location?.hasPrefix("/sign-in/code") == true)
            #expect(browser.cookies["session"] == nil && half.status == 303)
            // Nor is the waiting session one when it is sent as if it were.
            browser.cookies["session"] = browser.cookies["half-session"]
            let forged = try await browser.get("/account")
            #expect(forged.status == 303)
            browser.cookies["session"] = nil
            let wrong = try await browser.post("/sign-in/code", ["code": "000000"], tokenFrom: "/sign-in/code")
            #expect(wrong.status == 422 && wrong.text.contains(#"id="e-code""#))
            let right = try await browser.post("/sign-in/code", ["code": Self.code(city.city.clock)], tokenFrom: "/sign-in/code")
            let account = try await browser.get("/account")
            #expect(right.status == 303 && account.status == 200)
            #expect(browser.cookies["half-session"] == nil)
        }
    }

    @Test func aCodeIsGoodOnce() async throws {
        try await TestCity.with { city in
            let id = try await city.add("wang", .officer, at: "rdec")
            try await Self.turnOnFactor(id, city)
            var statuses: [Int] = []
            // The same code, the one before it, then the one after.
            for skew in [0, 0, -1, 1] as [Int64] {
                let browser = Browser(city.site)
                _ = try await browser.signIn("wang")
                let answer = try await browser.post("/sign-in/code", ["code": Self.code(city.city.clock, skew: skew)], tokenFrom: "/sign-in/code")
                statuses.append(answer.status)
            }
            #expect(statuses == [303, 422, 422, 303])
        }
    }

    @Test func guessingCodesIsHeldBack() async throws {
        try await TestCity.with(settings: ["web.signInAttempts": 3]) { city in
            let id = try await city.add("wang", .officer, at: "rdec")
            try await Self.turnOnFactor(id, city)
            let browser = Browser(city.site)
            _ = try await browser.signIn("wang")
            var statuses: [Int] = []
            for _ in 0..<4 { statuses.append(try await browser.post("/sign-in/code", ["code": "000000"], tokenFrom: "/sign-in/code").status) }
            #expect(statuses == [422, 422, 422, 429])
        }
    }

    @Test func theCodeMustComeInTime() async throws {
        let time = TestClock()
        try await TestCity.with(clock: time.clock) { city in
            let id = try await city.add("wang", .officer, at: "rdec")
            try await Self.turnOnFactor(id, city)
            let browser = Browser(city.site)
            _ = try await browser.signIn("wang")
            time.move(seconds: 600)
            let late = try await browser.post("/sign-in/code", ["code": Self.code(time.clock)], tokenFrom: "/sign-in/code")
            #expect(late.status == 303 && late.location == "/sign-in")
            #expect(browser.cookies["session"] == nil)
        }
    }

    @Test(arguments: [
        ("/plans?x=1", "/plans?x=1"), ("//evil.example", "/inbox"), ("https://evil.example/", "/inbox"), ("/\\evil.example", "/inbox"),
        ("javascript:alert(1)", "/inbox"),
        ("", "/inbox"),
    ])
    func oneReturnsToThisSiteOnly(_ wanted: String, _ location: String) async throws {
        try await TestCity.with { city in
            let id = try await city.add("wang", .officer, at: "rdec")
            let answer = try await Self.attempt(Browser(city.site), "wang", TestCity.password(of: "wang"), ["return": wanted])
            #expect(answer.location == location)
            try await Self.turnOnFactor(id, city)
            let browser = Browser(city.site)
            _ = try await Self.attempt(browser, "wang", TestCity.password(of: "wang"), ["return": wanted])
            let code = try await browser.post("/sign-in/code", ["code": Self.code(city.city.clock), "return": wanted], tokenFrom: "/sign-in/code")
            #expect(code.location == location)
        }
    }

    @Test func aCitizenLandsOnTheAccount() async throws {
        try await TestCity.with { city in
            try await city.add("chen", .citizen, at: "city")
            #expect(try await Browser(city.site).signIn("chen").location == "/account")
        }
    }

    @Test func theWayBackIsCarriedAlong() async throws {
        try await TestCity.with { city in
            let id = try await city.add("wang", .officer, at: "rdec")
            try await Self.turnOnFactor(id, city)
            let browser = Browser(city.site)
            let page = try await browser.get("/sign-in?return=%2Fplans")
            #expect(page.text.contains(#"<input type="hidden" name="return" value="/plans">"#))
            let next = try await Self.attempt(browser, "wang", TestCity.password(of: "wang"), ["return": "/plans"])
            #expect(next.location == "/sign-in/code?return=%2Fplans")
        }
    }
}
