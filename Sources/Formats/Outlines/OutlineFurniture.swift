/// Tells page numbers from text.
struct OutlineFurniture {
    private let source: OutlineSource
    /// The gap that most lines have before them: a document may have an empty line after every line.
    private let usualGap: Int
    private var lastPage: Int?

    init(_ source: OutlineSource, usualGap: Int) {
        self.source = source
        self.usualGap = usualGap
    }

    enum Verdict {
        case text
        case furniture
        /// Only a number, but text.
        case numberInText
    }

    /// Judges the lines in their order, for page numbers count on.
    /// - Parameter previous: the last line of text before this one.
    mutating func judge(at index: Int, after previous: OutlineSource.Line?) -> Verdict {
        let line = source.lines[index]
        guard let page = PageNumber(line.text) else { return .text }
        let isFurniture = page.isCertain || standsApart(at: index) || page.number == lastPage.map { $0 + 1 } || endsSentence(previous)
        guard isFurniture else { return .numberInText }
        lastPage = page.number
        return .furniture
    }

    /// At the edge of a page or of the document, or between gaps that are wider than usual.
    private func standsApart(at index: Int) -> Bool {
        let line = source.lines[index]
        let isLast = index + 1 == source.lines.count
        if line.startsPage || index == 0 || isLast || source.lines[index + 1].startsPage { return true }
        return line.gap > usualGap && source.lines[index + 1].gap > usualGap
    }

    private func endsSentence(_ previous: OutlineSource.Line?) -> Bool {
        previous?.text.last.map { $0.endsSentence } ?? true
    }
}

/// A line that is only a page number.
private struct PageNumber {
    let number: Int
    /// Whether its form says so: `- 3 -`, `第 3 頁`, `Page 3`; not `3` and `3/93`.
    let isCertain: Bool

    init?(_ line: ArraySlice<Unicode.Scalar>) {
        // The longest form is 第 1234 頁，共 1234 頁 with a few blanks.
        guard line.count <= 32 else { return nil }
        var rest = line.filter { !$0.isBlank }[...]
        let dashes = rest.prefix { $0.isDash }.count
        rest = rest.dropFirst(dashes)
        let isNamed =
            Self.drop("第", &rest) || Self.drop("頁次", &rest) || Self.drop("Page", &rest) || Self.drop("page", &rest) || Self.drop("P.", &rest)
        if isNamed, rest.first == ":" || rest.first == "：" { rest.removeFirst() }
        guard let number = Self.number(&rest) else { return nil }
        let isPage = Self.drop("頁", &rest)
        if let mark = rest.first, ["/", "／", ",", "，", "共", "之", "o"].contains(mark) {
            rest = rest.drop { ["/", "／", ",", "，", "第", "共", "之", "o", "f"].contains($0) }
            guard let total = Self.number(&rest), total >= number else { return nil }
            _ = Self.drop("頁", &rest)
        }
        let closing = rest.prefix { $0.isDash }.count
        guard closing == rest.count, (dashes > 0) == (closing > 0) else { return nil }
        self.number = number
        isCertain = dashes > 0 || isPage || isNamed
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
}

extension Unicode.Scalar {
    fileprivate var isDash: Bool { ["-", "－", "–", "—", "─", "~", "～", "‧", "·", "•", "=", "*"].contains(self) }

    /// Marks that end a sentence, a clause of a list or a lead-in.
    var endsSentence: Bool { ["。", "；", "：", "！", "？", ".", ";", ":", "!", "?", "」", "』", "）", ")", "…"].contains(self) }
}
