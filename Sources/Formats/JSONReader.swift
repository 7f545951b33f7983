/// Why bytes are not a JSON document that is accepted here. `offset` counts bytes from 0.
public enum JSONError: Error, Equatable, Sendable {
    /// More bytes than the limit.
    case tooLong(limit: Int)
    /// Arrays and objects inside each other, deeper than the limit.
    case tooDeep(offset: Int)
    case unexpected(offset: Int)
    /// The document ends before it is complete.
    case endsEarly
    case invalidUTF8(offset: Int)
    /// A surrogate without its other half.
    case invalidEscape(offset: Int)
    /// A number that a double cannot hold.
    case numberOutOfRange(offset: Int)
    /// Two members of the same name: readers disagree on which counts, so neither does.
    case duplicateKey(String)
}

extension JSON {
    /// Reads one document (RFC 8259, UTF-8, a byte order mark is skipped), nothing but blanks around it.
    /// - Parameters:
    ///   - depth: how many arrays and objects may stand inside each other.
    ///   - limit: how many bytes are accepted.
    /// - Throws: ``JSONError``
    public init(parsing bytes: [UInt8], depth: Int = 128, limit: Int = 16_777_216) throws(JSONError) {
        guard bytes.count <= limit else { throw .tooLong(limit: limit) }
        var reader = JSONReader(bytes)
        self = try reader.document(depth: depth)
    }
}

private struct JSONReader {
    private let bytes: [UInt8]
    private var index: Int

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        index = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    }

    mutating func document(depth: Int) throws(JSONError) -> JSON {
        let value = try value(depth: depth)
        skipBlanks()
        guard index == bytes.count else { throw .unexpected(offset: index) }
        return value
    }

    private mutating func value(depth: Int) throws(JSONError) -> JSON {
        skipBlanks()
        guard index < bytes.count else { throw .endsEarly }
        switch bytes[index] {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func object(depth: Int) throws(JSONError) -> JSON {
        guard depth > 0 else { throw .tooDeep(offset: index) }
        index += 1
        var members: [(String, JSON)] = []
        var names: Set<String> = []
        guard !skip("}") else { return .object([]) }
        repeat {
            skipBlanks()
            guard index < bytes.count else { throw .endsEarly }
            guard bytes[index] == UInt8(ascii: "\"") else { throw .unexpected(offset: index) }
            let name = try string()
            guard names.insert(name).inserted else { throw .duplicateKey(name) }
            try expect(":")
            members.append((name, try value(depth: depth - 1)))
        } while skip(",")
        try expect("}")
        return .object(members)
    }

    private mutating func array(depth: Int) throws(JSONError) -> JSON {
        guard depth > 0 else { throw .tooDeep(offset: index) }
        index += 1
        var elements: [JSON] = []
        guard !skip("]") else { return .array([]) }
        repeat {
            elements.append(try value(depth: depth - 1))
        } while skip(",")
        try expect("]")
        return .array(elements)
    }

    private mutating func word(_ word: StaticString, _ value: JSON) throws(JSONError) -> JSON {
        let start = index
        for byte in UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount) {
            guard index < bytes.count else { throw .endsEarly }
            guard bytes[index] == byte else { throw .unexpected(offset: start) }
            index += 1
        }
        return value
    }

    private mutating func number() throws(JSONError) -> JSON {
        let start = index
        var isWhole = true
        if peek == UInt8(ascii: "-") { index += 1 }
        if peek == UInt8(ascii: "0") { index += 1 } else { try digits() }
        if peek == UInt8(ascii: ".") {
            isWhole = false
            index += 1
            try digits()
        }
        if peek == UInt8(ascii: "e") || peek == UInt8(ascii: "E") {
            isWhole = false
            index += 1
            if peek == UInt8(ascii: "+") || peek == UInt8(ascii: "-") { index += 1 }
            try digits()
        }
        let text = String(decoding: bytes[start..<index], as: UTF8.self)
        if isWhole, let whole = Int64(text) { return .int(whole) }
        guard let number = Double(text), number.isFinite else { throw .numberOutOfRange(offset: start) }
        return .double(number)
    }

    private mutating func digits() throws(JSONError) {
        let start = index
        while let byte = peek, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { index += 1 }
        guard index == start else { return }
        if index == bytes.count { throw .endsEarly }
        throw .unexpected(offset: index)
    }

    private mutating func string() throws(JSONError) -> String {
        index += 1
        var result = ""
        var start = index
        while let byte = peek {
            switch byte {
            case UInt8(ascii: "\""):
                result += try text(start..<index)
                index += 1
                return result
            case UInt8(ascii: "\\"):
                result += try text(start..<index)
                result.unicodeScalars.append(try escape())
                start = index
            case ..<0x20: throw .unexpected(offset: index)
            default: index += 1
            }
        }
        throw .endsEarly
    }

    private func text(_ range: Range<Int>) throws(JSONError) -> String {
        guard let text = String(validating: bytes[range], as: UTF8.self) else { throw .invalidUTF8(offset: range.lowerBound) }
        return text
    }

    private mutating func escape() throws(JSONError) -> Unicode.Scalar {
        let start = index
        guard index + 1 < bytes.count else { throw .endsEarly }
        index += 2
        switch bytes[index - 1] {
        case UInt8(ascii: "\""): return "\""
        case UInt8(ascii: "\\"): return "\\"
        case UInt8(ascii: "/"): return "/"
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): break
        default: throw .unexpected(offset: start)
        }
        let first = try hexadecimal()
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard first < 0xDC00, peek == UInt8(ascii: "\\"), index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "u") else {
            throw .invalidEscape(offset: start)
        }
        index += 2
        let second = try hexadecimal()
        guard (0xDC00...0xDFFF).contains(second), let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)) else {
            throw .invalidEscape(offset: start)
        }
        return scalar
    }

    private mutating func hexadecimal() throws(JSONError) -> UInt32 {
        var result: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = peek else { throw .endsEarly }
            let digit: UInt8
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
            case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte - UInt8(ascii: "A") + 10
            default: throw .unexpected(offset: index)
            }
            result = result << 4 + UInt32(digit)
            index += 1
        }
        return result
    }

    private var peek: UInt8? { index < bytes.count ? bytes[index] : nil }

    private mutating func skipBlanks() {
        while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { index += 1 }
    }

    private mutating func skip(_ mark: Unicode.Scalar) -> Bool {
        skipBlanks()
        guard peek == UInt8(ascii: mark) else { return false }
        index += 1
        return true
    }

    private mutating func expect(_ mark: Unicode.Scalar) throws(JSONError) {
        guard !skip(mark) else { return }
        if index == bytes.count { throw .endsEarly }
        throw .unexpected(offset: index)
    }
}
