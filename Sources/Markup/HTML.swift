/// A piece of a page. Its markup is made of literals only; what stands in `\(…)` is escaped for the place where it stands.
///
/// ```swift
/// let item: HTML = #"<li><a href="\#(url)">\#(plan.title)</a> \#(light)</li>"#
/// ```
/// The literal knows where it is while it is built. A value may stand in text or in a quoted attribute; only a ``LocalURL`` or an
/// ``ExternalURL`` in `href`, `src`, `action` and their like. Anything else (a value in a tag name, an unquoted attribute, `on…`, `style`,
/// `<script>`, `<style>`, a comment) is a programming error that no input can cause, and traps in every build.
public struct HTML: ExpressibleByStringInterpolation {
    private let storage: HTMLBytes
    /// Its length in bytes of UTF-8.
    let count: Int

    public init(stringLiteral literal: StaticString) {
        var builder = Interpolation(literalCapacity: literal.utf8CodeUnitCount, interpolationCount: 0)
        builder.appendLiteral(literal)
        self.init(stringInterpolation: builder)
    }

    public init(stringInterpolation: Interpolation) {
        precondition(stringInterpolation.place == .text, "an HTML literal ends inside a tag or a comment")
        self.init(stringInterpolation.writer)
    }

    private init(_ writer: HTMLWriter) {
        storage = writer.bytes
        count = writer.count
    }

    init(joining pieces: some Sequence<HTML>) {
        let pieces = Array(pieces)
        var writer = HTMLWriter(capacity: pieces.reduce(0) { $0 + $1.count })
        for piece in pieces { piece.write(to: &writer) }
        self.init(writer)
    }

    /// Text, escaped.
    public init(text: String) {
        var writer = HTMLWriter(capacity: text.utf8.count)
        writer.append(escaping: text)
        self.init(writer)
    }

    public static let empty: HTML = ""

    public var isEmpty: Bool { count == 0 }

    /// UTF-8.
    public var bytes: [UInt8] { storage.withUnsafeMutablePointerToElements { Array(UnsafeBufferPointer(start: $0, count: count)) } }

    /// For tests and for logs of our own markup.
    public var string: String { String(decoding: bytes, as: UTF8.self) }

    public static func + (left: HTML, right: HTML) -> HTML { HTML(joining: [left, right]) }

    public static func += (left: inout HTML, right: HTML) { left = left + right }

    /// Appends it to what somebody else writes.
    func write(to writer: inout HTMLWriter) {
        storage.withUnsafeMutablePointerToElements { writer.append($0, count: count) }
    }
}

// What is written is never written again, so any thread may read it.
extension HTML: @unchecked Sendable {}

extension HTML: Equatable {
    public static func == (left: HTML, right: HTML) -> Bool { left.bytes == right.bytes }
}

extension Sequence where Element == HTML {
    /// All pieces, one after another.
    public func joined() -> HTML { HTML(joining: self) }

    /// All pieces with another between them.
    public func joined(separator: HTML) -> HTML {
        HTML(joining: enumerated().flatMap { index, piece in index == 0 ? [piece] : [separator, piece] })
    }
}
