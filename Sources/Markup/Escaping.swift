/// One escape for text and for both kinds of quoted attribute: `&`, `<`, `>`, `"` and `'`.
enum Escaping {
    /// The most bytes that one becomes: `&quot;`.
    static let longest = 6

    /// The five, as bits of a word: all lie below 64.
    private static let mask: UInt64 = 1 << 0x22 | 1 << 0x26 | 1 << 0x27 | 1 << 0x3C | 1 << 0x3E

    /// - Returns: where what was written ends. There has to be room for the longest it can become.
    static func write(_ source: UnsafePointer<UInt8>, count: Int, to target: UnsafeMutablePointer<UInt8>) -> UnsafeMutablePointer<UInt8> {
        let raw = UnsafeRawPointer(source)
        var target = target
        var index = 0
        while index < count {
            if index + 16 <= count {
                let block = raw.loadUnaligned(fromByteOffset: index, as: SIMD16<UInt8>.self)
                if isPlain(block) {
                    UnsafeMutableRawPointer(target).storeBytes(of: block, as: SIMD16<UInt8>.self)
                    target += 16
                    index += 16
                    continue
                }
            }
            let end = min(index + 16, count)
            while index < end {
                let byte = source[index]
                index += 1
                if isPlain(byte) {
                    target.pointee = byte
                    target += 1
                } else {
                    let entity = entity(byte)
                    target.update(from: entity.utf8Start, count: entity.utf8CodeUnitCount)
                    target += entity.utf8CodeUnitCount
                }
            }
        }
        return target
    }

    @inline(__always)
    static func isPlain(_ byte: UInt8) -> Bool { byte > 0x3E || mask >> UInt64(byte) & 1 == 0 }

    /// Whether none of sixteen bytes is one of the five. Chinese text, all of it above them, is told by the first look.
    @inline(__always)
    private static func isPlain(_ block: SIMD16<UInt8>) -> Bool {
        if block.min() > 0x3E { return true }
        // A byte is zero where it equals the one it is compared with; the least of all tells whether any is.
        let quotes = pointwiseMin(block ^ 0x22, block ^ 0x27)
        let brackets = pointwiseMin(block ^ 0x3C, block ^ 0x3E)
        return pointwiseMin(pointwiseMin(quotes, brackets), block ^ 0x26).min() > 0
    }

    private static func entity(_ byte: UInt8) -> StaticString {
        switch byte {
        case 0x26: "&amp;"
        case 0x3C: "&lt;"
        case 0x3E: "&gt;"
        case 0x22: "&quot;"
        default: "&#39;"
        }
    }
}
