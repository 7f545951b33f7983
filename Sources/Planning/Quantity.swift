/// A number with a unit in which targets are stated, such as `20小時`, `90%以上`, `1萬2,000人次`. The text has no blanks and half-width digits.
struct Quantity {
    let value: Double
    let unit: String
    /// What 以上 or 以下 after it says.
    let bound: Comparison?
    let range: Range<String.Index>

    /// The first number that has such a unit and is no ordinal (第 2 次).
    init?(firstIn text: Substring) {
        var start = text.startIndex
        while let digit = text[start...].firstIndex(where: { $0.isASCIIDigit }) {
            var rest = text[digit...]
            let isOrdinal = digit > text.startIndex && text[text.index(before: digit)] == "第"
            let value = Self.amount(&rest)
            if let value, !isOrdinal, let unit = Self.units.first(where: { rest.hasPrefix($0) }) {
                rest = rest.dropFirst(unit.count)
                bound = Self.bound(&rest)
                self.value = value
                self.unit = unit
                range = digit..<rest.startIndex
                return
            }
            start = rest.startIndex
        }
        return nil
    }

    /// `3`, `1,234.5`, `3萬`, `2億5,000萬`, `16萬6,511`. Nil when the digits are no number.
    private static func amount(_ rest: inout Substring) -> Double? {
        var total = 0.0
        while rest.first?.isASCIIDigit ?? false {
            let digits = rest.prefix { $0.isASCIIDigit || $0 == "," || $0 == "." }
            rest = rest[digits.endIndex...]
            guard digits.count <= 15, let number = Double(String(digits.filter { $0 != "," })) else { return nil }
            guard let multiple = rest.first.flatMap({ multiples[$0] }) else { return total + number }
            rest = rest.dropFirst()
            total += number * multiple
        }
        return total
    }

    private static func bound(_ rest: inout Substring) -> Comparison? {
        for (word, bound) in [("(含)以上", Comparison.atLeast), ("以上", .atLeast), ("(含)以下", .atMost), ("以下", .atMost), ("以內", .atMost)]
        where rest.hasPrefix(word) {
            rest = rest.dropFirst(word.count)
            return bound
        }
        return nil
    }

    private static let multiples: [Character: Double] = ["千": 1000, "萬": 10_000, "億": 100_000_000]

    /// Longer ones first. Years, months and dates are no units of a target.
    private static let units = [
        "個百分點", "個工作天", "工作天", "小時", "分鐘", "人次", "場次", "公里", "公頃", "公噸", "人", "件", "場", "案", "次", "處", "項", "戶", "元", "天", "家", "所", "座", "棟",
        "檔", "班", "組", "分", "%",
    ]
}

extension Character {
    fileprivate var isASCIIDigit: Bool { ("0"..."9").contains(self) }
}
