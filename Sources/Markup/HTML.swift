/// A piece of a page. Its markup is made of literals only; what stands in `\(…)` is escaped for the place where it stands.
///
/// ```swift
/// let item: HTML = #"<li><a href="\#(url)">\#(plan.title)</a> \#(light)</li>"#
/// ```
/// The literal knows where it is while it is built. A value may stand in text or in a quoted attribute; only a ``LocalURL`` or an
/// ``ExternalURL`` in `href`, `src`, `action` and their like. Anything else (a value in a tag name, an unquoted attribute, `on…`, `style`,
/// `<script>`, `<style>`, a comment) is a programming error that no input can cause, and traps in every build.
///
/// A piece keeps the literals and values it was given and is written out once, as part of the whole page: a page of hundreds of nested pieces is
/// copied once, not once for each level.
public struct HTML: ExpressibleByStringInterpolation {
    enum Piece {
        /// Ours, written as it is: the bytes of a literal, which lie where they are for as long as the program runs.
        case literal(UnsafeBufferPointer<UInt8>)
        /// Anybody's, escaped when it is written.
        case text(String)
        case nested(HTML)
        case list([HTML])
    }

    private(set) var pieces: [Piece]
    /// How many bytes it has before anything is escaped.
    private(set) var size: Int

    public init(stringLiteral literal: StaticString) {
        var builder = Interpolation(literalCapacity: literal.utf8CodeUnitCount, interpolationCount: 0)
        builder.appendLiteral(literal)
        self.init(stringInterpolation: builder)
    }

    public init(stringInterpolation: Interpolation) {
        precondition(stringInterpolation.place == .text, "an HTML literal ends inside a tag or a comment")
        pieces = stringInterpolation.pieces
        size = stringInterpolation.size
    }

    init(joining pieces: some Sequence<HTML>) {
        let pieces = Array(pieces)
        self.pieces = [.list(pieces)]
        size = pieces.reduce(0) { $0 + $1.size }
    }

    public static let empty: HTML = ""

    /// Text, escaped.
    public init(text: String) {
        pieces = [.text(text)]
        size = text.utf8.count
    }

    /// Whether nothing would be written.
    public var isEmpty: Bool { size == 0 }

    /// UTF-8, written anew each time.
    public var bytes: [UInt8] { HTMLWriter.bytes(of: self) }

    /// For tests and for logs of our own markup.
    public var string: String { String(decoding: bytes, as: UTF8.self) }

    public static func + (left: HTML, right: HTML) -> HTML { HTML(joining: [left, right]) }

    public static func += (left: inout HTML, right: HTML) {
        left.pieces.append(.nested(right))
        left.size += right.size
    }
}

// A literal's bytes never change, so any thread may read them; everything else in a piece is a value.
extension HTML: @unchecked Sendable {}

extension HTML: Equatable {
    /// Whether both would be written alike.
    public static func == (left: HTML, right: HTML) -> Bool { left.bytes == right.bytes }
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
