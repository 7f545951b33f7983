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

    @Test func theScannerDoesNotCareWhereALiteralIsCut() {
        let literals: [StaticString] = [
            #"<p class="x" title='>'>text</p>"#, #"<a href="/x" hidden>y</a><br/>"#, "<!-- a > b -- > --><b>", "<!doctype html><html lang=\"en\">",
            "<script src='/x'></script><p>", "<style>a > b { }</style>", "<input value=x disabled><a b/c=\"d\">", "<!----><SCRIPT></SCRIPT>",
            "<p title=\"", "<p title", "<p ", "<", "<!--", "<script>", "<a x=1 y=", "</p", "<?x",
        ]
        for literal in literals {
            literal.withUTF8Buffer { bytes in
                var whole = HTMLScanner(capacity: 0)
                whole.append(bytes)
                for first in 0...bytes.count {
                    for second in first...bytes.count {
                        var pieces = HTMLScanner(capacity: 0)
                        for range in [0..<first, first..<second, second..<bytes.count] { pieces.append(UnsafeBufferPointer(rebasing: bytes[range])) }
                        #expect(pieces.place == whole.place && pieces.bytes == whole.bytes, "\(literal) cut at \(first), \(second)")
                    }
                }
            }
        }
    }

    @Test func theScannerKnowsWhereItIs() {
        let places: [(StaticString, HTMLScanner.Place)] = [
            ("a", .text), ("<", .opening), ("<p", .tagName), ("<p ", .tag), ("<p a", .attributeName), ("<p a=", .equals), ("<p a=\"", .quoted(0x22)),
            ("<p a='", .quoted(0x27)), ("<p a=x", .unquoted), ("<p a=x ", .tag), ("<p a=\"x\"", .tag), ("<p>", .text), ("<p/>", .text),
            ("<!", .declaration),
            ("<!--", .comment), ("<!-->", .comment), ("<!---->", .text), ("<!doctype html>", .text), ("<script>", .raw), ("<script></p>", .raw),
            ("<script></script>", .text), ("<STYLE>", .raw), ("<strong>", .text), ("<span>", .text), ("</script>", .text), ("<p a/b", .attributeName),
        ]
        for (literal, place) in places {
            var scanner = HTMLScanner(capacity: 0)
            literal.withUTF8Buffer { scanner.append($0) }
            #expect(scanner.place == place, "\(literal)")
        }
    }
}
