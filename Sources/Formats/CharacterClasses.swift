extension Unicode.Scalar {
    /// Unicode's White_Space without asking its tables, which a reader of megabytes would feel.
    var isBlank: Bool {
        switch value {
        case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: true
        default: false
        }
    }

    /// Chinese characters, kana, hangul, their punctuation and full-width forms: two columns wide, and set without blanks between.
    var isWide: Bool {
        switch value {
        case ..<0x2460: false
        case 0x2460...0x24FF, 0x2E80...0x9FFF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD:
            true
        default: false
        }
    }

    /// A letter or digit that is not wide: part of a Latin word or a number.
    var isWordPart: Bool {
        if value < 0x80 { return (0x30...0x39).contains(value) || (0x41...0x5A).contains(value) || (0x61...0x7A).contains(value) }
        return !isWide && properties.isAlphabetic
    }
}
