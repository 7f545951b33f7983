/// How a document wraps its lines, found by counting, and how wrapped lines are put together again.
struct OutlineJoining {
    /// The width at which lines are wrapped. `Int.max` when the document is not wrapped.
    private let margin: Int
    /// Whether the document sets a blank between Chinese and Latin characters (`未來 4 年`).
    private let blankAtLatin: Bool
    /// Whether an empty line ends a paragraph; not when it follows nearly every line.
    private let gapEndsParagraph: Bool
    /// Whether numbered lines follow the end of a sentence, as a rule.
    private let punctuates: Bool
    /// The number of empty lines that most lines have before them.
    let usualGap: Int

    /// - Parameter lines: those of running text.
    init(_ lines: [OutlineSource.Line], usualGap: Int) {
        var wrapped: [OutlineSource.Line] = []
        var blanks = 0
        var touching = 0
        var afterEnd = 0
        var afterLongLine = 0
        for (index, line) in lines.enumerated() {
            let count = Self.countLatinBorders(line.text)
            blanks += count.blank
            touching += count.touching
            guard index > 0 else { continue }
            let before = lines[index - 1]
            if line.marker == nil {
                wrapped.append(before)
            } else {
                afterLongLine += 1
                if before.text.last?.endsSentence ?? false { afterEnd += 1 }
            }
        }
        blankAtLatin = blanks > touching
        self.usualGap = usualGap
        gapEndsParagraph = usualGap == 0
        punctuates = afterEnd * 2 > afterLongLine
        margin = Self.margin(lines.map(\.width), wrapped: wrapped)
    }

    /// The number of empty lines that most lines have before them.
    static func usualGap(_ lines: [OutlineSource.Line]) -> Int {
        var gaps: [Int: Int] = [:]
        for line in lines.dropFirst() { gaps[line.gap, default: 0] += 1 }
        return gaps.max { ($0.value, -$0.key) < ($1.value, -$1.key) }?.key ?? 0
    }

    /// No line is wider than the margin but a rare one, and the lines that were wrapped crowd below it. Where they do not, lines are whole
    /// paragraphs and there is no margin.
    /// - Parameter wrapped: the lines before a line without number.
    private static func margin(_ widths: [Int], wrapped: [OutlineSource.Line]) -> Int {
        guard !widths.isEmpty else { return .max }
        let sorted = widths.sorted()
        let margin = sorted[widths.count - 1 - widths.count / 50]
        let crowd = wrapped.filter { $0.width >= margin - margin / 5 }
        if !crowd.isEmpty && crowd.count * 10 >= wrapped.count { return margin }
        // A long document of short lines may have few that were wrapped: those break off in the middle of a sentence.
        let prose = crowd.filter { !$0.isAligned }
        let broken = prose.count { !($0.text.last?.endsSentence ?? true) }
        // Where nothing stops a line, some are much wider.
        let isStopped = margin >= 56 && (sorted.last ?? 0) * 4 <= margin * 5
        return isStopped && broken >= 3 && broken * 2 > prose.count ? margin : .max
    }

    /// Whether the margin ended a line, not its author: the first word of the next would not have fitted. Within a fifth of the margin, for fonts
    /// differ and some punctuation must not begin a line.
    func isFull(_ line: OutlineSource.Line, before next: OutlineSource.Line) -> Bool {
        let word = next.text.prefix { $0.isWordPart }.count
        return margin < .max && line.width + word >= margin - margin / 5
    }

    private static func countLatinBorders(_ text: ArraySlice<Unicode.Scalar>) -> (blank: Int, touching: Int) {
        var result = (blank: 0, touching: 0)
        var last: Unicode.Scalar = "\n"
        var hasBlank = false
        for scalar in text {
            if scalar.isBlank {
                hasBlank = true
                continue
            }
            if last.isIdeograph && scalar.isWordPart || last.isWordPart && scalar.isIdeograph {
                if hasBlank { result.blank += 1 } else { result.touching += 1 }
            }
            last = scalar
            hasBlank = false
        }
        return result
    }

    /// Whether the sentence of a line goes on in the next, so that the number at the beginning of that one is no heading: always after 、 or an
    /// opening bracket; and when a document that ends its sentences leaves a line of prose open right at the margin. A list may begin anywhere.
    func goesOn(after before: OutlineSource.Line, _ line: OutlineSource.Line, with marker: OutlineMarker) -> Bool {
        guard let last = before.text.last, !before.isOnlyMarker else { return false }
        if last.wantsMore { return true }
        if before.isAligned || line.gap > usualGap && !line.startsPage { return false }
        let isProse = before.text.contains { $0 == "，" || $0 == "。" }
        return marker.number > 1 && punctuates && isProse && !last.endsSentence && margin < .max && before.width >= margin - 6
    }

    /// Whether a line that is no heading belongs to the paragraph of the line before it.
    /// - Parameter acrossPages: a page ends between them, so empty lines say nothing.
    func belongs(_ line: OutlineSource.Line, to before: OutlineSource.Line, acrossPages: Bool) -> Bool {
        if before.isOnlyMarker || before.isOnlyNumber || line.isOnlyNumber { return true }
        // Columns are kept as they were set.
        if before.isAligned || line.isAligned { return false }
        guard let last = before.text.last else { return false }
        if last.wantsMore || last == "，" { return true }
        if gapEndsParagraph && line.gap > 0 && !acrossPages { return false }
        // A number that is no heading begins a paragraph of its own unless it stands inside a sentence.
        if line.marker != nil && (last.endsSentence || !punctuates) { return false }
        return isFull(before, before: line)
    }

    /// The blank that a line break stood for, or nothing.
    func glue(_ left: Unicode.Scalar, _ right: Unicode.Scalar) -> String {
        if left.isWide || right.isWide {
            let isBorder = left.isIdeograph && right.isWordPart || left.isWordPart && right.isIdeograph
            return isBorder && blankAtLatin ? " " : ""
        }
        if left == "-" || left == "/" || left == "(" || right == ")" || right == "," || right == "." || right == "%" { return "" }
        return " "
    }
}

extension Unicode.Scalar {
    /// A wide character that is neither punctuation nor a full-width form.
    fileprivate var isIdeograph: Bool { isWide && !(0x3000...0x303F).contains(value) && !(0xFE30...0xFF65).contains(value) && value >= 0x2E80 }

    /// No paragraph ends with these: an enumeration comma, an opening bracket, or 第 of 第三條.
    var wantsMore: Bool { ["、", "「", "『", "（", "(", "《", "〈", "【", "第"].contains(self) }
}
