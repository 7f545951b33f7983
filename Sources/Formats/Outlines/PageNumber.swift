/// A line that is only a page number.
struct PageNumber {
    let number: Int
    /// Whether its form says so: `- 3 -`, `第 3 頁`, `Page 3`; not `3` and `3/93`.
    let isCertain: Bool
    /// Whether only its place can tell: `壹-3`, `iii`.
    var needsEdge = false

    init?(_ line: ArraySlice<Unicode.Scalar>) {
        // The longest form is 第 1234 頁，共 1234 頁 with a few blanks.
        guard line.count <= 32 else { return nil }
        let text = line.filter { !$0.isBlank }[...]
        if let page = Self.plain(text) {
            (number, isCertain) = page
        } else if let number = Self.composed(text) {
            self.number = number
            isCertain = false
            needsEdge = true
        } else {
            return nil
        }
    }

    private static func plain(_ text: ArraySlice<Unicode.Scalar>) -> (Int, Bool)? {
        var rest = text
        let dashes = rest.prefix { $0.isDash }.count
        rest = rest.dropFirst(dashes)
        let bracket = brackets.first { $0.0 == rest.first }
        if bracket != nil { rest.removeFirst() }
        let isTotalFirst = drop("共", &rest)
        if isTotalFirst {
            guard Self.number(&rest) != nil, drop("頁", &rest) else { return nil }
            rest = rest.drop { $0 == "，" || $0 == "," || $0 == "/" || $0 == "、" }
        }
        let isNamed = ["第", "頁次", "頁碼", "頁", "Page", "page", "PAGE", "P.", "p.", "P"].contains { drop($0, &rest) }
        if isNamed, rest.first == ":" || rest.first == "：" { rest.removeFirst() }
        guard let number = Self.number(&rest) ?? (isNamed || dashes > 0 ? chinese(&rest) : nil) else { return nil }
        let isPage = drop("頁", &rest)
        if let mark = rest.first, ["/", "／", ",", "，", "共", "之", "o"].contains(mark) {
            rest = rest.drop { ["/", "／", ",", "，", "第", "共", "之", "o", "f"].contains($0) }
            guard let total = Self.number(&rest), total >= number else { return nil }
            _ = drop("頁", &rest)
        }
        if let bracket {
            guard rest.first == bracket.1 else { return nil }
            rest.removeFirst()
        }
        let closing = rest.prefix { $0.isDash }.count
        guard closing == rest.count, (dashes > 0) == (closing > 0), !isTotalFirst || isNamed else { return nil }
        return (number, dashes > 0 || isPage || isNamed || bracket != nil)
    }

    private static let brackets: [(Unicode.Scalar, Unicode.Scalar)] = [("[", "]"), ("〔", "〕"), ("【", "】"), ("〈", "〉")]

    /// 壹-3, A-12, 2-15: chapter and page; and the small Roman numbers of front matter.
    private static func composed(_ text: ArraySlice<Unicode.Scalar>) -> Int? {
        if text.allSatisfy({ ["i", "v", "x"].contains($0) }), (1...7).contains(text.count) { return roman(text) }
        guard let dash = text.firstIndex(where: { $0 == "-" || $0 == "－" || $0 == "–" }), (1...3).contains(dash - text.startIndex) else { return nil }
        var rest = text[(dash + 1)...]
        guard MarkerNumeral(text[..<dash])?.length == dash - text.startIndex, let number = Self.number(&rest), rest.isEmpty else { return nil }
        return number
    }

    private static func roman(_ text: ArraySlice<Unicode.Scalar>) -> Int? {
        var total = 0
        var last = 0
        for scalar in text.reversed() {
            let value = scalar == "i" ? 1 : scalar == "v" ? 5 : 10
            total += value < last ? -value : value
            last = max(last, value)
        }
        return CountedNumber.lowerRoman.text(total) == String(text) ? total : nil
    }

    private static func drop(_ prefix: String, _ rest: inout ArraySlice<Unicode.Scalar>) -> Bool {
        guard rest.starts(with: prefix.unicodeScalars) else { return false }
        rest = rest.dropFirst(prefix.unicodeScalars.count)
        return true
    }

    private static func number(_ rest: inout ArraySlice<Unicode.Scalar>) -> Int? {
        let digits = rest.prefix { $0.isDigit }
        guard (1...4).contains(digits.count) else { return nil }
        rest = rest.dropFirst(digits.count)
        return digits.reduce(0) { $0 * 10 + Int($1.value >= 0xFF10 ? $1.value - 0xFF10 : $1.value - 0x30) }
    }

    private static func chinese(_ rest: inout ArraySlice<Unicode.Scalar>) -> Int? {
        guard let numeral = MarkerNumeral(rest), numeral.kind == .ordinary, numeral.sub == 0 else { return nil }
        rest = rest.dropFirst(numeral.length)
        return numeral.number
    }
}

extension Unicode.Scalar {
    fileprivate var isDash: Bool { ["-", "－", "–", "—", "─", "~", "～", "‧", "·", "•", "=", "*"].contains(self) }

    /// Marks that end a sentence, a clause of a list or a lead-in.
    var endsSentence: Bool { ["。", "；", "：", "！", "？", ".", ";", ":", "!", "?", "」", "』", "）", ")", "…"].contains(self) }
}
