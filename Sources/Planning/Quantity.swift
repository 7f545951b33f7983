/// A number with a unit in which targets are stated, such as `20小時`, `90%以上`, `1萬2,000人次`. The text has no blanks and half-width digits.
struct Quantity {
    let value: Double
    let unit: String
    /// What 以上 or 以下 after it says.
    let bound: Comparison?
    let range: Range<String.Index>

    /// What a number counts: found in the text before it and after it.
    typealias UnitFinder = (_ before: Substring, _ after: Substring) -> (unit: String, length: Int)?

    /// The first number that has a unit and is no ordinal (第 2 次).
    init?(firstIn text: Substring, unit finder: UnitFinder = Self.unitOfTarget) {
        var start = text.startIndex
        while let digit = text[start...].firstIndex(where: { $0.isASCIIDigit }) {
            var rest = text[digit...]
            let isOrdinal = digit > text.startIndex && text[text.index(before: digit)] == "第"
            let value = Self.amount(&rest)
            if let value, !isOrdinal, let (unit, length) = finder(text[..<digit], rest) {
                rest = rest.dropFirst(length)
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

    /// `3`, `1,234.5`, `3萬`, `2億5,000萬`, `16萬6,511`, `70餘萬`, `6千萬`. Nil when the digits are no number.
    private static func amount(_ rest: inout Substring) -> Double? {
        var total = 0.0
        while rest.first?.isASCIIDigit ?? false {
            let digits = rest.prefix { $0.isASCIIDigit || $0 == "," || $0 == "." }
            rest = rest[digits.endIndex...]
            guard digits.count <= 15, var number = Double(String(digits.filter { $0 != "," })) else { return nil }
            if let about = rest.first, "餘多".contains(about), let next = rest.dropFirst().first, multiples[next] != nil { rest = rest.dropFirst() }
            guard rest.first.flatMap({ multiples[$0] }) != nil else { return total + number }
            while let multiple = rest.first.flatMap({ multiples[$0] }) {
                rest = rest.dropFirst()
                number *= multiple
            }
            total += number
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

    private static let multiples: [Character: Double] = ["百": 100, "千": 1000, "萬": 10_000, "億": 100_000_000]

    private static func unitOfTarget(_ before: Substring, _ after: Substring) -> (unit: String, length: Int)? {
        units.first { after.hasPrefix($0) }.map { ($0, $0.count) }
    }

    /// Longer ones first. Years, months and dates are no units of a target.
    private static let units = [
        "個百分點", "個工作天", "工作天", "小時", "分鐘", "人次", "場次", "公里", "公頃", "公噸", "人", "件", "場", "案", "次", "處", "項", "戶", "元", "天", "家", "所", "座", "棟",
        "檔", "班", "組", "分", "%",
    ]
}

extension Character {
    /// Unlike `isNumber`, which takes 一 and 萬 for numbers as well.
    var isDigit: Bool { isASCIIDigit || ("０"..."９").contains(self) }

    fileprivate var isASCIIDigit: Bool { ("0"..."9").contains(self) }
}
