import Kernel
import Storage
import TestSupport
import Testing

@testable import Web

@Suite struct GuardTests {
    @Test func aLimitHoldsUntilItsWindowEnds() throws {
        let time = TestClock()
        let limiter = RateLimiter(clock: time.clock)
        for _ in 0..<3 { try limiter.spend("a", most: 3, seconds: 60) }
        time.move(seconds: 20)
        #expect(wait { try limiter.spend("a", most: 3, seconds: 60) } == "40")
        // Another key has a share of its own.
        try limiter.spend("b", most: 3, seconds: 60)
        time.move(seconds: 39)
        #expect(wait { try limiter.spend("a", most: 3, seconds: 60) } == "1")
        time.move(seconds: 1)
        try limiter.spend("a", most: 3, seconds: 60)
    }

    @Test func aForgottenKeyBeginsAnew() throws {
        let limiter = RateLimiter(clock: .fixed(TestCity.now))
        try limiter.spend("a", most: 1, seconds: 60)
        #expect(wait { try limiter.spend("a", most: 1, seconds: 60) } == "60")
        limiter.forget("a")
        try limiter.spend("a", most: 1, seconds: 60)
    }

    /// The `Retry-After` of the refusal, or nil when there is none.
    private func wait(_ body: () throws -> Void) -> String? {
        do { try body() } catch { return (error as? Problem)?.status == 429 ? (error as? Problem)?.headers["Retry-After"] : "other" }
        return nil
    }

    @Test func tokensDifferAndAllHold() {
        let tokens = (0..<20).map { _ in FormToken.masked(secret: "secret") }
        #expect(Set(tokens).count == 20)
        #expect(tokens.allSatisfy { FormToken.isValid($0, secret: "secret") })
        // 64 bytes in base64url.
        #expect(tokens.allSatisfy { $0.utf8.count == 86 })
    }

    @Test func aTokenHoldsForItsSecretAlone() {
        let token = FormToken.masked(secret: "secret")
        #expect(!FormToken.isValid(token, secret: "other"))
        #expect(!FormToken.isValid(token, secret: ""))
        #expect(!FormToken.isValid(FormToken.masked(secret: ""), secret: ""))
    }

    @Test func aDamagedTokenDoesNotHold() {
        let token = FormToken.masked(secret: "secret")
        for length in 0..<token.utf8.count { #expect(!FormToken.isValid(String(token.prefix(length)), secret: "secret"), "\(length)") }
        for text in [
            token + "A", "!" + token.dropFirst(), String(token.reversed()), String(repeating: "A", count: 86), String(repeating: "A", count: 100_000),
        ] {
            #expect(!FormToken.isValid(text, secret: "secret"))
        }
    }

    @Test func everyCookieIsBoundToTheSite() {
        let session = Cookie("session", "x", maxAge: 60)
        #expect(CookieNames.render(session, isSecure: true) == "__Host-session=x; Path=/; SameSite=Lax; HttpOnly; Secure; Max-Age=60")
        #expect(CookieNames.render(session, isSecure: false) == "session=x; Path=/; SameSite=Lax; HttpOnly; Max-Age=60")
        #expect(CookieNames.render(Cookie("theme", "dark", maxAge: nil), isSecure: true) == "theme=dark; Path=/; SameSite=Lax; HttpOnly; Secure")
        for name in [Cookie("visit", "x", maxAge: nil), Cookie("half-session", "x", maxAge: 0)] {
            #expect(CookieNames.render(name, isSecure: true).hasPrefix("__Host-"))
        }
    }

    @Test func randomTokensAreLongAndDifferent() throws {
        let tokens = (0..<100).map { _ in RandomToken.make() }
        #expect(Set(tokens).count == 100)
        for token in tokens { #expect(try #require(RandomToken.bytes(token)).count == 32) }
        // RFC 4648 §10 and §5.
        #expect(RandomToken.text(Array("foobar".utf8)) == "Zm9vYmFy" && RandomToken.text(Array("foob".utf8)) == "Zm9vYg")
        #expect(RandomToken.text([0xFB, 0xFF]) == "-_8")
        #expect(RandomToken.bytes("-_8") == [0xFB, 0xFF])
        // FIPS 180-4: SHA-256 of "abc".
        #expect(RandomToken.bytes(RandomToken.hash("abc"))?.prefix(4) == [0xBA, 0x78, 0x16, 0xBF])
    }
}
