#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Follows one literal of an ``HTML`` as a browser's tokenizer would, as far as it takes to know where it leaves the next value.
/// It looks at tags byte by byte and leaps over everything else. ``LiteralScans`` remembers what it found.
struct HTMLScanner {
    private enum State: Equatable {
        case text
        /// Just after `<`.
        case opening
        case tagName
        /// Between attributes.
        case tag
        case attributeName
        /// Just after `=`.
        case equals
        case quoted
        case unquoted
        /// `<!…>` or `<?…>`
        case declaration
        case comment
        /// Inside `<script>` or `<style>`.
        case raw
    }

    private let literal: UnsafeBufferPointer<UInt8>
    private var state: State
    private var index = 0
    private var nameStart = 0
    private var nameEnd = 0
    private var attributeStart = 0
    private var attributeEnd = 0
    private var valueStart = 0
    private var rawName: [UInt8] = []
    private var quote = HTMLPlace.Quote.double
    /// The script or style whose tag the literal begins in.
    private var inheritedRaw: HTMLPlace.RawElement?
    /// Of the attribute whose value the literal begins in, until that value ends.
    private var inherited: (kind: AttributeKind, content: HTMLPlace.Content)?

    /// Where a literal ends that begins at `place`.
    static func end(of literal: UnsafeBufferPointer<UInt8>, from place: HTMLPlace) -> HTMLPlace {
        var scanner = HTMLScanner(literal, from: place)
        while scanner.index < literal.count { scanner.advance() }
        return scanner.place
    }

    private init(_ literal: UnsafeBufferPointer<UInt8>, from place: HTMLPlace) {
        self.literal = literal
        precondition(place != .elsewhere, "a value stood where none may")
        state = place == .text ? .text : place.isTag ? .tag : .quoted
        inheritedRaw = place.raw
        if place.isValue {
            quote = place.quote
            inherited = (place.kind, place.content)
        }
    }

    private var place: HTMLPlace {
        switch state {
        case .text: .text
        case .tag: .tag(opens: raw)
        case .quoted: value
        default: .elsewhere
        }
    }

    /// Inside the quotes of an attribute.
    private var value: HTMLPlace {
        if let inherited {
            // `href="\#(url)` is closed to a second value by whatever follows the first.
            return .value(
                quote, inherited.kind, inherited.content == .empty && !literal.isEmpty ? content(from: 0) : inherited.content, opens: raw)
        }
        return .value(quote, AttributeKind(name: literal[attributeStart..<attributeEnd]), content(from: valueStart), opens: raw)
    }

    private func content(from start: Int) -> HTMLPlace.Content {
        guard start < literal.count else { return .empty }
        return literal[start] == UInt8(ascii: "#") ? .fragment : .other
    }

    private mutating func advance() {
        switch state {
        case .text: leap(to: UInt8(ascii: "<"), then: .opening)
        case .quoted:
            leap(to: quote.byte, then: .tag)
            if state == .tag { inherited = nil }
        case .tagName where Self.isInName(literal[index]):
            skipName()
            nameEnd = index
        case .attributeName where Self.isInName(literal[index]):
            skipName()
            attributeEnd = index
        default:
            step(literal[index])
            index += 1
        }
    }

    private mutating func leap(to byte: UInt8, then next: State) {
        guard let base = literal.baseAddress, let found = memchr(base + index, Int32(byte), literal.count - index) else {
            index = literal.count
            return
        }
        state = next
        index = UnsafeRawPointer(found) - UnsafeRawPointer(base) + 1
    }

    /// Whether a name goes on with this byte, whatever kind of name it is.
    private static func isInName(_ byte: UInt8) -> Bool {
        byte > UInt8(ascii: " ") && byte != UInt8(ascii: ">") && byte != UInt8(ascii: "/") && byte != UInt8(ascii: "=")
    }

    private mutating func skipName() {
        while index < literal.count, Self.isInName(literal[index]) { index += 1 }
    }

    private mutating func step(_ byte: UInt8) {
        switch state {
        case .text, .quoted: break
        case .opening:
            nameStart = index
            if byte == UInt8(ascii: "!") || byte == UInt8(ascii: "?") {
                state = .declaration
            } else {
                precondition(byte == UInt8(ascii: "/") || Self.isLetter(byte), "a < in text is written &lt;")
                state = .tagName
            }
        case .tagName:
            nameEnd = index
            if byte == UInt8(ascii: ">") {
                close()
            } else if byte <= UInt8(ascii: " ") || (byte == UInt8(ascii: "/") && index > nameStart) {
                state = .tag
            }
        case .tag:
            if byte == UInt8(ascii: ">") {
                close()
            } else if byte > UInt8(ascii: " ") && byte != UInt8(ascii: "/") {
                // After a blank a browser takes `="…"` as the value of the name before it.
                precondition(byte != UInt8(ascii: "="), "an attribute is written name=\"value\", without blanks")
                attributeStart = index
                attributeEnd = index + 1
                state = .attributeName
            }
        case .attributeName:
            attributeEnd = index
            if byte == UInt8(ascii: "=") {
                state = .equals
            } else if byte == UInt8(ascii: ">") {
                close()
            } else if byte <= UInt8(ascii: " ") || byte == UInt8(ascii: "/") {
                // `a/href="…"` is two attributes.
                state = .tag
            }
        case .equals:
            precondition(byte > UInt8(ascii: " ") && byte != UInt8(ascii: ">"), "an attribute is written name=\"value\", without blanks")
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                valueStart = index + 1
                quote = byte == UInt8(ascii: "\"") ? .double : .single
                state = .quoted
            } else {
                state = .unquoted
            }
        case .unquoted:
            if byte == UInt8(ascii: ">") { close() } else if byte <= UInt8(ascii: " ") { state = .tag }
        case .declaration:
            if byte == UInt8(ascii: ">") { state = .text }
            if byte == UInt8(ascii: "-") && literal[nameStart..<index].elementsEqual("!-".utf8) { state = .comment }
        case .comment:
            if byte == UInt8(ascii: ">") && index >= nameStart + 5 && literal[index - 1] == UInt8(ascii: "-")
                && literal[index - 2] == UInt8(ascii: "-")
            {
                state = .text
            }
        case .raw:
            if byte == UInt8(ascii: ">") && literal[nameStart...index].suffix(rawName.count + 3).elementsEqual("</".utf8 + rawName + ">".utf8) {
                state = .text
            }
        }
    }

    /// At the `>` of a tag.
    private mutating func close() {
        state = .text
        if let raw {
            state = .raw
            rawName = raw.name.withUTF8Buffer { Array($0) }
        }
        inheritedRaw = nil
    }

    /// The script or style whose tag this is.
    private var raw: HTMLPlace.RawElement? {
        if let inheritedRaw { return inheritedRaw }
        guard nameEnd > nameStart, nameEnd - nameStart == 5 || nameEnd - nameStart == 6 else { return nil }
        let lower = literal[nameStart..<nameEnd].map { $0 | 0x20 }
        return lower.elementsEqual("script".utf8) ? .script : lower.elementsEqual("style".utf8) ? .style : nil
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) }
}
