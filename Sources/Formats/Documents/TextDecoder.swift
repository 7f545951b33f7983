internal import CHost

/// Bytes to characters: UTF-8 or UTF-16 with or without byte order mark, or Big5, found by looking.
enum TextDecoder {
    /// - Throws: ``DocumentError/unknown(kind:)`` for what is no text at all, ``DocumentError/undecodable(line:)``.
    static func decode(_ bytes: [UInt8]) throws(DocumentError) -> (text: String, encoding: SourceDocument.Encoding) {
        if bytes.starts(with: [0xFF, 0xFE]) { return (try utf16(bytes.dropFirst(2), isBigEndian: false), .utf16LittleEndian) }
        if bytes.starts(with: [0xFE, 0xFF]) { return (try utf16(bytes.dropFirst(2), isBigEndian: true), .utf16BigEndian) }
        guard !bytes.contains(0) else { return try unmarkedUTF16(bytes) }
        if let text = String(validating: bytes, as: UTF8.self) { return (text, .utf8) }
        let wrong = invalidUTF8(bytes)
        if wrong.valid <= wrong.invalid, let text = big5(bytes) { return (text, .big5) }
        throw .undecodable(line: wrong.line)
    }

    private static func utf16(_ bytes: ArraySlice<UInt8>, isBigEndian: Bool) throws(DocumentError) -> String {
        guard bytes.count % 2 == 0 else { throw .damaged(.text) }
        var units: [UInt16] = []
        units.reserveCapacity(bytes.count / 2)
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
            units.append(isBigEndian ? first << 8 | second : second << 8 | first)
            index += 2
        }
        guard let text = String(validating: units, as: UTF16.self) else { throw .damaged(.text) }
        return text
    }

    /// Line ends and blanks give UTF-16 its NUL bytes, all on one side.
    private static func unmarkedUTF16(_ bytes: [UInt8]) throws(DocumentError) -> (String, SourceDocument.Encoding) {
        var sides = [0, 0]
        for (index, byte) in bytes.enumerated() where byte == 0 { sides[index % 2] += 1 }
        let isBigEndian = sides[0] > sides[1]
        guard sides.min() == 0, let text = try? utf16(bytes[...], isBigEndian: isBigEndian), isPlausible(text) else { throw .unknown(kind: nil) }
        return (text, isBigEndian ? .utf16BigEndian : .utf16LittleEndian)
    }

    /// Nine in ten characters are such as a Chinese document has.
    private static func isPlausible(_ text: String) -> Bool {
        var usual = 0
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x09, 0x0A, 0x0C, 0x0D, 0x20..<0x7F, 0xA0..<0x250, 0x2000..<0x2700, 0x3000..<0x3100, 0x4E00..<0xA000, 0xFE30..<0xFE70,
                0xFF00..<0xFFEF:
                usual += 1
            default: break
            }
        }
        return usual * 10 >= text.unicodeScalars.count * 9
    }

    /// How many sequences of more than one byte are UTF-8, how many bytes are not, and the line of the first of these.
    private static func invalidUTF8(_ bytes: [UInt8]) -> (valid: Int, invalid: Int, line: Int) {
        var decoder = UTF8()
        var iterator = bytes.makeIterator()
        var result = (valid: 0, invalid: 0, line: 1)
        var line = 1
        while true {
            switch decoder.decode(&iterator) {
            case .scalarValue(let scalar):
                if scalar == "\n" { line += 1 }
                if scalar.value >= 0x80 { result.valid += 1 }
            case .error:
                if result.invalid == 0 { result.line = line }
                result.invalid += 1
            case .emptyInput: return result
            }
        }
    }

    /// Nil when a pair of bytes is no character, or most characters are rare ones: then it was something else.
    private static func big5(_ bytes: [UInt8]) -> String? {
        var pairs = 0
        var usual = 0
        var index = 0
        while index < bytes.count {
            if bytes[index] < 0x80 {
                index += 1
                continue
            }
            // A1–A3 is punctuation, A4–C6 the frequently used characters (level 1).
            pairs += 1
            if (0xA1...0xC6).contains(bytes[index]) { usual += 1 }
            index += 2
        }
        guard usual * 10 >= pairs * 7 else { return nil }
        return convert(bytes, from: "CP950") ?? convert(bytes, from: "BIG5-HKSCS")
    }

    private static func convert(_ bytes: [UInt8], from encoding: String) -> String? {
        let converter = iconv_open("UTF-8", encoding)
        guard converter != iconv_t(bitPattern: -1) else { return nil }
        defer { iconv_close(converter) }
        var input = bytes.map { CChar(bitPattern: $0) }
        // Two bytes become three at most, one stays one.
        var output = [CChar](repeating: 0, count: bytes.count * 2 + 16)
        let written: Int? = input.withUnsafeMutableBufferPointer { input in
            output.withUnsafeMutableBufferPointer { output in
                var (from, to) = (input.baseAddress, output.baseAddress)
                var (left, room) = (input.count, output.count)
                let done = iconv(converter, &from, &left, &to, &room)
                return done == Int(bitPattern: UInt(bitPattern: -1)) || left > 0 ? nil : output.count - room
            }
        }
        guard let written else { return nil }
        return String(decoding: output[..<written].lazy.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
