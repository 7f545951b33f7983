/// One escape for text and for both kinds of quoted attribute.
enum Escaping {
    static func append(_ text: String, to bytes: inout [UInt8]) {
        var text = text
        text.withUTF8 { source in
            var copied = 0
            var index = 0
            while index < source.count {
                index = plainEnd(in: source, from: index)
                guard index < source.count else { break }
                if let entity = entity(source[index]) {
                    bytes.append(contentsOf: UnsafeBufferPointer(rebasing: source[copied..<index]))
                    entity.withUTF8Buffer { bytes.append(contentsOf: $0) }
                    copied = index + 1
                }
                index += 1
            }
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: source[copied...]))
        }
    }

    /// Where the next byte below `?` stands, for all five lie there; Chinese text passes sixteen bytes at a time.
    @inline(__always)
    private static func plainEnd(in source: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        let raw = UnsafeRawBufferPointer(source)
        var index = start
        while index + 16 <= raw.count, raw.loadUnaligned(fromByteOffset: index, as: SIMD16<UInt8>.self).min() > 0x3E { index += 16 }
        while index < raw.count, raw[index] > 0x3E { index += 1 }
        return index
    }

    @inline(__always)
    private static func entity(_ byte: UInt8) -> StaticString? {
        switch byte {
        case UInt8(ascii: "&"): "&amp;"
        case UInt8(ascii: "<"): "&lt;"
        case UInt8(ascii: ">"): "&gt;"
        case UInt8(ascii: "\""): "&quot;"
        case UInt8(ascii: "'"): "&#39;"
        default: nil
        }
    }
}
