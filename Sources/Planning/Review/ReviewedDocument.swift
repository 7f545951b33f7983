internal import Formats

/// A document as it came in, with what a person corrected.
struct ReviewedDocument: Sendable {
    struct Line: Sendable, Equatable {
        /// `178`, the line's number in the file; `178.1` for what was split off it.
        let key: String
        var content: SourceDocument.Line
    }

    let format: SourceDocument.Format
    private(set) var lines: [Line]
    private(set) var marks: [String: LineMark] = [:]
    private(set) var perspectives: [String: Perspective] = [:]

    init(_ document: SourceDocument) {
        format = document.format
        lines = document.lines.map { Line(key: String($0.number), content: $0) }
    }

    /// - Returns: false when it no longer makes sense: the line is not there, or the words are not in it. Nothing is changed then.
    @discardableResult
    mutating func apply(_ correction: Correction) -> Bool {
        guard let place = place(of: correction.line) else { return false }
        let key = correction.line
        switch correction {
        case .heading(_, let level): marks[key] = .heading(level: level)
        case .paragraph: marks[key] = .paragraph
        case .joined:
            guard place > 0 else { return false }
            marks[key] = .continuation
        case .furniture: marks[key] = .furniture
        case .automatic:
            marks[key] = nil
            perspectives[key] = nil
        case .split(_, let words): return split(place, before: words)
        case .wording(_, let text): lines[place].content = lines[place].content.saying(text)
        case .moved(_, let last, let after, let level):
            guard move(place, through: last, after: after) else { return false }
            marks[key] = .heading(level: level)
        case .perspective(_, let perspective): perspectives[key] = perspective
        }
        return true
    }

    /// Whether a line is left that could be part of a text.
    var hasText: Bool {
        lines.contains { line in
            marks[line.key] != .furniture && line.content.text.unicodeScalars.contains { !$0.properties.isWhitespace && $0 != "\u{200B}" }
        }
    }

    func place(of key: String) -> Int? { lines.firstIndex { $0.key == key } }

    private mutating func split(_ place: Int, before words: String) -> Bool {
        let line = lines[place]
        guard !words.isEmpty, let start = line.content.text.range(ofText: words)?.lowerBound, start > line.content.text.startIndex else {
            return false
        }
        let base = line.key.prefix { $0 != "." }
        let count = lines.count { $0.key.hasPrefix(base + ".") }
        lines[place].content = line.content.saying(String(line.content.text[..<start]))
        let rest = Line(key: "\(base).\(count + 1)", content: line.content.saying(String(line.content.text[start...])))
        lines.insert(rest, at: place + 1)
        // Where the line had been said to be something, its second half is looked at anew; otherwise it would be joined to the first again.
        marks[rest.key] = .paragraph
        return true
    }

    private mutating func move(_ first: Int, through last: String, after target: String) -> Bool {
        guard let end = place(of: last), first <= end, let goal = place(of: target), goal < first || goal > end else { return false }
        let moving = Array(lines[first...end])
        lines.removeSubrange(first...end)
        guard let place = place(of: target) else { return false }
        lines.insert(contentsOf: moving, at: place + 1)
        return true
    }

    /// The document as corrected, its lines numbered as they stand now.
    var document: SourceDocument {
        SourceDocument(format: format, lines: lines.enumerated().map { $0.element.content.numbered($0.offset + 1) })
    }

    /// What persons said of lines, by their number in ``document``.
    var numberedMarks: [Int: LineMark] {
        var numbered: [Int: LineMark] = [:]
        for (index, line) in lines.enumerated() {
            if let mark = marks[line.key] { numbered[index + 1] = mark }
        }
        return numbered
    }
}

extension SourceDocument.Line {
    fileprivate func saying(_ text: String) -> SourceDocument.Line { copy(number: number, text: text) }

    fileprivate func numbered(_ number: Int) -> SourceDocument.Line { copy(number: number, text: text) }

    private func copy(number: Int, text: String) -> SourceDocument.Line {
        SourceDocument.Line(number: number, page: page, text: text, role: role, headingLevel: headingLevel, isBold: isBold, size: size)
    }
}
