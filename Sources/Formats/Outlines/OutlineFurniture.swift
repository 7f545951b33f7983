/// Tells page numbers and running headers and footers from text, by form, place and repetition.
struct OutlineFurniture {
    enum Verdict {
        case text
        case furniture
        /// Only a number, but text.
        case numberInText
    }

    private(set) var verdicts: [Verdict]
    private let lines: [OutlineSource.Line]
    /// The gap that most lines have before them: a document may have an empty line after every line.
    private let usualGap: Int
    private let isPaged: Bool
    private var lastPage: Int?
    /// What is printed less what is counted, as most pages at whose edge a number stands have it.
    private var offset: Int?

    init(_ source: OutlineSource, usualGap: Int) {
        lines = source.lines
        self.usualGap = usualGap
        isPaged = lines.contains { $0.startsPage }
        verdicts = lines.map { $0.role == .furniture ? .furniture : .text }
        if isPaged {
            let pages = OutlinePages(lines)
            for index in pages.running { verdicts[index] = .furniture }
            offset = pages.offset
            for index in pages.numbers { verdicts[index] = .furniture }
        }
        let chain = Self.chain(lines)
        for index in chain where verdicts[index] == .text { verdicts[index] = .furniture }
        judgeNumbers()
        if !isPaged { findCompanions() }
    }

    /// In the order of the lines, for page numbers count on.
    private mutating func judgeNumbers() {
        var previous: OutlineSource.Line?
        for (index, line) in lines.enumerated() {
            if verdicts[index] == .furniture {
                if let page = PageNumber(line.text) { lastPage = page.number }
                continue
            }
            if line.role == .text, let page = PageNumber(line.text), !page.needsEdge {
                if isFurniture(page, at: index, after: previous) {
                    lastPage = page.number
                    verdicts[index] = .furniture
                    continue
                }
                verdicts[index] = .numberInText
            }
            previous = line
        }
    }

    /// Bare numbers that count up by one, three or more, with text between them.
    private static func chain(_ lines: [OutlineSource.Line]) -> [Int] {
        var result: [Int] = []
        var run: [(index: Int, number: Int)] = []
        func close() {
            if run.count >= 3, run[run.count - 1].index - run[0].index >= run.count * 6 { result += run.map(\.index) }
            run = []
        }
        for (index, line) in lines.enumerated() where line.role == .text {
            guard let page = PageNumber(line.text), !page.needsEdge else { continue }
            if let last = run.last, page.number != last.number + 1 { close() }
            run.append((index, page.number))
        }
        close()
        return result
    }

    private func isFurniture(_ page: PageNumber, at index: Int, after previous: OutlineSource.Line?) -> Bool {
        if page.isCertain { return true }
        let endsSentence = previous?.text.last.map { $0.endsSentence } ?? true
        return standsApart(at: index) || page.number == lastPage.map { $0 + 1 } || endsSentence && !standsInTable(at: index)
    }

    /// At the edge of the document, or between gaps that are wider than usual. Edges of pages were seen to before.
    private func standsApart(at index: Int) -> Bool {
        let line = lines[index]
        if index == 0 || index + 1 == lines.count { return true }
        // Where other pages count, a number that does not is none.
        if line.startsPage || lines[index + 1].startsPage { return offset == nil }
        return line.gap > usualGap && lines[index + 1].gap > usualGap && !standsInTable(at: index)
    }

    private func standsInTable(at index: Int) -> Bool {
        index > 0 && lines[index - 1].isAligned || index + 1 < lines.count && lines[index + 1].isAligned
    }

    /// Without form feeds, a header or footer is a line that stands beside page numbers each time it is there, three times or more.
    private mutating func findCompanions() {
        var beside: [String: [Int]] = [:]
        for (index, verdict) in verdicts.enumerated() where verdict == .furniture {
            for neighbour in [index - 1, index + 1] where lines.indices.contains(neighbour) && verdicts[neighbour] == .text {
                beside[OutlinePages.shape(lines[neighbour].text), default: []].append(neighbour)
            }
        }
        let often = beside.filter { $0.value.count >= 3 && !$0.key.isEmpty }
        guard !often.isEmpty else { return }
        var all: [String: Int] = [:]
        for line in lines {
            let shape = OutlinePages.shape(line.text)
            if often[shape] != nil { all[shape, default: 0] += 1 }
        }
        for (shape, places) in often where all[shape] == places.count {
            for place in places.dropFirst(lines[places[0]].marker == nil ? 0 : 1) { verdicts[place] = .furniture }
        }
    }
}
