/// Text as it is compared in search: 台 as 臺, full width as half, capitals as small.
enum Folding {
    static func folded(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x53F0: result.append("\u{81FA}")
            case 0x3000: result.append(" ")
            case 0xFF01...0xFF5E:
                if let narrow = UnicodeScalar(scalar.value - 0xFEE0) { result.append(contentsOf: narrow.properties.lowercaseMapping.unicodeScalars) }
            default: result.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
            }
        }
        return String(result)
    }
}
