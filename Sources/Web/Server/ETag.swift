/// Entity tags (RFC 9110 §8.8.3). Weak, because one tag serves the plain and the compressed form.
enum ETag {
    static func weak(of bytes: [UInt8]) -> String {
        let (one, other) = hash(bytes)
        return "W/\"" + String(one, radix: 36) + String(other, radix: 36) + "\""
    }

    /// `If-None-Match` compares weakly (RFC 9110 §13.1.2).
    static func matches(_ tag: String, _ header: String?) -> Bool {
        guard let header else { return false }
        if header == "*" { return true }
        let opaque = tag.dropFirst(2)
        return header.split(separator: ",").contains { item in
            let item = item.drop { $0 == " " }
            return (item.hasPrefix("W/") ? item.dropFirst(2) : item[...]).prefix { $0 != " " } == opaque
        }
    }

    /// Folds sixteen bytes at a time through two 128-bit products, which a processor works out side by side: fast enough for every page, and only
    /// ever compared with itself.
    private static func hash(_ bytes: [UInt8]) -> (UInt64, UInt64) {
        bytes.withUnsafeBytes { buffer in
            var one: UInt64 = 0x9E37_79B9_7F4A_7C15 ^ UInt64(buffer.count)
            var other: UInt64 = 0xD1B5_4A32_D192_ED03
            var offset = 0
            while offset + 16 <= buffer.count {
                one = mixed(one ^ buffer.loadUnaligned(fromByteOffset: offset, as: UInt64.self).littleEndian)
                other = mixed(other ^ buffer.loadUnaligned(fromByteOffset: offset + 8, as: UInt64.self).littleEndian)
                offset += 16
            }
            for byte in buffer[offset...] { one = mixed(one ^ UInt64(byte)) }
            // Each half has seen half of the content; now each depends on all of it.
            return (mixed(one &+ other), mixed(other ^ mixed(one)))
        }
    }

    private static func mixed(_ value: UInt64) -> UInt64 {
        let product = (value ^ 0xA076_1D64_78BD_642F).multipliedFullWidth(by: 0xE703_7ED1_A0B4_28DB)
        return product.high ^ product.low
    }
}
