/// A paragraph while it is read.
struct DocumentParagraph {
    private(set) var text = ""
    var role = SourceDocument.Role.text
    var headingLevel: Int?
    /// The number that the program counts for it: `一、`, `1.`
    var label = ""
    private var isBold: Bool?
    private var sizes: (Double, Double)?

    mutating func add(_ text: some StringProtocol, isBold: Bool, size: Double?) {
        self.text += text
        // Blanks have no weight.
        guard text.unicodeScalars.contains(where: { !$0.isBlank }) else { return }
        self.isBold = isBold && self.isBold ?? true
        if let size { sizes = sizes.map { (min($0.0, size), max($0.1, size)) } ?? (size, size) }
    }

    var isBlank: Bool { text.unicodeScalars.allSatisfy { $0.isBlank } && label.isEmpty }

    /// A line break inside a paragraph ends a line.
    func lines(from number: Int) -> [SourceDocument.Line] {
        // `1.` must not become a decimal, nor `1` a longer number.
        let needsBlank = label.unicodeScalars.last.map { $0 == "." || $0.isWordPart } ?? false
        let whole = label + (needsBlank ? " " : "") + text
        return whole.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map { index, line in
            SourceDocument.Line(
                number: number + index, text: String(line), role: role, headingLevel: headingLevel, isBold: isBold ?? false,
                size: sizes.flatMap { $0.0 == $0.1 ? $0.0 : nil })
        }
    }
}

/// The lines of an ODT or DOCX while it is read: paragraphs one after the other, tables by rows, footnotes after the paragraph they belong to.
struct DocumentBody {
    private(set) var lines: [SourceDocument.Line] = []
    private var open: [DocumentParagraph] = []
    private var tables: [[[[DocumentParagraph]]]] = []
    private var notes: [DocumentParagraph] = []
    private var tableCount = 0
    private var size = 0
    private let limit: Int
    /// Whether there was more text than is read.
    private(set) var overflows = false

    init(limit: Int) {
        self.limit = limit
    }

    mutating func beginParagraph(_ paragraph: DocumentParagraph) { open.append(paragraph) }

    mutating func add(_ text: some StringProtocol, isBold: Bool = false, size: Double? = nil) {
        guard !open.isEmpty else { return }
        self.size += text.utf8.count
        guard self.size <= limit else {
            overflows = true
            return
        }
        open[open.count - 1].add(text, isBold: isBold, size: size)
    }

    mutating func endParagraph() {
        guard let paragraph = open.popLast() else { return }
        if paragraph.role == .footnote {
            notes.append(paragraph)
        } else {
            place(paragraph)
        }
        flushNotes()
    }

    private mutating func place(_ paragraph: DocumentParagraph) {
        if let table = tables.indices.last {
            guard let row = tables[table].indices.last, let cell = tables[table][row].indices.last else { return }
            tables[table][row][cell].append(paragraph)
        } else {
            emit(paragraph)
        }
    }

    /// Not in the middle of a sentence or of a table.
    private mutating func flushNotes() {
        guard open.isEmpty, tables.isEmpty else { return }
        for note in notes where !note.isBlank { emit(note) }
        notes = []
    }

    private mutating func emit(_ paragraph: DocumentParagraph) {
        lines += paragraph.lines(from: lines.count + 1)
    }

    mutating func beginTable() { tables.append([]) }
    mutating func beginRow() { if let table = tables.indices.last { tables[table].append([]) } }
    mutating func beginCell() {
        guard let table = tables.indices.last else { return }
        if tables[table].isEmpty { tables[table].append([]) }
        tables[table][tables[table].count - 1].append([])
    }

    /// A table of one column is a frame around text, and its paragraphs are paragraphs.
    mutating func endTable() {
        guard let rows = tables.popLast() else { return }
        let isFrame = rows.allSatisfy { $0.count <= 1 }
        if isFrame {
            for paragraph in rows.joined().joined() { place(paragraph) }
        } else {
            tableCount += 1
            for row in rows {
                let cells = row.map { cell in
                    cell.filter { !$0.isBlank }.flatMap { $0.lines(from: 1) }
                        .map { $0.text.replacing("\t", with: " ").trimmed }.filter { !$0.isEmpty }.joined(separator: " ")
                }
                guard cells.contains(where: { !$0.isEmpty }) else { continue }
                var paragraph = DocumentParagraph()
                paragraph.role = tables.isEmpty ? .row(table: tableCount) : .text
                paragraph.add(cells.joined(separator: "\t"), isBold: false, size: nil)
                place(paragraph)
            }
        }
        flushNotes()
    }

    /// Headers and footers, each text once.
    mutating func addFurniture(_ texts: [String]) {
        var seen: Set<String> = []
        for text in texts where seen.insert(text).inserted {
            var paragraph = DocumentParagraph()
            paragraph.role = .furniture
            paragraph.add(text, isBold: false, size: nil)
            if !paragraph.isBlank { emit(paragraph) }
        }
    }

    /// Closes what a damaged file left open.
    mutating func finish(_ format: SourceDocument.Format) throws(DocumentError) -> SourceDocument {
        guard !overflows else { throw .swells(format) }
        return SourceDocument(format: format, lines: lines)
    }
}
