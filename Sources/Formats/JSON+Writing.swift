extension JSON {
    /// The document as UTF-8, without any blank.
    public func utf8() -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(256)
        append(to: &bytes)
        return bytes
    }

    /// The document as UTF-8 for people: one member or element a line, two blanks a level, a line break at the end.
    public func prettyUTF8() -> [UInt8] {
        var bytes: [UInt8] = []
        append(to: &bytes, indentation: 0)
        bytes.append(UInt8(ascii: "\n"))
        return bytes
    }

    private func append(to bytes: inout [UInt8]) {
        switch self {
        case .array(let elements):
            bytes.append(UInt8(ascii: "["))
            var first = true
            for element in elements {
                if !first { bytes.append(UInt8(ascii: ",")) }
                first = false
                element.append(to: &bytes)
            }
            bytes.append(UInt8(ascii: "]"))
        case .object(let members):
            bytes.append(UInt8(ascii: "{"))
            var first = true
            for (key, value) in members {
                if !first { bytes.append(UInt8(ascii: ",")) }
                first = false
                bytes.appendJSON(key)
                bytes.append(UInt8(ascii: ":"))
                value.append(to: &bytes)
            }
            bytes.append(UInt8(ascii: "}"))
        default: appendLeaf(to: &bytes)
        }
    }

    private func append(to bytes: inout [UInt8], indentation: Int) {
        func newLine(_ indentation: Int) {
            bytes.append(UInt8(ascii: "\n"))
            bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: indentation))
        }
        switch self {
        case .array(let elements) where !elements.isEmpty:
            for (index, element) in elements.enumerated() {
                bytes.append(index == 0 ? UInt8(ascii: "[") : UInt8(ascii: ","))
                newLine(indentation + 2)
                element.append(to: &bytes, indentation: indentation + 2)
            }
            newLine(indentation)
            bytes.append(UInt8(ascii: "]"))
        case .object(let members) where !members.isEmpty:
            for (index, (key, value)) in members.enumerated() {
                bytes.append(index == 0 ? UInt8(ascii: "{") : UInt8(ascii: ","))
                newLine(indentation + 2)
                bytes.appendJSON(key)
                bytes.append(contentsOf: ": ".utf8)
                value.append(to: &bytes, indentation: indentation + 2)
            }
            newLine(indentation)
            bytes.append(UInt8(ascii: "}"))
        default: append(to: &bytes)
        }
    }

    private func appendLeaf(to bytes: inout [UInt8]) {
        switch self {
        case .bool(let value): bytes.append(contentsOf: value ? "true".utf8 : "false".utf8)
        case .int(let value): bytes.append(contentsOf: String(value).utf8)
        case .double(let value) where value.isFinite: bytes.append(contentsOf: value.description.utf8)
        case .string(let value): bytes.appendJSON(value)
        case .null, .double, .array, .object: bytes.append(contentsOf: "null".utf8)
        }
    }
}

extension [UInt8] {
    /// Appends a quoted JSON string. Runs without anything to escape, which is nearly all text, are copied at once.
    fileprivate mutating func appendJSON(_ text: String) {
        append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { source in
            var start = 0
            var index = 0
            while index < source.count {
                let length = source.lengthToEscape(at: index)
                if length > 0 {
                    append(contentsOf: source[start..<index])
                    appendEscape(source[index], last: source[index + length - 1])
                    start = index + length
                }
                index += Swift.max(length, 1)
            }
            append(contentsOf: source[start...])
        }
        append(UInt8(ascii: "\""))
    }

    private mutating func appendEscape(_ byte: UInt8, last: UInt8) {
        append(UInt8(ascii: "\\"))
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): append(byte)
        case 0x0A: append(UInt8(ascii: "n"))
        case 0x0D: append(UInt8(ascii: "r"))
        case 0x09: append(UInt8(ascii: "t"))
        case 0xE2: append(contentsOf: last == 0xA8 ? "u2028".utf8 : "u2029".utf8)
        default:
            let digits = Array("0123456789abcdef".utf8)
            append(contentsOf: "u00".utf8)
            append(digits[Int(byte >> 4)])
            append(digits[Int(byte & 15)])
        }
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// How many bytes from here must be escaped together: 0 for none, 3 for U+2028 and U+2029, which end a line in older JavaScript.
    fileprivate func lengthToEscape(at index: Int) -> Int {
        let byte = self[index]
        if byte < 0x20 || byte == 0x22 || byte == 0x5C || byte == 0x7F { return 1 }
        guard byte == 0xE2, index + 2 < count, self[index + 1] == 0x80, self[index + 2] == 0xA8 || self[index + 2] == 0xA9 else { return 0 }
        return 3
    }
}
