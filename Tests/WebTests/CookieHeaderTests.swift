import Testing

@testable import Web

@Suite struct CookieHeaderTests {
    /// A neighbouring site may set a cookie of such a name, which is not `__Host-session` to a browser and must not become it here.
    @Test(arguments: ["\u{2000}", "\u{A0}", "\u{85}", "\u{3000}"])
    func otherWhiteSpaceIsPartOfAName(_ blank: String) {
        let cookies = CookieHeader.parse("\(blank)__Host-session=planted; visit=own")
        #expect(cookies["__Host-session"] == nil)
        #expect(cookies["visit"] == "own")
    }

    @Test func theFirstOfTwoWins() {
        #expect(CookieHeader.parse(" a=1;\ta=2 ; b = x=y; c; =d") == ["a": "1", "b": "x=y", "": "d"])
    }

    @Test func neighboursAreAddressesOrNetworks() {
        #expect(ClientAddress.neighbour("192.0.2.7") == "192.0.2.7")
        #expect(ClientAddress.neighbour("2001:db8:1:2:3:4:5:6") == "2001:db8:1:2::/64")
        #expect(ClientAddress.neighbour("2001:db8::6") == "2001:db8:0:0::/64")
        #expect(ClientAddress.neighbour("::1") == "0:0:0:0::/64")
    }
}
