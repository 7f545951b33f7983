/// How a number is written in numbered documents.
public enum NumeralStyle: Sendable, CaseIterable {
    /// 一…九十九
    case ordinary
    /// 壹…玖拾玖, the forms that cannot be altered by a stroke.
    case financial
    /// 1, 2, 3
    case digits
    /// １, ２, ３
    case fullWidthDigits
    /// ①…⑳
    case circled
}

/// Numerals from 0 to 99 as Taiwan's official documents print them.
public enum ChineseNumeral {
    /// Reads a numeral that fills the whole text: `十一`, `二〇`, `廿三`, `貳拾參`, `12`, `１２`, `⑫`. Variants (叁, 弍, ○) are understood.
    /// Digits are read up to 999, everything else up to 99.
    public static func value(of text: String) -> Int? {
        value(of: Array(text.unicodeScalars)[...])?.value
    }

    /// The numeral for a number, or nil when the style has none for it: ordinary and financial have 0…99, circled 1…20.
    public static func text(_ number: Int, _ style: NumeralStyle) -> String? {
        switch style {
        case .ordinary: spelled(number, digits: ordinaryDigits, ten: "十")
        case .financial: spelled(number, digits: financialDigits, ten: "拾")
        case .digits: number >= 0 ? String(number) : nil
        case .fullWidthDigits:
            number >= 0 ? String(String(number).unicodeScalars.compactMap { Unicode.Scalar($0.value + 0xFEE0) }.map(Character.init)) : nil
        case .circled: (1...20).contains(number) ? Unicode.Scalar(UInt32(0x245F + number)).map { String(Character($0)) } : nil
        }
    }

    private static let ordinaryDigits = ["〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"]
    private static let financialDigits = ["零", "壹", "貳", "參", "肆", "伍", "陸", "柒", "捌", "玖"]

    /// Ten is written alone, not as 一十; the financial forms do the same in headings (拾壹、).
    private static func spelled(_ number: Int, digits: [String], ten: String) -> String? {
        guard (0...99).contains(number) else { return nil }
        guard number >= 10 else { return digits[number] }
        return (number >= 20 ? digits[number / 10] : "") + ten + (number % 10 > 0 ? digits[number % 10] : "")
    }

    static func value(of numeral: ArraySlice<Unicode.Scalar>) -> (value: Int, style: NumeralStyle)? {
        guard (1...3).contains(numeral.count) else { return nil }
        let parts = numeral.compactMap(part)
        let style = parts.first?.style ?? .ordinary
        guard parts.count == numeral.count, parts.allSatisfy({ $0.style == style }) else { return nil }
        switch style {
        case .circled: return parts.count == 1 ? (parts[0].value, style) : nil
        case .digits, .fullWidthDigits: return (parts.reduce(0) { $0 * 10 + $1.value }, style)
        case .ordinary, .financial: return spelledOut(parts).map { ($0, style) }
        }
    }

    /// `[digit] ten [digit]`, `廿 [digit]`, one digit, or two ordinary digits by place (二〇).
    private static func spelledOut(_ parts: [Part]) -> Int? {
        let values = parts.map(\.value)
        switch parts.map(\.isTens) {
        case [false]: return values[0]
        case [true]: return values[0] * 10
        case [true, false] where values[1] > 0: return values[0] * 10 + values[1]
        case [false, true] where values[0] > 0 && values[1] == 1: return values[0] * 10
        case [false, true, false] where values[0] > 0 && values[1] == 1 && values[2] > 0: return values[0] * 10 + values[2]
        case [false, false] where values[0] > 0 && parts[0].style == .ordinary: return values[0] * 10 + values[1]
        default: return nil
        }
    }

    private struct Part {
        let value: Int
        let style: NumeralStyle
        /// Whether `value` counts tens: 十 is 1, 廿 is 2.
        var isTens = false
    }

    private static func part(_ scalar: Unicode.Scalar) -> Part? {
        switch scalar {
        case "0"..."9": return Part(value: Int(scalar.value - 0x30), style: .digits)
        case "０"..."９": return Part(value: Int(scalar.value - 0xFF10), style: .fullWidthDigits)
        case "①"..."⑳": return Part(value: Int(scalar.value - 0x245F), style: .circled)
        case "十": return Part(value: 1, style: .ordinary, isTens: true)
        case "廿": return Part(value: 2, style: .ordinary, isTens: true)
        case "卅": return Part(value: 3, style: .ordinary, isTens: true)
        case "拾": return Part(value: 1, style: .financial, isTens: true)
        default: break
        }
        if let value = ordinaryDigit(scalar) { return Part(value: value, style: .ordinary) }
        if let value = financialDigit(scalar) { return Part(value: value, style: .financial) }
        return nil
    }

    private static func ordinaryDigit(_ scalar: Unicode.Scalar) -> Int? {
        switch scalar {
        case "〇", "○", "零": 0
        case "一": 1
        case "二": 2
        case "三": 3
        case "四": 4
        case "五": 5
        case "六": 6
        case "七": 7
        case "八": 8
        case "九": 9
        default: nil
        }
    }

    private static func financialDigit(_ scalar: Unicode.Scalar) -> Int? {
        switch scalar {
        case "壹", "弌": 1
        case "貳", "貮", "弍": 2
        case "參", "叁", "参", "叄", "弎": 3
        case "肆": 4
        case "伍": 5
        case "陸": 6
        case "柒": 7
        case "捌": 8
        case "玖": 9
        default: nil
        }
    }

    /// Whether a numeral may contain this, so that a reader knows where to stop.
    static func isPart(_ scalar: Unicode.Scalar) -> Bool { part(scalar) != nil }
}
