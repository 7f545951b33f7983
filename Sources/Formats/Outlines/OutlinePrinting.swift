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

    /// One node a line, two blanks for each it stands in: `  一、落實開放政府`. Tables and footnotes are not shown.
    public func tree() -> String {
        var text = ""
        func add(_ nodes: [Node], _ indent: String) {
            for node in nodes where node.kind != .table && node.kind != .footnote {
                text += indent + node.marker
                // Chinese punctuation carries its own blank.
                if let last = node.marker.unicodeScalars.last, !last.isWide { text += " " }
                text += node.title + "\n"
                add(node.children, indent + "  ")
            }
        }
        add(nodes, "")
        return text
    }

    /// Headings only. The columns `level,number,title,line`; `number` is as printed, without punctuation.
    public func csv() -> [UInt8] {
        var bytes: [UInt8] = []
        CSV.append(["level", "number", "title", "line"], to: &bytes)
        for node in allNodes where node.kind.isHeading { CSV.append([String(node.level), node.label, node.title, String(node.line)], to: &bytes) }
        return bytes
    }

    /// `preamble`, `nodes`, `contents`, `furniture`, `leftovers` and `warnings`; a node has `kind`, `level`, `number` (as in the CSV), `marker`,
    /// `title`, `text`, `line`, `lastLine`, `page` (null without pages) and `children`.
    public func json(_ language: MessageLanguage) -> JSON {
        func passages(_ passages: [Passage]) -> JSON { .array(passages.map { ["line": .int(Int64($0.line)), "text": .string($0.text)] }) }
        return [
            "preamble": passages(preamble), "nodes": .array(nodes.map(\.json)), "contents": passages(contents),
            "furniture": passages(furniture), "leftovers": passages(leftovers),
            "warnings": .array(warnings.map { ["line": .int(Int64($0.line)), "message": .string($0.message(language))] }),
        ]
    }
}

extension Outline.Node {
    fileprivate var json: JSON {
        [
            "kind": .string(kind.rawValue), "level": .int(Int64(level)), "number": .string(label), "marker": .string(marker), "title": .string(title),
            "text": .string(text),
            "line": .int(Int64(line)), "lastLine": .int(Int64(lastLine)), "page": page.map { .int(Int64($0)) } ?? .null,
            "children": .array(children.map(\.json)),
        ]
    }
}
