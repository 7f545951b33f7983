internal import Formats

/// Lines of the source that were understood as one thing.
struct ReviewRow: Sendable {
    enum Reading: Sendable {
        case node(Outline.Node)
        /// Before the first heading.
        case preamble
        /// Goes on with what stood before a page ended.
        case continuation
        case furniture
        case contents
        /// Text that nothing was made of.
        case leftover
    }

    struct Line: Sendable {
        /// Where it stands now, from 1, as doubts tell it.
        let number: Int
        /// What corrections name it by.
        let key: String
        let text: String
    }

    let reading: Reading
    fileprivate(set) var lines: [Line]

    /// Its first line.
    var first: Line { lines[0] }

    /// A longer passage goes on in the next row, so that a page of rows is never a whole book.
    private static let mostLines = 50

    /// Every line with text in order, gathered by what it was understood as.
    static func all(_ understanding: Understanding) -> [ReviewRow] {
        let outline = understanding.outline
        var nodes: [Int: Outline.Node] = [:]
        for node in outline.allNodes { nodes[node.line] = node }
        let furniture = Set(outline.furniture.map(\.line))
        let contents = Set(outline.contents.map(\.line))
        let preamble = Set(outline.preamble.map(\.line))
        let leftovers = Set(outline.leftovers.map(\.line))
        var rows: [ReviewRow] = []
        var isInterrupted = false
        for (index, source) in understanding.document.lines.enumerated() where !source.content.text.allSatisfy(\.isWhitespace) {
            let number = index + 1
            let line = Line(number: number, key: source.key, text: source.content.text)
            let isPageMatter = furniture.contains(number) || contents.contains(number)
            if let node = nodes[number] {
                rows.append(ReviewRow(reading: .node(node), lines: [line]))
            } else if furniture.contains(number) {
                rows.append(ReviewRow(reading: .furniture, lines: [line]))
            } else if contents.contains(number) {
                rows.append(ReviewRow(reading: .contents, lines: [line]))
            } else if preamble.contains(number) {
                rows.append(ReviewRow(reading: .preamble, lines: [line]))
            } else if leftovers.contains(number) {
                rows.append(ReviewRow(reading: .leftover, lines: [line]))
            } else if isInterrupted || rows.isEmpty || rows[rows.count - 1].lines.count >= mostLines {
                rows.append(ReviewRow(reading: .continuation, lines: [line]))
            } else {
                rows[rows.count - 1].lines.append(line)
            }
            isInterrupted = isPageMatter
        }
        return rows
    }
}

extension Outline {
    /// Every node in the order of the text.
    var allNodes: [Node] {
        var all: [Node] = []
        func add(_ nodes: [Node]) {
            for node in nodes {
                all.append(node)
                add(node.children)
            }
        }
        add(nodes)
        return all
    }
}

extension Outline.Node {
    /// The last line of everything under it.
    var lastLineOfAll: Int { children.map(\.lastLineOfAll).max().map { max($0, lastLine) } ?? lastLine }
}
