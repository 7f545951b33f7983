extension Outline {
    /// Reads a document's outline. Time grows with length. Doubts about single lines become ``warnings``.
    /// - Parameter marks: what a person says of single lines, by their number.
    /// - Throws: ``DocumentError/empty`` when no line has text.
    public init(of document: SourceDocument, marks: [Int: LineMark] = [:]) throws(DocumentError) {
        let source = OutlineSource(document)
        guard !source.lines.isEmpty else { throw .empty }
        var reader = OutlineReader(source, marks)
        self = reader.read()
    }

    /// Reads the outline of a plain text that is in memory; see ``DocumentReader`` for files.
    public init(reading bytes: [UInt8]) throws(DocumentError) {
        try self.init(of: SourceDocument(text: bytes))
    }
}

private struct OutlineReader {
    private let source: OutlineSource
    private let marks: [Int: LineMark]
    private let joining: OutlineJoining
    private var furnitureJudge: OutlineFurniture
    private var series = OutlineSeries()
    private var builder = OutlineBuilder()
    /// The last line of text, which the next may go on with.
    private var previous: OutlineSource.Line?
    private var pageEnded = false

    init(_ source: OutlineSource, _ marks: [Int: LineMark]) {
        self.source = source
        self.marks = marks
        joining = OutlineJoining(source)
        furnitureJudge = OutlineFurniture(source, usualGap: joining.usualGap)
    }

    mutating func read() -> Outline {
        for (index, line) in source.lines.enumerated() {
            if line.startsPage { pageEnded = true }
            if let mark = marks[line.number], mark != .furniture {
                follow(mark, line)
                previous = line
                pageEnded = false
                continue
            }
            if marks[line.number] == .furniture {
                builder.addFurniture(line)
                pageEnded = true
                continue
            }
            switch furnitureJudge.judge(at: index, after: previous) {
            case .furniture:
                builder.addFurniture(line)
                pageEnded = true
                continue
            case .numberInText: builder.outline.warnings.append(.numberKept(line: line.number, text: String(line.text)))
            case .text: break
            }
            if let marker = line.marker, let level = level(of: marker, on: line) {
                builder.addNode(marker, level: level, line)
            } else {
                addText(line)
            }
            previous = line
            pageEnded = false
        }
        return builder.finish()
    }

    /// Does as a person said.
    private mutating func follow(_ mark: LineMark, _ line: OutlineSource.Line) {
        switch mark {
        case .heading(let level): builder.addNode(line.marker, level: series.place(line.marker, at: level), line)
        case .continuation:
            if let left = previous?.text.last, let right = line.text.first {
                builder.append(line, glue: joining.glue(left, right))
            } else {
                builder.addParagraph(line)
            }
        case .paragraph, .furniture: builder.addParagraph(line)
        }
    }

    /// Nil when the line is text, which is then warned of.
    private mutating func level(of marker: OutlineMarker, on line: OutlineSource.Line) -> Int? {
        let printed = String(line.text.prefix(marker.length))
        guard !marker.isEnumeration, !(previous.map { joining.goesOn(after: $0, with: marker) } ?? false) else {
            builder.outline.warnings.append(.insideSentence(line: line.number, marker: printed))
            return nil
        }
        switch series.place(marker, mayStartLate: previous == nil) {
        case .level(let level):
            if previous == nil && marker.number != 1 { builder.outline.warnings.append(.startsLate(line: line.number, marker: printed)) }
            return level
        case .refused(let expected):
            builder.outline.warnings.append(.notInSeries(line: line.number, marker: printed, expected: expected))
            return nil
        }
    }

    private mutating func addText(_ line: OutlineSource.Line) {
        guard let previous, let left = previous.text.last, let right = line.text.first,
            joining.belongs(line, to: previous, acrossPages: pageEnded)
        else { return builder.addParagraph(line) }
        builder.append(line, glue: previous.isOnlyMarker ? "" : joining.glue(left, right))
    }
}

extension String {
    init(_ scalars: ArraySlice<Unicode.Scalar>) {
        self.init(String.UnicodeScalarView(scalars))
    }
}
