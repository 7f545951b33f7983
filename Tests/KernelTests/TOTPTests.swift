import Testing

@testable import Kernel

@Suite struct TOTPTests {
    /// The secret of RFC 6238, appendix B: the ASCII text `12345678901234567890`.
    private let base32 = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"

    /// The table of RFC 6238, appendix B, SHA-1; the last six of its eight digits.
    @Test(
        arguments: [
            (59, "287082"), (1_111_111_109, "081804"), (1_111_111_111, "050471"), (1_234_567_890, "005924"), (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] as [(Int64, String)])
    func codesOfTheStandard(_ seconds: Int64, _ code: String) throws {
        let totp = try #require(TOTP(base32: base32))
        #expect(totp.code(step: seconds / 30) == code)
        #expect(totp.step(of: code, atUnixSeconds: seconds) == seconds / 30)
    }

    /// RFC 4226, appendix D.
    @Test(arguments: Array(["755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489"].enumerated()))
    func codesByCounter(_ counter: Int, _ code: String) throws {
        let totp = try #require(TOTP(base32: base32))
        #expect(totp.code(step: Int64(counter)) == code)
    }

    /// RFC 4648, section 10.
    @Test(arguments: [("MY", "f"), ("MZXQ", "fo"), ("MZXW6", "foo"), ("MZXW6YQ", "foob"), ("MZXW6YTB", "fooba"), ("MZXW6YTBOI", "foobar")])
    func base32OfTheStandard(_ text: String, _ decoded: String) throws {
        for spelling in [
            text, text + String(repeating: "=", count: (8 - text.count % 8) % 8), text.lowercased(), text.prefix(2) + " " + text.dropFirst(2),
        ] {
            let totp = try #require(TOTP(base32: spelling))
            #expect(totp.base32 == text)
        }
        #expect(TOTP(base32: text)?.secret == Array(decoded.utf8))
    }

    @Test(arguments: ["", "=", "1", "MZXW!", "ＭＺ", "MZXW0", "A"]) func whatIsNoSecret(_ text: String) {
        #expect(TOTP(base32: text) == nil)
    }

    @Test func newSecretsAreLongAndDifferent() throws {
        let secrets = (0..<50).map { _ in TOTP().base32 }
        #expect(Set(secrets).count == 50)
        #expect(secrets.allSatisfy { $0.utf8.count == 32 })
        for secret in secrets { #expect(try #require(TOTP(base32: secret)).base32 == secret) }
    }

    @Test func clocksMayDifferByOneStep() throws {
        let totp = try #require(TOTP(base32: base32))
        let now: Int64 = 1_234_567_890
        for (skew, accepted) in [(-60, false), (-30, true), (0, true), (30, true), (60, false)] as [(Int64, Bool)] {
            let step = totp.step(of: totp.code(step: (now + skew) / 30), atUnixSeconds: now)
            #expect(step == (accepted ? (now + skew) / 30 : nil), "\(skew) seconds")
        }
    }

    @Test func codesMayBeTypedInGroups() throws {
        let totp = try #require(TOTP(base32: base32))
        #expect(totp.step(of: "287 082", atUnixSeconds: 59) == 1)
        for wrong in ["287083", "28708", "2870820", "", "abcdef", "²⁸⁷⁰⁸²"] { #expect(totp.step(of: wrong, atUnixSeconds: 59) == nil, "\(wrong)") }
    }
}
