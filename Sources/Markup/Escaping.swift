/// One escape for text and for both kinds of quoted attribute: `&`, `<`, `>`, `"` and `'`.
enum Escaping {
    /// The five, as bits of a word: all lie below 64.
    private static let mask: UInt64 = 1 << 0x22 | 1 << 0x26 | 1 << 0x27 | 1 << 0x3C | 1 << 0x3E

    @inline(__always)
    static func isPlain(_ byte: UInt8) -> Bool { byte > 0x3E || mask >> UInt64(byte) & 1 == 0 }

    /// Whether none of sixteen bytes is one of the five.
    @inline(__always)
    static func isPlain(_ block: SIMD16<UInt8>) -> Bool {
        // A byte is zero where it equals the one it is compared with; the least of all tells whether any is.
        if block.min() > 0x3E { return true }
        let quotes = pointwiseMin(block ^ 0x22, block ^ 0x27)
        let brackets = pointwiseMin(block ^ 0x3C, block ^ 0x3E)
        return pointwiseMin(pointwiseMin(quotes, brackets), block ^ 0x26).min() > 0
    }

    /// What stands for one of the five.
    @inline(__always)
    static func entity(_ byte: UInt8) -> StaticString {
        switch byte {
        case 0x26: "&amp;"
        case 0x3C: "&lt;"
        case 0x3E: "&gt;"
        case 0x22: "&quot;"
        default: "&#39;"
        }
    }
}
