/// Text as it is compared in search: 台 as 臺, full width as half, capitals as small.
public enum Folding {
    public static func folded(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { result.append(folded(scalar)) }
        return String(result)
    }

    /// One for one, so that a place in the folded text is the same place in the text itself.
    public static func folded(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar.value {
        case 0x41...0x5A: return Unicode.Scalar(scalar.value + 0x20) ?? scalar
        case 0x00...0x7F: return scalar
        case 0x53F0: return "\u{81FA}"
        case 0x3000: return " "
        case 0xFF01...0xFF5E: return Unicode.Scalar(scalar.value - 0xFEE0).map(folded) ?? scalar
        case 0x4E00...0x9FFF: return scalar
        default:
            let small = scalar.properties.lowercaseMapping.unicodeScalars
            return small.count == 1 ? small.first ?? scalar : scalar
        }
    }
}
