import Markup
import Testing

@Suite struct AddressTests {
    @Test func addressesStandInHref() throws {
        let local: LocalURL = "/plans/a?x=1&y=2"
        let external = try #require(ExternalURL(checking: "https://example.com/?a=1&b='"))
        let html: HTML = #"<a href="\#(local)">1</a><a href='\#(external)'>2</a><form action="\#(local)"></form>"#
        #expect(
            html.string
                == #"<a href="/plans/a?x=1&amp;y=2">1</a><a href='https://example.com/?a=1&amp;b=&#39;'>2</a><form action="/plans/a?x=1&amp;y=2"></form>"#
        )
    }

    @Test func textMayFollowTheSignOfAFragment() {
        let id = #"f-"x"#
        let html: HTML = ##"<a href="#\##(id)">x</a>"##
        #expect(html.string == ##"<a href="#f-&quot;x">x</a>"##)
    }

    @Test func keysAddNoStepQueryOrHost() {
        let key = "a/b?c#d%20&=+ é臺\u{0}"
        let url: LocalURL = "/plans/\(key)/items"
        #expect(url.text == "/plans/a%2Fb%3Fc%23d%2520%26%3D%2B%20%C3%A9%E8%87%BA%00/items")
        let plain: LocalURL = "/plans/\("Az09-._~")/\(7)"
        #expect(plain.text == "/plans/Az09-._~/7")
        let joined: LocalURL = "\(plain)#top"
        #expect(joined.text == "/plans/Az09-._~/7#top")
    }

    @Test func aQueryReplacesTheOneBefore() {
        let url: LocalURL = "/plans?old=1"
        #expect(url.with(query: [("q", "研 考&"), ("none", nil), ("n", "")]).text == "/plans?q=%E7%A0%94%20%E8%80%83%26&n=")
        #expect(url.with(query: [("none", nil)]).text == "/plans")
    }

    @Test(arguments: ["/", "/plans", "/plans?x=//evil.example", "/a//b", "/臺南", "/x#y"]) func staysHere(_ text: String) {
        #expect(LocalURL(checking: text)?.text == text)
    }

    @Test(arguments: [
        "", "plans", "//evil.example", "/\\evil.example", "\\\\evil.example", "/\t/evil.example", "/a\nb", "/a\rb", "/a\u{0}", "/a\u{7F}", "/a b",
        " /a",
        "https://evil.example", "javascript:alert(1)", "?x", "#x",
    ])
    func wouldLeaveOrMislead(_ text: String) {
        #expect(LocalURL(checking: text) == nil)
    }

    @Test func addressesHaveALength() {
        #expect(LocalURL(checking: "/" + String(repeating: "a", count: 2047)) != nil)
        #expect(LocalURL(checking: "/" + String(repeating: "a", count: 2048)) == nil)
        #expect(ExternalURL(checking: "https://" + String(repeating: "a", count: 2040)) != nil)
        #expect(ExternalURL(checking: "https://" + String(repeating: "a", count: 2041)) == nil)
    }

    @Test(arguments: ["https://example.com", "HTTP://example.com/x", "mailto:a@example.com", "tel:+88662991111"]) func mayBeFollowed(_ text: String) {
        #expect(ExternalURL(checking: text)?.text == text)
    }

    @Test(arguments: [
        "javascript:alert(1)", "JavaScript://%0aalert(1)", "data:text/html,x", "//example.com", "/x", "ftp://example.com", "vbscript:x",
        "https://a\"b", "https://a<b", "https://a b", "https://a\u{0}", " https://a", "java\tscript:x",
    ])
    func mustNotBeFollowed(_ text: String) {
        #expect(ExternalURL(checking: text) == nil)
    }

    @Test func aLiteralThatIsNotLocalStopsTheProgram() async {
        await #expect(processExitsWith: .failure) { let _: LocalURL = "https://example.com" }
        await #expect(processExitsWith: .failure) { let _: LocalURL = "//example.com" }
        await #expect(processExitsWith: .failure) { let _: LocalURL = "\("plans")/x" }
    }
}
