internal import Formats

extension PlanReader {
    /// The goals of a section. They may be gathered under headings that are only a 面向.
    mutating func goals(in nodes: [Outline.Node], _ kind: GoalKind, perspective: Perspective?) -> [PlanDraft.Goal] {
        var goals: [PlanDraft.Goal] = []
        for node in nodes {
            guard node.kind.isHeading else {
                leave(node.wholeText, node.line)
                continue
            }
            if let gathering = Perspective(heading: node.title), !node.children.isEmpty {
                leave(node.remainder, node.line)
                goals += self.goals(in: node.children, kind, perspective: gathering)
            } else {
                goals.append(goal(node, kind, perspective: perspective))
            }
        }
        return goals
    }

    private mutating func goal(_ node: Outline.Node, _ kind: GoalKind, perspective: Perspective?) -> PlanDraft.Goal {
        let heading = node.text.prefix { $0 != "\n" }
        var goal = PlanDraft.Goal(
            kind: kind, perspective: perspective, number: node.number ?? 0, title: node.title, text: node.remainder,
            items: node.headings.map { PlanDraft.Item(number: $0.number ?? 0, text: $0.textWithChildren, line: $0.line) }, line: node.line)
        for aside in node.children where !aside.kind.isHeading { leave(aside.wholeText, aside.line) }
        if let bracket = Perspective.bracket(in: heading) {
            goal.perspective = bracket.perspective
            goal.title = String(heading[..<bracket.range.lowerBound]).trimmingColons
            goal.text = (String(heading[bracket.range.upperBound...]).trimmingColons + node.text[heading.endIndex...]).trimmed
        }
        if goal.perspective == nil { draft.warnings.append(.noPerspective(line: node.line, goal: goal.title)) }
        return goal
    }
}

extension Perspective {
    /// The 面向 that a heading is: 業務成果面向, 業務成果構面, 業務成果.
    fileprivate init?(heading: String) {
        var heading = heading.folded
        for suffix in ["面向", "構面"] where heading.hasSuffix(suffix) { heading.removeLast(suffix.count) }
        guard let perspective = Self.allCases.first(where: { $0.chinese == heading }) else { return nil }
        self = perspective
    }

    /// The last bracket of a heading that names a 面向, with its brackets.
    fileprivate static func bracket(in heading: Substring) -> (range: Range<String.Index>, perspective: Perspective)? {
        var found: (Range<String.Index>, Perspective)?
        var opened: String.Index?
        for index in heading.indices {
            if "（(【〔[".contains(heading[index]) {
                opened = index
            } else if "）)】〕]".contains(heading[index]), let start = opened {
                let inside = heading[heading.index(after: start)..<index]
                if let perspective = Perspective(heading: String(inside)) { found = (start..<heading.index(after: index), perspective) }
                opened = nil
            }
        }
        return found
    }
}

extension Outline.Node {
    /// Without the number, but with everything under it on lines of its own.
    fileprivate var textWithChildren: String {
        ([text] + children.map(\.wholeText)).joined(separator: "\n")
    }
}

extension String {
    fileprivate var trimmingColons: String {
        var text = self[...]
        while let first = text.first, first.isWhitespace || first == "：" || first == ":" { text.removeFirst() }
        while let last = text.last, last.isWhitespace || last == "：" || last == ":" { text.removeLast() }
        return String(text)
    }
}
