import Markup
import Testing

@Suite struct EscapingTests {
    private let hostile = #"<b title='x' id="y">&amp;"#
    private let escaped = "&lt;b title=&#39;x&#39; id=&quot;y&quot;&gt;&amp;amp;"

    @Test func inText() {
        let html: HTML = #"<p>\#(hostile)</p>"#
        #expect(html.string == "<p>\(escaped)</p>")
        #expect(HTML(text: hostile).string == escaped)
    }

    @Test func inAttributesWithEitherQuote() {
        let double: HTML = #"<p title="\#(hostile)">"#
        let single: HTML = #"<p title='\#(hostile)'>"#
        #expect(double.string == "<p title=\"\(escaped)\">")
        #expect(single.string == "<p title='\(escaped)'>")
    }

    @Test func whatIsNotSpecialPassesUnchanged() {
        let text = "臺南市 café e\u{301} 😀 \u{0}\u{7} 100% = 1 + 1"
        let html: HTML = #"<p>\#(text)</p>"#
        #expect(html.string == "<p>\(text)</p>")
        #expect(HTML(text: "").isEmpty)
    }

    @Test func textThatIsAbsentIsNothing() {
        let absent: String? = nil
        let there: String? = "<"
        let html: HTML = #"<p title="\#(absent)">\#(absent)\#(there)</p>"#
        #expect(html.string == #"<p title="">&lt;</p>"#)
    }

    @Test func numbersAreWrittenPlainly() {
        let html: HTML = #"<td data-n="\#(-1_234_567)">\#(Int.max)</td>"#
        #expect(html.string == #"<td data-n="-1234567">9223372036854775807</td>"#)
    }

    @Test func markupIsNotEscapedAgain() {
        let inner: HTML = #"<b>\#("<")</b>"#
        let nothing: HTML? = nil
        let pieces: [HTML] = [inner, inner]
        let html: HTML = #"<p>\#(inner)\#(nothing)</p>\#(pieces)"#
        #expect(html.string == "<p><b>&lt;</b></p><b>&lt;</b><b>&lt;</b>")
    }

    @Test func piecesJoin() {
        let pieces: [HTML] = ["<b>1</b>", "2", ""]
        #expect(pieces.joined().string == "<b>1</b>2")
        #expect(pieces.joined(separator: "<br>").string == "<b>1</b><br>2<br>")
        #expect(([] as [HTML]).joined(separator: "<br>").isEmpty)
        var sum: HTML = "a"
        sum += "b"
        #expect((sum + "c").string == "abc")
    }
}
