extension Outline {
    /// All nodes, each before its children.
    public var allNodes: [Node] {
        var result: [Node] = []
        func add(_ nodes: [Node]) {
            for node in nodes {
                result.append(node)
                add(node.children)
            }
        }
        add(nodes)
        return result
    }

    /// One heading a line, two blanks a level: `  一、落實開放政府`.
    public func tree() -> String {
        var text = ""
        for node in allNodes {
            text += String(repeating: "  ", count: node.level - 1) + node.marker
            // Chinese punctuation carries its own blank.
            if let last = node.marker.unicodeScalars.last, !last.isWide { text += " " }
            text += node.title + "\n"
        }
        return text
    }

    /// The columns `level,number,title,line`; `number` is as printed, without punctuation.
    public func csv() -> [UInt8] {
        var bytes: [UInt8] = []
        CSV.append(["level", "number", "title", "line"], to: &bytes)
        for node in allNodes { CSV.append([String(node.level), node.label, node.title, String(node.line)], to: &bytes) }
        return bytes
    }

    /// `preamble`, `nodes`, `furniture`, `leftovers` and `warnings`; a node has `level`, `number` (as in the CSV), `marker`, `title`, `text`,
    /// `line` and `children`.
    public func json(_ language: MessageLanguage) -> JSON {
        func passages(_ passages: [Passage]) -> JSON { .array(passages.map { ["line": .int(Int64($0.line)), "text": .string($0.text)] }) }
        return [
            "preamble": passages(preamble), "nodes": .array(nodes.map(\.json)), "furniture": passages(furniture), "leftovers": passages(leftovers),
            "warnings": .array(warnings.map { ["line": .int(Int64($0.line)), "message": .string($0.message(language))] }),
        ]
    }
}

extension Outline.Node {
    fileprivate var json: JSON {
        [
            "level": .int(Int64(level)), "number": .string(label), "marker": .string(marker), "title": .string(title), "text": .string(text),
            "line": .int(Int64(line)), "children": .array(children.map(\.json)),
        ]
    }
}
