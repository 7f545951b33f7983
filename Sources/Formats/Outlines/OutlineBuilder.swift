/// Puts lines together into an outline.
struct OutlineBuilder {
    var outline = Outline()
    /// Nodes in the order of their lines, with how deep they stand in the tree; their children are attached at the end.
    private var nodes: [(node: Outline.Node, depth: Int)] = []
    /// What is open, outermost first.
    private var open: [(node: Int, level: Int, isHeading: Bool)] = []
    /// The node that text goes to, nil before the first.
    private var target: Int?
    /// The number of the table that the last row belonged to.
    private var table: Int?

    mutating func addFurniture(_ line: OutlineSource.Line) {
        outline.furniture.append(Outline.Passage(text: String(line.text), line: line.number))
    }

    mutating func addContents(_ line: OutlineSource.Line) {
        outline.contents.append(Outline.Passage(text: String(line.text), line: line.number))
    }

    /// - Parameter marker: nil for a heading without number.
    mutating func addHeading(_ marker: OutlineMarker?, level: Int, _ line: OutlineSource.Line) {
        while let last = open.last, last.level > level || last.isHeading && last.level == level || !last.isHeading && !takes(last, level) {
            open.removeLast()
        }
        let hashes = line.text.prefix { $0 == "#" }.count
        let printed = line.text.prefix(marker?.length ?? (line.headingLevel == hashes ? hashes : 0))
        add(
            marker?.system == .appendix ? .appendix : .heading, level: level, marker: printed, label: marker?.label ?? "",
            system: marker?.system, number: marker.flatMap { $0.isNumbered ? $0.number : nil }, line, opens: true)
    }

    /// A speech or a decision. Numbers that stand inside it count on its own level, for it is no heading.
    mutating func addLabelled(_ label: OutlineLabel, level: Int, _ line: OutlineSource.Line) {
        while let last = open.last, last.level >= level { open.removeLast() }
        let printed = line.text.prefix(label.length)
        add(label.kind, level: level, marker: printed, label: String(printed.dropLast()).trimmed, line, opens: true)
    }

    /// Whether a list that begins now stands inside what is no heading: when that has numbers already, or announces them.
    private func takes(_ place: (node: Int, level: Int, isHeading: Bool), _ level: Int) -> Bool {
        if nodes.count > place.node + 1, nodes[place.node + 1].depth > nodes[place.node].depth { return true }
        let last = nodes[place.node].node.text.unicodeScalars.last
        return last == nil || last == "：" || last == ":"
    }

    private mutating func add(
        _ kind: Outline.Node.Kind, level: Int, marker: ArraySlice<Unicode.Scalar>, label: String, system: NumberingSystem? = nil, number: Int? = nil,
        _ line: OutlineSource.Line, opens: Bool
    ) {
        let depth = open.last.map { nodes[$0.node].depth + 1 } ?? 0
        nodes.append(
            (
                Outline.Node(
                    kind: kind, level: level, system: system, number: number, marker: String(marker), label: label, line: line.number,
                    lastLine: line.number, page: line.page, text: String(line.text.dropFirst(marker.count).drop { $0.isBlank }), children: []), depth
            ))
        table = nil
        guard opens else { return }
        target = nodes.count - 1
        open.append((nodes.count - 1, level, kind.isHeading))
    }

    mutating func addParagraph(_ line: OutlineSource.Line) {
        guard target != nil else {
            outline.preamble.append(Outline.Passage(text: String(line.text), line: line.number))
            return
        }
        append(line, glue: "\n")
    }

    mutating func append(_ line: OutlineSource.Line, glue: String) {
        if let target {
            // A title's text may stand after its number, on the next line.
            nodes[target].node.text += nodes[target].node.text.isEmpty && glue == "\n" && nodes[target].node.kind != .heading ? "" : glue
            nodes[target].node.text += String(line.text)
            nodes[target].node.lastLine = line.number
        } else if !outline.preamble.isEmpty {
            outline.preamble[outline.preamble.count - 1].text += glue + String(line.text)
        }
        table = nil
    }

    /// A row of a table, or a footnote.
    mutating func addAside(_ line: OutlineSource.Line) {
        guard target != nil else { return addParagraph(line) }
        if case .row(let number) = line.role, number == table {
            nodes[nodes.count - 1].node.text += "\n" + String(line.text)
            nodes[nodes.count - 1].node.lastLine = line.number
            return
        }
        let level = open.last.map { $0.level + ($0.isHeading ? 1 : 0) } ?? 1
        add(line.role == .footnote ? .footnote : .table, level: level, marker: [], label: "", line, opens: false)
        if case .row(let number) = line.role { table = number }
    }

    /// Label and title of every heading so far.
    var headings: [(label: String, title: String)] { nodes.filter(\.node.kind.isHeading).map { ($0.node.label, $0.node.title) } }

    /// The line of the last heading of a level that is open, 0 when there is none.
    func lastHeading(level: Int) -> Int { open.last { $0.isHeading && $0.level == level }.map { nodes[$0.node].node.line } ?? 0 }

    /// Whether text goes to a decision that has said what it decides.
    var isInFinishedDecision: Bool {
        guard let target, nodes[target].node.kind == .decision || nodes[target].node.kind == .progress else { return false }
        return nodes[target].node.text.unicodeScalars.last?.endsSentence ?? false
    }

    /// Text goes to the heading around a decision again.
    mutating func leaveDecision() {
        guard let last = open.last, !last.isHeading, open.count > 1 else { return }
        open.removeLast()
        target = open.last?.node
    }

    mutating func finish() -> Outline {
        outline.warnings = outline.warnings.enumerated().sorted { ($0.element.line, $0.offset) < ($1.element.line, $1.offset) }.map(\.element)
        guard !nodes.isEmpty else {
            outline.leftovers = outline.preamble
            outline.preamble = []
            return outline
        }
        // From the last node to the first, so that each is complete when it is given to its parent: `waiting[n]` stand n deep.
        var waiting: [[Outline.Node]] = []
        while let (last, depth) = nodes.popLast() {
            var node = last
            while waiting.count <= depth + 1 { waiting.append([]) }
            node.children = waiting[depth + 1].reversed()
            waiting[depth + 1] = []
            waiting[depth].append(node)
        }
        outline.nodes = waiting[0].reversed()
        return outline
    }
}
