/// Entity tags (RFC 9110 §8.8.3). Weak, because one tag serves the plain and the compressed form.
enum ETag {
    static func weak(of bytes: [UInt8]) -> String {
        "W/\"" + String(hash(bytes, seed: 0x9E37_79B9_7F4A_7C15), radix: 36) + String(hash(bytes, seed: 0xD1B5_4A32_D192_ED03), radix: 36) + "\""
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

    /// Folds eight bytes at a time through a 128-bit product: fast enough for every page, and only ever compared with itself.
    private static func hash(_ bytes: [UInt8], seed: UInt64) -> UInt64 {
        bytes.withUnsafeBytes { buffer in
            var state = seed ^ UInt64(buffer.count)
            var offset = 0
            while offset + 8 <= buffer.count {
                state = mixed(state ^ buffer.loadUnaligned(fromByteOffset: offset, as: UInt64.self).littleEndian)
                offset += 8
            }
            var last: UInt64 = 0
            while offset < buffer.count {
                last = last << 8 | UInt64(buffer[offset])
                offset += 1
            }
            return mixed(state ^ last)
        }
    }

    private static func mixed(_ value: UInt64) -> UInt64 {
        let product = (value ^ 0xA076_1D64_78BD_642F).multipliedFullWidth(by: 0xE703_7ED1_A0B4_28DB)
        return product.high ^ product.low
    }
}
