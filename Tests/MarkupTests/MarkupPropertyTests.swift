import Testing

@testable import Markup

/// Whatever stands in a value comes out of a browser as that value and nothing else.
@Suite struct MarkupPropertyTests {
    private static let pieces = [
        "<", ">", "\"", "'", "&", "/", "=", " ", "\n", "\r", "\t", "\u{0}", "\u{1}", "\u{B}", "\u{C}", "\u{7F}", "\u{85}", "\u{2028}", "\u{FEFF}",
        "&lt;", "&amp;lt;", "&#39;", "<!--", "-->", "</p>", "<script>", "</script>", "\" onclick=\"x", "' x='", "臺", "😀", "\u{301}", "a", "Z", "`",
        "]]>",
    ]

    private static func text(_ random: inout SplitMix) -> String {
        (0..<Int.random(in: 1...12, using: &random)).compactMap { _ in pieces.randomElement(using: &random) }.joined()
    }

    @Test(arguments: 0..<4) func aValueStaysOneValue(_ seed: UInt64) {
        var random = SplitMix(state: seed)
        for _ in 0..<500 {
            let (one, two, three) = (Self.text(&random), Self.text(&random), Self.text(&random))
            let html: HTML = #"<p title="\#(one)" lang='\#(two)'>\#(three)</p>"#
            let tokens = Tokenizer.tokens(html.string)
            // Compared by their bytes: for Swift, a letter and its accent are equal to the accented letter.
            guard tokens.count == 3, case .open("p", let attributes) = tokens[0], case .text(let text) = tokens[1] else {
                Issue.record("not one element with one text: \(html.string)")
                continue
            }
            #expect(attributes.count == 2)
            #expect(Array((attributes["title"] ?? "").utf8) == Array(one.utf8))
            #expect(Array((attributes["lang"] ?? "").utf8) == Array(two.utf8))
            #expect(Array(text.utf8) == Array(three.utf8))
        }
    }

    /// A value stands wherever a literal is cut, so the parts must lead where the whole does.
    @Test func aLiteralLeadsToTheSamePlaceWhereverItIsCut() {
        let literals: [StaticString] = [
            #"<p class="x" title='>'>text</p>"#, #"<a href="/x" hidden>y</a><br/>"#, "<!-- a > b -- > --><b>", "<!doctype html><html lang=\"en\">",
            "<script src='/x'></script><p>", "<style>a > b { }</style>", "<input value=x disabled><a b/c=\"d\">", "<!----><SCRIPT></SCRIPT>",
            "<p title=\"", "<a href=\"#x", "<p ", "<a href='#x'><b title=\"y",
        ]
        for literal in literals {
            literal.withUTF8Buffer { bytes in
                let whole = HTMLScanner.end(of: bytes, from: .text)
                for cut in 0...bytes.count {
                    let middle = HTMLScanner.end(of: UnsafeBufferPointer(rebasing: bytes[..<cut]), from: .text)
                    guard middle != .elsewhere else { continue }
                    let end = HTMLScanner.end(of: UnsafeBufferPointer(rebasing: bytes[cut...]), from: middle)
                    #expect(end == whole, "\(literal) cut at \(cut)")
                }
            }
        }
    }

    @Test func theScannerKnowsWhereItIs() {
        let places: [(StaticString, HTMLPlace)] = [
            ("", .text), ("a", .text), ("<", .elsewhere), ("<p", .elsewhere), ("<p ", .tag), ("<p a", .elsewhere), ("<p a=", .elsewhere),
            ("<p a=\"", .value(.double, .plain, .empty)), ("<p a='", .value(.single, .plain, .empty)), ("<p a='x", .value(.single, .plain, .other)),
            ("<a href=\"", .value(.double, .address, .empty)), ("<a href=\"#", .value(.double, .address, .fragment)),
            ("<a HREF='/x", .value(.single, .address, .other)), ("<p onclick=\"", .value(.double, .forbidden, .empty)),
            ("<p style='x", .value(.single, .forbidden, .other)), ("<p a=x", .elsewhere), ("<p a=x ", .tag), ("<p a=\"x\"", .tag), ("<p>", .text),
            ("<p/>", .text), ("<!", .elsewhere), ("<!--", .elsewhere), ("<!-->", .elsewhere), ("<!---->", .text), ("<!doctype html>", .text),
            ("<script>", .elsewhere), ("<script></p>", .elsewhere), ("<script></script>", .text), ("<STYLE>", .elsewhere), ("<strong>", .text),
            ("<span>", .text), ("</script>", .text), ("<script ", .tag(opens: .script)),
            ("<style media='", .value(.single, .plain, .empty, opens: .style)),
            ("<p></p><SCRIPT src=\"", .value(.double, .address, .empty, opens: .script)), ("<script></script><p ", .tag), ("<p a/b", .elsewhere),
        ]
        // Twice: the second time from memory.
        for (literal, place) in places + places {
            #expect(LiteralScans.end(of: literal, from: .text) == place, "\(literal)")
        }
    }

    @Test func aScanIsRememberedForThePlaceItBeganIn() {
        let literal: StaticString = "x\">"
        #expect(LiteralScans.end(of: literal, from: .value(.double, .plain, .empty)) == .text)
        #expect(LiteralScans.end(of: literal, from: .text) == .text)
        #expect(LiteralScans.end(of: literal, from: .value(.single, .address, .fragment)) == .value(.single, .address, .fragment))
        #expect(LiteralScans.end(of: literal, from: .value(.single, .address, .empty)) == .value(.single, .address, .other))
        #expect(LiteralScans.end(of: literal, from: .value(.double, .plain, .empty)) == .text)
    }
}
