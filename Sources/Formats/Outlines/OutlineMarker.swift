/// A number at the beginning of a line.
struct OutlineMarker {
    let system: NumberingSystem
    /// Which punctuation and width: `1.`, `1、` and `１、` are one system, but a series in one of them may stand inside a series in another.
    let variant: Int
    let number: Int
    /// The 1 of 肆之一, which stands between 肆 and 伍; 0 for others.
    let sub: Int
    /// How many characters of the line it takes, without blanks after it.
    var length: Int
    let label: String
    /// Whether the next number follows at once, as in `三、四點`: then this counts things in running text.
    let isEnumeration: Bool

    /// Whether a number is printed: 附錄 may have none.
    var isNumbered: Bool { number > 0 }

    /// The same for markers that go on with each other's series.
    var key: Int { Self.keys[system, default: 0] * 8 + variant }

    /// The same with characters before it that belong to it.
    func after(_ count: Int) -> Self {
        var marker = self
        marker.length += count
        return marker
    }

    private static let keys = Dictionary(uniqueKeysWithValues: NumberingSystem.allCases.enumerated().map { ($1, $0) })
}

extension OutlineMarker {
    /// Reads the marker of a line that begins with no blank. Nil when there is none, and for what only looks like one: `1.5`, `111.10.9`, `2.0 版`.
    init?(_ line: ArraySlice<Unicode.Scalar>) {
        guard let first = line.first else { return nil }
        if first == "第" || first == "附" || first == "【" {
            guard let marker = OutlineMarker(named: line) else { return nil }
            self = marker
            return
        }
        let isParenthesized = first == "(" || first == "（" || first == "﹙"
        guard isParenthesized || MarkerNumeral.begins(first) else { return nil }

        var rest = (isParenthesized ? line.dropFirst() : line).drop { $0.isBlank }
        guard let numeral = MarkerNumeral(rest) else { return nil }
        label = String(rest.prefix(numeral.length))
        rest = rest.dropFirst(numeral.length)
        if numeral.isClosed {
            guard !isParenthesized else { return nil }
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
                guard !isDot || !Self.isDecimal(numeral.number, rest) else { return nil }
            }
        }
        guard let system = isParenthesized ? numeral.kind.inParentheses : numeral.kind.plain else { return nil }
        self.system = system
        // Only digits come in series inside each other: 一. and 一、 are never told apart.
        let isDot = !isParenthesized && line[..<rest.startIndex].last { !$0.isBlank }.map { $0 == "." || $0 == "．" } ?? false
        variant = system == .arabic ? (isDot ? 1 : 0) + (numeral.kind == .fullWidthDigits ? 2 : 0) : 0
        number = numeral.number
        sub = numeral.sub
        length = rest.startIndex - line.startIndex
        let next = isParenthesized || numeral.isClosed ? nil : MarkerNumeral(rest)
        isEnumeration = next.map { $0.kind == numeral.kind && $0.number == numeral.number + 1 && $0.sub == 0 } ?? false
    }

    /// `5` of 1.5, and `10.` of the date 111. 10. 9, whose first number is a year.
    private static func isDecimal(_ number: Int, _ rest: ArraySlice<Unicode.Scalar>) -> Bool {
        guard let next = rest.first else { return false }
        if next.isDigit { return true }
        let month = rest.drop { $0.isBlank }
        let digits = month.prefix { $0.isDigit }
        return number >= 50 && (1...2).contains(digits.count) && month.dropFirst(digits.count).first == "."
    }
}

extension Unicode.Scalar {
    var isDigit: Bool { ("0"..."9").contains(self) || ("０"..."９").contains(self) }
    var isCircledNumber: Bool { ("①"..."⑳").contains(self) }
}
