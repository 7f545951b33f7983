/// The number inside a marker.
struct MarkerNumeral {
    enum Kind {
        case ordinary, financial, digits, fullWidthDigits, circled, stem, upperLetter, lowerLetter, roman
        /// ㈠ and ⑴, which carry their brackets, and ⒈ with its dot.
        case closedChinese, closedArabic, dotted
    }

    let kind: Kind
    let number: Int
    /// The 1 of 肆之一.
    var sub = 0
    /// Characters.
    var length: Int

    /// Whether no punctuation has to follow.
    var isClosed: Bool { [.circled, .closedChinese, .closedArabic, .dotted].contains(kind) }

    static func begins(_ scalar: Unicode.Scalar) -> Bool { ChineseNumeral.isPart(scalar) || single(scalar) != nil }

    init?(_ text: ArraySlice<Unicode.Scalar>) {
        guard let first = text.first else { return nil }
        if let (kind, number) = Self.single(first) {
            self.kind = kind
            self.number = number
            length = 1
            return
        }
        // Four are enough to see that a numeral is too long.
        let numeral = text.prefix(4).prefix { ChineseNumeral.isPart($0) }
        guard let (value, style) = ChineseNumeral.value(of: numeral), value > 0 else { return nil }
        number = value
        length = numeral.count
        switch style {
        case .ordinary: kind = .ordinary
        case .financial: kind = .financial
        case .digits: kind = .digits
        case .fullWidthDigits: kind = .fullWidthDigits
        case .circled: return nil
        }
        if kind == .ordinary || kind == .financial, text.dropFirst(length).first == "之" {
            let rest = text.dropFirst(length + 1)
            let second = rest.prefix(3).prefix { ChineseNumeral.isPart($0) }
            guard let (sub, style) = ChineseNumeral.value(of: second), sub > 0, style == .ordinary || style == .digits else { return }
            self.sub = sub
            length += 1 + second.count
        }
    }

    private static func single(_ scalar: Unicode.Scalar) -> (Kind, Int)? {
        let value = Int(scalar.value)
        switch value {
        case 0x41...0x5A: return (.upperLetter, value - 0x40)
        case 0x61...0x7A: return (.lowerLetter, value - 0x60)
        case 0x2160...0x216B: return (.roman, value - 0x215F)
        case 0x2460...0x2473: return (.circled, value - 0x245F)
        case 0x2474...0x2487: return (.closedArabic, value - 0x2473)
        case 0x2488...0x249B: return (.dotted, value - 0x2487)
        case 0x3220...0x3229: return (.closedChinese, value - 0x321F)
        case 0xFF21...0xFF3A: return (.upperLetter, value - 0xFF20)
        case 0xFF41...0xFF5A: return (.lowerLetter, value - 0xFF40)
        default: break
        }
        let stem =
            switch scalar {
            case "甲": 1
            case "乙": 2
            case "丙": 3
            case "丁": 4
            case "戊": 5
            case "己": 6
            case "庚": 7
            case "辛": 8
            case "壬": 9
            case "癸": 10
            default: 0
            }
        guard stem > 0 else { return nil }
        return (.stem, stem)
    }
}

extension MarkerNumeral.Kind {
    var plain: NumberingSystem? {
        switch self {
        case .ordinary: .chinese
        case .financial: .financial
        case .digits, .fullWidthDigits, .dotted: .arabic
        case .circled: .circled
        case .stem: .stems
        case .upperLetter: .upperLetters
        case .lowerLetter: .lowerLetters
        case .roman: .roman
        case .closedChinese: .parenthesizedChinese
        case .closedArabic: .parenthesizedArabic
        }
    }

    var inParentheses: NumberingSystem? {
        switch self {
        case .ordinary: .parenthesizedChinese
        case .digits, .fullWidthDigits: .parenthesizedArabic
        case .upperLetter: .parenthesizedUpperLetters
        case .lowerLetter: .parenthesizedLowerLetters
        default: nil
        }
    }
}
