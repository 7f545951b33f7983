/// Footnotes at the bottom of pages, in formats that only print them: a number, a gap and a text below what refers to it.
struct OutlinePageNotes {
    /// Indices of the lines where notes begin.
    private(set) var beginnings: Set<Int> = []
    /// Indices of the lines on which notes go on.
    private(set) var continuations: Set<Int> = []

    private let lines: [OutlineSource.Line]
    private var last = 0

    /// How many lines the notes of a page may take.
    private static let depth = 16

    /// - Parameters:
    ///   - pages: the lines of each page.
    ///   - isText: whether a line is no header, footer or page number.
    init(_ lines: [OutlineSource.Line], pages: [Range<Int>], isText: (Int) -> Bool) {
        self.lines = lines
        for page in pages { find(page.filter(isText)) }
    }

    private mutating func find(_ page: [Int]) {
        // Notes count on through the document, or begin anew on each page.
        for first in Set([last + 1, 1]).sorted(by: >) {
            let bottom = page.suffix(Self.depth)
            guard let start = bottom.firstIndex(where: { number(lines[$0].text) == first }), refers(page[..<start], to: first) else { continue }
            var next = first
            var found: [(index: Int, begins: Bool)] = []
            for place in page[start...] {
                let begins = number(lines[place].text) == next
                if begins { next += 1 }
                found.append((place, begins))
            }
            // A number that nothing above refers to belongs to a list.
            guard (first..<next).allSatisfy({ refers(page[..<start], to: $0) }) else { continue }
            for (index, begins) in found { if begins { beginnings.insert(index) } else { continuations.insert(index) } }
            last = next - 1
            return
        }
    }

    /// The number of a line that reads like a note: digits without punctuation, blanks, text.
    private func number(_ text: ArraySlice<Unicode.Scalar>) -> Int? {
        let digits = text.prefix(4).prefix { $0.isDigit }
        let rest = text.dropFirst(digits.count)
        guard (1...3).contains(digits.count), rest.first?.isBlank ?? false, rest.contains(where: { $0.isWide }) else { return nil }
        return digits.reduce(0) { $0 * 10 + Int($1.value >= 0xFF10 ? $1.value - 0xFF10 : $1.value - 0x30) }
    }

    /// Whether the number stands in the text without a blank after a character, as a raised number is printed.
    private func refers(_ page: ArraySlice<Int>, to number: Int) -> Bool {
        let digits = Array(String(number).unicodeScalars)
        return page.contains { index in
            let text = lines[index].text
            return text.indices.contains { place in
                text[place...].starts(with: digits) && place > text.startIndex && text[place - 1].isWide && !text[place - 1].isDigit
                    && !(text[place...].dropFirst(digits.count).first { !$0.isBlank }.map { $0.isDigit || Self.units.contains($0) } ?? false)
            }
        }
    }

    /// What a number that counts something stands before.
    private static let units: Set<Unicode.Scalar> = [
        "年", "月", "日", "元", "萬", "億", "千", "百", "％", "%", ".", "．", "、", "項", "件", "人", "場", "次", "案", "處", "個", "條", "款", "屆", "頁", "-", "/", ":",
        "：",
    ]
}
