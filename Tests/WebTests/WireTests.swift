import Testing

@testable import Web

/// The small readers of what comes over the wire.
@Suite struct WireTests {
    @Test(
        arguments: [
            ("", [:]), ("a=1&b=2", ["a": "1", "b": "2"]), ("a=1&a=2", ["a": "1"]), ("a+b=c+d", ["a b": "c d"]), ("a=%2B%26%3D", ["a": "+&="]),
            ("a", ["a": ""]), ("=x", ["": "x"]),
            ("&&a=1&", ["a": "1"]), ("a=b=c", ["a": "b=c"]), ("%E7%A0%94=%e8%80%83", ["研": "考"]), ("a=研", ["a": "研"]),
        ] as [(String, [String: String])])
    func formsAreDecoded(_ text: String, _ values: [String: String]) {
        #expect(URLEncoded.decode(Array(text.utf8)) == values)
    }

    @Test(arguments: ["a=%", "a=%4", "a=%zz", "a=%FF", "a=%C0%80", "a=%ED%A0%80", "a=%00", "%00=a", "a=\u{0}"]) func brokenFormsAreRefused(
        _ text: String
    ) {
        #expect(URLEncoded.decode(Array(text.utf8)) == nil)
    }

    @Test func aFormHasAMostOfFields() {
        let pairs = (0..<1000).map { "k\($0)=v" }
        #expect(URLEncoded.decode(Array(pairs.joined(separator: "&").utf8))?.count == 1000)
        #expect(URLEncoded.decode(Array((pairs + ["x=y"]).joined(separator: "&").utf8)) == nil)
    }

    @Test func aPathKeepsItsPlus() {
        #expect(URLEncoded.percentDecoded("a+b%20c") == "a+b c")
        #expect(URLEncoded.percentDecoded("%2") == nil)
    }

    @Test(
        arguments: [
            (nil, [:]), ("", [:]), ("a=1; b=2", ["a": "1", "b": "2"]), ("a=1;b=2", ["a": "1", "b": "2"]), ("a=1; a=2", ["a": "1"]), ("a", [:]),
            ("a=b=c", ["a": "b=c"]),
            (" a = 1 ", ["a": "1"]), ("=x", ["": "x"]), (";;;a=1", ["a": "1"]),
        ] as [(String?, [String: String])])
    func cookiesAreRead(_ header: String?, _ cookies: [String: String]) {
        #expect(CookieHeader.parse(header) == cookies)
    }

    /// Peer, header, trusted proxies, and who it is then.
    @Test(
        arguments: [
            ("203.0.113.9", nil, [], "203.0.113.9"), ("203.0.113.9", "198.51.100.1", [], "203.0.113.9"),
            ("203.0.113.9", "198.51.100.1", ["10.0.0.1"], "203.0.113.9"),
            ("10.0.0.1", "198.51.100.1", ["10.0.0.1"], "198.51.100.1"), ("10.0.0.1", "1.2.3.4, 198.51.100.1", ["10.0.0.1"], "198.51.100.1"),
            ("10.0.0.1", "1.2.3.4, 198.51.100.1, 10.0.0.2", ["10.0.0.1", "10.0.0.2"], "198.51.100.1"),
            ("10.0.0.1", "10.0.0.2", ["10.0.0.1", "10.0.0.2"], "10.0.0.1"),
            ("10.0.0.1", "", ["10.0.0.1"], "10.0.0.1"), ("10.0.0.1", nil, ["10.0.0.1"], "10.0.0.1"),
            ("10.0.0.1", "  2001:db8::1  ", ["10.0.0.1"], "2001:db8::1"),
        ] as [(String, String?, Set<String>, String)])
    func onlyAProxyOfOursSaysWhoItIs(_ peer: String, _ header: String?, _ trusted: Set<String>, _ client: String) {
        #expect(ClientAddress.of(peer: peer, forwardedFor: header, trusted: trusted) == client)
    }

    /// RFC 9110 §8.8.3.2: weakly equal when the opaque parts are, whether or not either is marked weak.
    @Test(
        arguments: [
            (nil, false), ("*", true), (#"W/"1""#, true), (#""1""#, true), (#"W/"2""#, false), (#""2", W/"1""#, true), (#"W/"3","1" "#, true),
            ("1", false), ("", false), (#""1"#, false),
            (#""1,2", "1""#, true),
        ] as [(String?, Bool)])
    func entityTagsCompareWeakly(_ header: String?, _ matches: Bool) {
        #expect(ETag.matches(#"W/"1""#, header) == matches)
    }

    @Test func entityTagsTellContentsApart() {
        var tags: Set<String> = []
        for length in 0..<64 { tags.insert(ETag.weak(of: [UInt8](repeating: 0, count: length))) }
        for place in 0..<64 {
            var bytes = [UInt8](repeating: 0, count: 64)
            bytes[place] = 1
            tags.insert(ETag.weak(of: bytes))
        }
        #expect(tags.count == 128)
        #expect(tags.allSatisfy { $0.hasPrefix("W/\"") && $0.hasSuffix("\"") && $0.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F } })
        #expect(ETag.weak(of: Array("研考".utf8)) == ETag.weak(of: Array("研考".utf8)))
    }
}
