#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Follows the literal parts of an ``HTML`` as a browser's tokenizer would, as far as it takes to know where a value is about to stand.
/// It looks at tags byte by byte and leaps over everything else, which keeps its cost to a few per cent of a page.
struct HTMLScanner {
    enum Place: Equatable {
        case text
        /// Just after `<`.
        case opening
        case tagName
        /// Between attributes.
        case tag
        case attributeName
        /// Just after `=`.
        case equals
        case quoted(UInt8)
        case unquoted
        /// `<!…>` or `<?…>`
        case declaration
        case comment
        /// Inside `<script>` or `<style>`.
        case raw
    }

    var bytes: [UInt8] = []
    private(set) var place = Place.text
    private var nameStart = 0
    private var nameEnd = 0
    private var attributeStart = 0
    private var attributeEnd = 0
    private var valueStart = 0
    private var rawName: [UInt8] = []

    private let expected: Int

    /// - Parameter capacity: how many bytes the literal and its short values will take.
    init(capacity: Int) {
        expected = capacity
        bytes.reserveCapacity(capacity)
    }

    /// Grows at once for a long piece and for what may follow it, so that a page is not copied once more for its last few bytes.
    mutating func makeRoom(for count: Int) {
        guard bytes.capacity - bytes.count < count else { return }
        bytes.reserveCapacity(max(bytes.capacity * 2, bytes.count + count + expected))
    }

    mutating func append(_ literal: UnsafeBufferPointer<UInt8>) {
        let start = bytes.count
        bytes.append(contentsOf: literal)
        var index = 0
        while index < literal.count {
            switch place {
            case .text: index = leap(in: literal, from: index, to: UInt8(ascii: "<"), then: .opening)
            case .quoted(let quote): index = leap(in: literal, from: index, to: quote, then: .tag)
            case .tagName where Self.isInName(literal[index]):
                index = Self.nameEnd(in: literal, from: index)
                nameEnd = start + index
            case .attributeName where Self.isInName(literal[index]):
                index = Self.nameEnd(in: literal, from: index)
                attributeEnd = start + index
            default:
                step(literal[index], at: start + index)
                index += 1
            }
        }
    }

    /// Traps unless a value may stand here.
    func requireValue(isURL: Bool) {
        switch place {
        case .text: break
        case .quoted:
            switch AttributeKind(name: bytes[attributeStart..<attributeEnd]) {
            case .plain: break
            case .address:
                // `href="#\(id)"` is safe: a fragment cannot change where the link leads.
                let isFragment = bytes.count > valueStart && bytes[valueStart] == UInt8(ascii: "#")
                precondition(isFragment || (isURL && bytes.count == valueStart), "only a LocalURL or ExternalURL alone may stand in this attribute")
            case .forbidden: preconditionFailure("no value may stand in this attribute")
            }
        default: preconditionFailure("a value may stand in text or in a quoted attribute only, not in \(place)")
        }
    }

    private mutating func leap(in literal: UnsafeBufferPointer<UInt8>, from index: Int, to byte: UInt8, then next: Place) -> Int {
        guard let base = literal.baseAddress, let found = memchr(base + index, Int32(byte), literal.count - index) else { return literal.count }
        place = next
        return UnsafeRawPointer(found) - UnsafeRawPointer(base) + 1
    }

    /// Whether a name goes on with this byte, whatever kind of name it is.
    @inline(__always)
    private static func isInName(_ byte: UInt8) -> Bool {
        byte > UInt8(ascii: " ") && byte != UInt8(ascii: ">") && byte != UInt8(ascii: "/") && byte != UInt8(ascii: "=")
    }

    private static func nameEnd(in literal: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var index = start
        while index < literal.count, isInName(literal[index]) { index += 1 }
        return index
    }

    private mutating func step(_ byte: UInt8, at offset: Int) {
        switch place {
        case .text, .quoted: break
        case .opening:
            nameStart = offset
            if byte == UInt8(ascii: "!") || byte == UInt8(ascii: "?") {
                place = .declaration
            } else {
                precondition(byte == UInt8(ascii: "/") || Self.isLetter(byte), "a < in text is written &lt;")
                place = .tagName
            }
        case .tagName:
            nameEnd = offset
            if byte == UInt8(ascii: ">") {
                close()
            } else if byte <= UInt8(ascii: " ") || (byte == UInt8(ascii: "/") && offset > nameStart) {
                place = .tag
            }
        case .tag:
            if byte == UInt8(ascii: ">") {
                close()
            } else if byte > UInt8(ascii: " ") && byte != UInt8(ascii: "/") {
                // After a blank a browser takes `="…"` as the value of the name before it.
                precondition(byte != UInt8(ascii: "="), "an attribute is written name=\"value\", without blanks")
                attributeStart = offset
                place = .attributeName
            }
        case .attributeName:
            attributeEnd = offset
            if byte == UInt8(ascii: "=") {
                place = .equals
            } else if byte == UInt8(ascii: ">") {
                close()
            } else if byte <= UInt8(ascii: " ") || byte == UInt8(ascii: "/") {
                // `a/href="…"` is two attributes.
                place = .tag
            }
        case .equals:
            precondition(byte > UInt8(ascii: " ") && byte != UInt8(ascii: ">"), "an attribute is written name=\"value\", without blanks")
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                valueStart = offset + 1
                place = .quoted(byte)
            } else {
                place = .unquoted
            }
        case .unquoted:
            if byte == UInt8(ascii: ">") { close() } else if byte <= UInt8(ascii: " ") { place = .tag }
        case .declaration:
            if byte == UInt8(ascii: ">") { place = .text }
            if byte == UInt8(ascii: "-") && bytes[nameStart..<offset].elementsEqual("!-".utf8) { place = .comment }
        case .comment:
            if byte == UInt8(ascii: ">") && offset >= nameStart + 5 && bytes[offset - 1] == UInt8(ascii: "-")
                && bytes[offset - 2] == UInt8(ascii: "-")
            {
                place = .text
            }
        case .raw:
            if byte == UInt8(ascii: ">") && bytes[nameStart...offset].suffix(rawName.count + 3).elementsEqual("</".utf8 + rawName + ">".utf8) {
                place = .text
            }
        }
    }

    /// At the `>` of a tag.
    private mutating func close() {
        place = .text
        let name = bytes[nameStart..<nameEnd]
        guard name.first == UInt8(ascii: "s") || name.first == UInt8(ascii: "S"), name.count == 5 || name.count == 6 else { return }
        let lower = name.map { $0 | 0x20 }
        if lower.elementsEqual("script".utf8) || lower.elementsEqual("style".utf8) {
            place = .raw
            rawName = lower
        }
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) }
}
