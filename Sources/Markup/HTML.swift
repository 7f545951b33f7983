/// A piece of a page. Its markup is made of literals only; what stands in `\(…)` is escaped for the place where it stands.
///
/// ```swift
/// let item: HTML = #"<li><a href="\#(url)">\#(plan.title)</a> \#(light)</li>"#
/// ```
/// The literal knows where it is while it is built. A value may stand in text or in a quoted attribute; only a ``LocalURL`` or an
/// ``ExternalURL`` in `href`, `src`, `action` and their like. Anything else (a value in a tag name, an unquoted attribute, `on…`, `style`,
/// `<script>`, `<style>`, a comment) is a programming error that no input can cause, and traps in every build.
public struct HTML: Sendable, Equatable, ExpressibleByStringInterpolation {
    /// UTF-8.
    public private(set) var bytes: [UInt8]

    public init(stringLiteral literal: StaticString) {
        var builder = Interpolation(literalCapacity: literal.utf8CodeUnitCount, interpolationCount: 0)
        builder.appendLiteral(literal)
        self.init(stringInterpolation: builder)
    }

    public init(stringInterpolation: Interpolation) {
        precondition(stringInterpolation.scanner.place == .text, "an HTML literal ends inside a tag or a comment")
        bytes = stringInterpolation.scanner.bytes
    }

    init(joining pieces: some Sequence<HTML>) {
        let pieces = Array(pieces)
        bytes = []
        bytes.reserveCapacity(pieces.reduce(0) { $0 + $1.bytes.count })
        for piece in pieces { bytes += piece.bytes }
    }

    public static let empty: HTML = ""

    public var isEmpty: Bool { bytes.isEmpty }

    public static func + (left: HTML, right: HTML) -> HTML { HTML(joining: [left, right]) }

    public static func += (left: inout HTML, right: HTML) { left.bytes += right.bytes }

    /// Text, escaped.
    public init(text: String) {
        bytes = []
        Escaping.append(text, to: &bytes)
    }

    /// For tests and for logs of our own markup.
    public var string: String { String(decoding: bytes, as: UTF8.self) }
}

extension Sequence where Element == HTML {
    /// All pieces, one after another.
    public func joined() -> HTML { HTML(joining: self) }

    /// All pieces with another between them.
    public func joined(separator: HTML) -> HTML {
        var result = HTML.empty
        for (index, piece) in enumerated() {
            if index > 0 { result += separator }
            result += piece
        }
        return result
    }
}
