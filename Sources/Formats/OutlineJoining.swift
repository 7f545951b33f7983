/// How a document wraps its lines, found by counting, and how wrapped lines are put together again.
struct OutlineJoining {
    /// From this width on a line was ended by the margin, not by its author. `Int.max` when the document is not wrapped.
    private let fullWidth: Int
    /// Whether the document sets a blank between Chinese and Latin characters (`未來 4 年`).
    private let blankAtLatin: Bool
    /// Whether an empty line ends a paragraph; not when it follows nearly every line.
    private let gapEndsParagraph: Bool
    /// Whether numbered lines follow the end of a sentence, as a rule.
    private let punctuates: Bool
    /// The number of empty lines that most lines have before them.
    let usualGap: Int

    init(_ source: OutlineSource) {
        let lines = source.lines
        var gaps: [Int: Int] = [:]
        var wrapped: [Int] = []
        var blanks = 0
        var touching = 0
        var afterEnd = 0
        var afterLongLine = 0
        for (index, line) in lines.enumerated() {
            let count = Self.countLatinBorders(line.text)
            blanks += count.blank
            touching += count.touching
            guard index > 0 else { continue }
            gaps[line.gap, default: 0] += 1
            let before = lines[index - 1]
            if line.marker == nil {
                wrapped.append(before.width)
            } else {
                afterLongLine += 1
                if before.text.last?.endsSentence ?? false { afterEnd += 1 }
            }
        }
        blankAtLatin = blanks > touching
        usualGap = gaps.max { ($0.value, -$0.key) < ($1.value, -$1.key) }?.key ?? 0
        gapEndsParagraph = usualGap == 0
        punctuates = afterEnd * 2 > afterLongLine
        fullWidth = Self.fullWidth(wrapped)
    }

    /// Widths of wrapped lines crowd below the margin, so nearly the greatest width is the margin, and a line is full within a fifth of it:
    /// fonts, Latin words and punctuation that must not begin a line leave that much open. Widths that do not crowd are those of whole paragraphs.
    private static func fullWidth(_ widths: [Int]) -> Int {
        guard !widths.isEmpty else { return .max }
        let sorted = widths.sorted()
        let margin = sorted[(sorted.count - 1) * 49 / 50]
        let full = margin - margin / 5
        let crowd = sorted.reduce(0) { $0 + ($1 >= full ? 1 : 0) }
        return crowd * 10 >= sorted.count ? full : .max
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

    /// Whether the sentence of a line goes on in the next, so that a number at the beginning of that one is no heading.
    func goesOn(after before: OutlineSource.Line) -> Bool {
        guard let last = before.text.last else { return false }
        if before.isOnlyMarker { return false }
        return last.wantsMore || punctuates && before.width >= fullWidth && !last.endsSentence
    }

    /// Whether a line that is no heading belongs to the paragraph of the line before it.
    /// - Parameter acrossPages: a page ends between them, so empty lines say nothing.
    func belongs(_ line: OutlineSource.Line, to before: OutlineSource.Line, acrossPages: Bool) -> Bool {
        if before.isOnlyMarker { return true }
        guard let last = before.text.last else { return false }
        if last.wantsMore || last == "，" { return true }
        if gapEndsParagraph && line.gap > 0 && !acrossPages { return false }
        // A number that is no heading begins a paragraph of its own unless it stands inside a sentence.
        if line.marker != nil && (last.endsSentence || !punctuates) { return false }
        return before.width >= fullWidth
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
    fileprivate var wantsMore: Bool { ["、", "「", "『", "（", "(", "《", "〈", "【", "第"].contains(self) }
}
