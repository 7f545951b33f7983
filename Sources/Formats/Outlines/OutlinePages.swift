/// What stands at the edges of pages: running headers and footers, and the numbers beside them.
struct OutlinePages {
    /// Indices of running headers and footers.
    private(set) var running: Set<Int> = []
    /// Indices of page numbers.
    private(set) var numbers: Set<Int> = []
    /// What is printed less the page that is counted; nil when no two pages agree.
    private(set) var offset: Int?

    private let lines: [OutlineSource.Line]
    /// The lines of each page.
    private var pages: [Range<Int>] = []

    /// How many lines at the top and at the bottom are looked at.
    private static let depth = 4

    init(_ lines: [OutlineSource.Line]) {
        self.lines = lines
        var start = 0
        for (index, line) in lines.enumerated() where line.startsPage && index > start {
            pages.append(start..<index)
            start = index
        }
        pages.append(start..<lines.count)
        findRunning()
        findNumbers()
    }

    /// A line without its blanks and with all digits alike.
    static func shape(_ text: ArraySlice<Unicode.Scalar>) -> String {
        guard text.count <= 80 else { return "" }
        return String(text.compactMap { $0.isBlank ? nil : $0.isDigit ? "0" : $0 }[...])
    }

    /// From the edge inwards; on a short page they overlap.
    private func edges(_ page: Range<Int>) -> (top: [Int], bottom: [Int]) {
        (Array(page.prefix(Self.depth)), page.suffix(Self.depth).reversed())
    }

    private mutating func findRunning() {
        var pagesOf: [String: Set<Int>] = [:]
        for (number, page) in pages.enumerated() {
            let (top, bottom) = edges(page)
            for (prefix, side) in [("t", top), ("b", bottom)] {
                for index in side where lines[index].role == .text && !["。", "，", "；", "、"].contains(lines[index].text.last) {
                    let shape = Self.shape(lines[index].text)
                    if shape.unicodeScalars.count >= 2 { pagesOf[prefix + shape, default: []].insert(number) }
                }
            }
        }
        // What stands inside pages as often as at their edges is text.
        var all: [String: Int] = [:]
        for line in lines { all[Self.shape(line.text), default: 0] += 1 }
        let runs = Set(pagesOf.filter { $0.value.count * 2 > all[String($0.key.dropFirst())] ?? 0 && isRun($0.value.sorted()) }.keys)
        for page in pages {
            let (top, bottom) = edges(page)
            for (prefix, side) in [("t", top), ("b", bottom)] {
                for index in side {
                    let shape = Self.shape(lines[index].text)
                    let isRunning = runs.contains(prefix + shape)
                    // From the edge inwards, past page numbers, and no further than the first line of text.
                    guard isRunning || PageNumber(lines[index].text) != nil else { break }
                    if isRunning && PageNumber(lines[index].text) == nil {
                        running.insert(index)
                    }
                }
            }
        }
        keepHeadings()
    }

    /// Left and right pages may differ, and so may chapters: three pages are enough, or both of two, but they follow each other. A line that
    /// stands at the top of pages now and then does so by chance.
    private func isRun(_ numbers: [Int]) -> Bool {
        guard numbers.count >= min(pages.count, 3) else { return false }
        let near = numbers.indices.count { index in
            index > 0 && numbers[index] - numbers[index - 1] <= 2 || index + 1 < numbers.count && numbers[index + 1] - numbers[index] <= 2
        }
        return near * 5 >= numbers.count * 4
    }

    /// A chapter's name above its pages is furniture, but its first time is the heading when there is no other.
    private mutating func keepHeadings() {
        var first: [String: Int] = [:]
        for index in running.sorted() where lines[index].marker != nil {
            let shape = Self.shape(lines[index].text)
            if first[shape] == nil { first[shape] = index }
        }
        guard !first.isEmpty else { return }
        for (index, line) in lines.enumerated() where line.marker != nil && !running.contains(index) { first[Self.shape(line.text)] = nil }
        for index in first.values { running.remove(index) }
    }

    private mutating func findNumbers() {
        var found: [(page: Int, index: Int, number: PageNumber)] = []
        for (count, page) in pages.enumerated() {
            let (top, bottom) = edges(page)
            for side in [top, bottom] {
                for index in side.prefix(while: { running.contains($0) || PageNumber(lines[$0].text) != nil }).filter({ !running.contains($0) }) {
                    if let number = PageNumber(lines[index].text) { found.append((lines[page.lowerBound].page ?? count + 1, index, number)) }
                }
            }
        }
        var offsets: [Int: Int] = [:]
        for place in found { offsets[place.number.number - place.page, default: 0] += 1 }
        let best = offsets.max { ($0.value, -$0.key) < ($1.value, -$1.key) }
        if let best, best.value >= 2 { offset = best.key }
        for place in found {
            let agrees = place.number.number - place.page == offset
            let isOnly = offset == nil && !place.number.needsEdge
            // Each chapter may count its own pages, which composed forms say.
            if place.number.isCertain || agrees || isOnly || place.number.needsEdge && found.count >= 3 { numbers.insert(place.index) }
        }
    }
}
