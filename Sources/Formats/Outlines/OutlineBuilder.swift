/// Puts lines together into an outline.
struct OutlineBuilder {
    var outline = Outline()
    /// Nodes in the order of their lines; their children are attached at the end.
    private var nodes: [Outline.Node] = []

    mutating func addFurniture(_ line: OutlineSource.Line) {
        outline.furniture.append(Outline.Passage(text: String(line.text), line: line.number))
    }

    /// - Parameter marker: nil for a heading without number.
    mutating func addNode(_ marker: OutlineMarker?, level: Int, _ line: OutlineSource.Line) {
        let printed = line.text.prefix(marker?.length ?? 0)
        nodes.append(
            Outline.Node(
                kind: .heading, level: level, system: marker?.system, number: marker?.number, marker: String(printed), label: marker?.label ?? "",
                line: line.number, lastLine: line.number, page: line.page,
                text: String(line.text.dropFirst(printed.count).drop { $0.isBlank }), children: []))
    }

    mutating func addParagraph(_ line: OutlineSource.Line) {
        if nodes.isEmpty {
            outline.preamble.append(Outline.Passage(text: String(line.text), line: line.number))
        } else {
            append(line, glue: "\n")
        }
    }

    mutating func append(_ line: OutlineSource.Line, glue: String) {
        if !nodes.isEmpty {
            nodes[nodes.count - 1].text += glue + String(line.text)
            nodes[nodes.count - 1].lastLine = line.number
        } else if !outline.preamble.isEmpty {
            outline.preamble[outline.preamble.count - 1].text += glue + String(line.text)
        }
    }

    mutating func finish() -> Outline {
        guard !nodes.isEmpty else {
            outline.leftovers = outline.preamble
            outline.preamble = []
            return outline
        }
        // From the last node to the first, so that each is complete when it is given to its parent: `waiting[n]` are nodes of level n + 1.
        var waiting: [[Outline.Node]] = []
        while var node = nodes.popLast() {
            while waiting.count <= node.level { waiting.append([]) }
            node.children = waiting[node.level].reversed()
            waiting[node.level] = []
            waiting[node.level - 1].append(node)
        }
        outline.nodes = waiting[0].reversed()
        return outline
    }
}
