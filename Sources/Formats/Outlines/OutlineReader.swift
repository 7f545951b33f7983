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

struct OutlineReader {
    private let source: OutlineSource
    private let marks: [Int: LineMark]
    let joining: OutlineJoining
    private let furniture: OutlineFurniture
    private let contents: OutlineContents
    /// What every line is, before its number is looked at.
    private let transcript: OutlineTranscript
    private let typography: OutlineTypography
    private let check: OutlineContentsCheck
    let body: OutlineLines
    var series: OutlineSeries
    var builder = OutlineBuilder()
    /// The last line of text, which the next may go on with.
    private var previous: OutlineSource.Line?
    private var pageEnded = false
    /// How many levels are open around the speeches.
    private var speechDepth: Int?

    init(_ source: OutlineSource, _ marks: [Int: LineMark]) {
        self.source = source
        self.marks = marks
        let usualGap = OutlineJoining.usualGap(source.lines)
        let furniture = OutlineFurniture(source, usualGap: usualGap)
        self.furniture = furniture
        contents = OutlineContents(source) { index in furniture.verdicts[index] != .furniture && marks[source.lines[index].number] == nil }
        let (contents, lines) = (contents, source.lines)
        let running = lines.indices.filter { index in
            let role = lines[index].role
            return marks[lines[index].number] != .furniture && (role == .text || role == .contents) && furniture.verdicts[index] != .furniture
                && !contents.lines.contains(index)
        }
        joining = OutlineJoining(running.map { lines[$0] }, usualGap: usualGap)
        body = OutlineLines(lines, running, joining)
        series = OutlineSeries(body.candidates)
        transcript = OutlineTranscript(lines)
        typography = OutlineTypography(lines)
        check = OutlineContentsCheck(contents.entries)
    }

    mutating func read() -> Outline {
        for (index, line) in source.lines.enumerated() {
            if line.startsPage { pageEnded = true }
            if let mark = marks[line.number], mark != .furniture {
                follow(mark, line)
            } else if marks[line.number] == .furniture || furniture.verdicts[index] == .furniture {
                builder.addFurniture(line)
                pageEnded = true
                continue
            } else if contents.lines.contains(index) {
                builder.addContents(line)
                continue
            } else if line.role != .text && line.role != .contents {
                builder.addAside(line)
                continue
            } else {
                understand(line, at: index)
            }
            previous = line
            pageEnded = false
        }
        builder.outline.warnings += check.warnings(builder.headings)
        return builder.finish()
    }

    private mutating func understand(_ line: OutlineSource.Line, at index: Int) {
        if furniture.verdicts[index] == .numberInText {
            builder.outline.warnings.append(.numberKept(line: line.number, text: String(line.text)))
        }
        if let marker = line.marker {
            if let level = level(of: marker, on: line, at: index) {
                return addHeading(marker, level: level, line)
            }
        } else if let label = OutlineLabel(minutes: line.text), !(previous?.text.last?.wantsMore ?? false) {
            return addLabelled(label, line, at: index)
        } else if let label = transcript.label(line, at: index), !isInSentence(line) {
            return addLabelled(label, line, at: index)
        } else if let rank = typography.heading(line, isBeforeNumbers: series.depth == 0) {
            return addHeading(nil, level: series.place(rank), line)
        } else if check.isUnnumberedHeading(line) {
            // It stands beside the chapters and has no part in their count.
            series.leave(to: 1)
            return addHeading(nil, level: 1, line)
        }
        addText(line)
    }

    private mutating func addHeading(_ marker: OutlineMarker?, level: Int, _ line: OutlineSource.Line) {
        if let depth = speechDepth, level <= depth { speechDepth = nil }
        if level <= series.depth { series.note(typography.rank(line)) }
        builder.addHeading(marker, level: level, line)
    }

    /// Nil when the line is text, which is then warned of.
    private mutating func level(of marker: OutlineMarker, on line: OutlineSource.Line, at index: Int) -> Int? {
        let printed = String(line.text.prefix(marker.length))
        guard let candidate = body.candidate(at: index) else {
            if !marker.isWord, marker.system != .appendix, !line.isAligned {
                builder.outline.warnings.append(.insideSentence(line: line.number, marker: printed))
            }
            return nil
        }
        if let rank = typography.rank(line) { series.closeUnnumbered(rank) }
        switch series.place(candidate, isFirst: previous == nil, isAnnounced: previous?.text.last.map { $0 == "：" || $0 == ":" } ?? false) {
        case .level(let level, let doubt):
            if let warning = warning(doubt, printed, marker, line, at: index, level: level) { builder.outline.warnings.append(warning) }
            return level
        case .refused(let expected):
            if check.contains(line) { return series.force(marker) }
            if !marker.isWord || expected != nil {
                builder.outline.warnings.append(.notInSeries(line: line.number, marker: printed, expected: expected))
            }
            return nil
        }
    }

    private func warning(
        _ doubt: OutlineSeries.Doubt, _ printed: String, _ marker: OutlineMarker, _ line: OutlineSource.Line, at index: Int, level: Int
    ) -> OutlineWarning? {
        switch doubt {
        case .none: nil
        case .gap(let expected):
            .gap(
                line: line.number, marker: printed, expected: expected,
                lost: body.lostHeading(before: index, after: builder.lastHeading(level: level)))
        case .repeated: .repeated(line: line.number, marker: printed)
        case .restarts(let last): .restarts(line: line.number, marker: printed, after: last)
        case .outOfOrder(let expected): .outOfOrder(line: line.number, marker: printed, expected: expected)
        case .startsLate: .startsLate(line: line.number, marker: printed)
        }
    }

    private mutating func addLabelled(_ label: OutlineLabel, _ line: OutlineSource.Line, at index: Int) {
        if label.kind == .speech {
            if let depth = speechDepth { series.leave(to: depth) } else { speechDepth = series.depth }
        }
        // A list that begins again stands where it stood before, and what announces it stands there too.
        let isOnlyLabel = label.length == line.text.count
        let level = (isOnlyLabel ? body.next(after: index).flatMap { series.levelOfRestart($0) } : nil) ?? series.depth + 1
        builder.addLabelled(label, level: level, line)
    }

    /// Whether the line goes on with a sentence that was wrapped.
    private func isInSentence(_ line: OutlineSource.Line) -> Bool {
        guard let previous, let last = previous.text.last else { return false }
        return !last.endsSentence && line.gap == 0 && joining.isFull(previous, before: line)
    }

    /// Does as a person said.
    private mutating func follow(_ mark: LineMark, _ line: OutlineSource.Line) {
        switch mark {
        case .heading(let level): builder.addHeading(line.marker, level: series.place(line.marker, at: level), line)
        case .continuation:
            if let left = previous?.text.last, let right = line.text.first {
                builder.append(line, glue: joining.glue(left, right))
            } else {
                builder.addParagraph(line)
            }
        case .paragraph, .furniture: builder.addParagraph(line)
        }
    }

    private mutating func addText(_ line: OutlineSource.Line) {
        if line.gap > joining.usualGap, !pageEnded, builder.isInFinishedDecision { builder.leaveDecision() }
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
