/// The ways in which official documents number their lines.
public enum NumberingSystem: String, Sendable, CaseIterable {
    /// 壹、
    case financial
    /// 一、
    case chinese
    /// (一) or （一）, which are the same system
    case parenthesizedChinese
    /// 1. 1、 １、
    case arabic
    /// (1) or （１）
    case parenthesizedArabic
    /// ①
    case circled
}

/// A number at the beginning of a line.
struct OutlineMarker {
    let system: NumberingSystem
    /// Which punctuation and width: `1.`, `1、` and `１、` are one system, but a series in one of them may stand inside a series in another.
    let variant: Int
    let number: Int
    /// How many characters of the line it takes, without blanks after it.
    let length: Int
    let label: String
    /// Whether the next number follows at once, as in `三、四點`: then this counts things in running text.
    let isEnumeration: Bool
}

extension OutlineMarker {
    /// Reads the marker of a line that begins with no blank. Nil when there is none, and for what only looks like one: `1.5`, `111.10.9`, `2.0 版`.
    init?(_ line: ArraySlice<Unicode.Scalar>) {
        guard let first = line.first else { return nil }
        let isParenthesized = first == "(" || first == "（" || first == "﹙"
        guard isParenthesized || ChineseNumeral.isPart(first) else { return nil }

        var rest = isParenthesized ? line.dropFirst() : line
        rest = rest.drop { $0.isBlank }
        // Four are enough to see that a numeral is too long.
        var numeral = rest.prefix(4).prefix { ChineseNumeral.isPart($0) }
        if first.isCircledNumber { numeral = numeral.prefix(1) }
        guard let (number, style) = ChineseNumeral.value(of: numeral), number > 0 else { return nil }
        rest = rest.dropFirst(numeral.count)

        var variant = 0
        if style == .circled {
            if rest.first == "、" || rest.first == "." { rest.removeFirst() }
        } else {
            let closing = rest.drop { $0.isBlank }
            guard let mark = closing.first else { return nil }
            rest = closing.dropFirst()
            if isParenthesized {
                guard mark == ")" || mark == "）" || mark == "﹚" else { return nil }
            } else {
                let isDot = mark == "." || mark == "．"
                guard isDot || mark == "、" || mark == "﹑" || mark == "､" else { return nil }
                guard !isDot || !Self.isDecimal(number, rest) else { return nil }
                variant = (isDot ? 1 : 0) + (style == .fullWidthDigits ? 2 : 0)
            }
        }
        switch (style, isParenthesized) {
        case (.ordinary, false): system = .chinese
        case (.ordinary, true): system = .parenthesizedChinese
        case (.financial, false): system = .financial
        case (.digits, false), (.fullWidthDigits, false): system = .arabic
        case (.digits, true), (.fullWidthDigits, true): system = .parenthesizedArabic
        case (.circled, false): system = .circled
        case (.financial, true), (.circled, true): return nil
        }
        // Only digits come in series inside each other: 一. and 一、 are never told apart.
        self.variant = system == .arabic ? variant : 0
        self.number = number
        length = rest.startIndex - line.startIndex
        label = String(String.UnicodeScalarView(numeral))
        isEnumeration = !isParenthesized && style != .circled && Self.leadingNumber(rest) == number + 1
    }

    /// `5` of 1.5, and `10.` of the date 111. 10. 9, whose first number is a year.
    private static func isDecimal(_ number: Int, _ rest: ArraySlice<Unicode.Scalar>) -> Bool {
        guard let next = rest.first else { return false }
        if next.isDigit { return true }
        let month = rest.drop { $0.isBlank }
        let digits = month.prefix { $0.isDigit }
        return number >= 50 && (1...2).contains(digits.count) && month.dropFirst(digits.count).first == "."
    }

    private static func leadingNumber(_ rest: ArraySlice<Unicode.Scalar>) -> Int? {
        ChineseNumeral.value(of: rest.prefix(4).prefix { ChineseNumeral.isPart($0) })?.value
    }
}

extension Unicode.Scalar {
    var isDigit: Bool { ("0"..."9").contains(self) || ("０"..."９").contains(self) }
    var isCircledNumber: Bool { ("①"..."⑳").contains(self) }
}
