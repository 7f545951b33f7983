/// A ZIP archive made in memory whose files are stored as they are (APPNOTE.TXT 6.3.10). What our documents hold is small, and an ODT's first file
/// must not be compressed anyway.
struct StoredZip {
    private var body: [UInt8] = []
    private var directory: [UInt8] = []
    private var count = 0

    /// Adds a file. Names are ours: ASCII.
    mutating func add(_ name: String, _ bytes: [UInt8]) {
        let offset = body.count
        // Version 2.0, no flags, stored, 1980-01-01 00:00: the same content always gives the same archive.
        let common =
            Self.two(20) + Self.two(0) + Self.two(0) + Self.two(0) + Self.two(0x21) + Self.four(CRC32.of(bytes)) + Self.four(UInt32(bytes.count))
            + Self.four(UInt32(bytes.count)) + Self.two(name.utf8.count) + Self.two(0)
        body += [0x50, 0x4B, 0x03, 0x04] + common + name.utf8 + bytes
        directory += [0x50, 0x4B, 0x01, 0x02] + Self.two(20) + common
        directory += Self.two(0) + Self.two(0) + Self.two(0) + Self.four(0) + Self.four(UInt32(offset)) + name.utf8
        count += 1
    }

    /// The archive with its directory at the end.
    var bytes: [UInt8] {
        body + directory + [0x50, 0x4B, 0x05, 0x06] + Self.two(0) + Self.two(0) + Self.two(count) + Self.two(count)
            + Self.four(UInt32(directory.count)) + Self.four(UInt32(body.count)) + Self.two(0)
    }

    private static func two(_ number: Int) -> [UInt8] { [UInt8(truncatingIfNeeded: number), UInt8(truncatingIfNeeded: number >> 8)] }

    private static func four(_ number: UInt32) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) } }
}

/// The checksum of ZIP (ISO 3309, reflected polynomial EDB88320).
enum CRC32 {
    private static let table: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index)) { value, _ in value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1 }
    }

    static func of(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(UInt32.max) { crc, byte in table[Int((crc ^ UInt32(byte)) & 0xFF)] ^ (crc >> 8) }
    }
}
