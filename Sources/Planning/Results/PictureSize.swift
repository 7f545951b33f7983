/// How large a picture is, from its first bytes: PNG (RFC 2083, 11.2.1) and JPEG (ISO/IEC 10918-1, B.2.2).
struct PictureSize: Equatable {
    let width: Int
    let height: Int

    /// Nil for what is no such picture, or has no extent.
    init?(_ bytes: [UInt8]) {
        func number(_ at: Int, _ count: Int) -> Int { bytes[at..<at + count].reduce(0) { $0 << 8 | Int($1) } }
        if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]), bytes.count >= 24 {
            self.init(width: number(16, 4), height: number(20, 4))
            return
        }
        guard bytes.starts(with: [0xFF, 0xD8]) else { return nil }
        var at = 2
        while at + 9 < bytes.count, bytes[at] == 0xFF {
            let mark = bytes[at + 1]
            // Frames; not tables of codes or arithmetic conditions, which stand among them.
            if (0xC0...0xCF).contains(mark), ![0xC4, 0xC8, 0xCC].contains(mark) {
                self.init(width: number(at + 7, 2), height: number(at + 5, 2))
                return
            }
            at += mark == 0xFF ? 1 : 2 + number(at + 2, 2)
        }
        return nil
    }

    private init?(width: Int, height: Int) {
        guard width > 0, height > 0 else { return nil }
        (self.width, self.height) = (width, height)
    }
}
