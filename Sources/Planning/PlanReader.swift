public import Formats

extension PlanDraft {
    /// Finds a plan in a numbered document by the words of its headings, whatever their numbering. Nothing is made up: what is not there is a warning.
    /// - Throws: ``PlanError`` when the document is no plan.
    public init(from outline: Outline) throws(PlanError) {
        var reader = PlanReader(outline)
        self = try reader.read()
    }
}

struct PlanReader {
    private let outline: Outline
    var draft = PlanDraft()
    private var found: Set<PlanPart> = []
    private var commonGoals: [PlanDraft.Goal] = []

    init(_ outline: Outline) {
        self.outline = outline
    }

    mutating func read() throws(PlanError) -> PlanDraft {
        readPreamble(outline.preamble)
        draft.warnings += outline.warnings.map { .outline($0) }
        for node in outline.nodes { readSection(node) }
        let missing = PlanPart.allCases.filter { !found.contains($0) }
        guard found.count >= 2, found.contains(.priorities) || found.contains(.keyGoals) || found.contains(.commonGoals) else {
            throw .notAPlan(notFound: missing)
        }
        draft.goals += commonGoals
        draft.warnings += missing.map { .missing($0) }
        draft.leftovers += outline.leftovers
        findIndicators()
        return draft
    }

    private mutating func readSection(_ node: Outline.Node) {
        let (parts, body) = Self.parts(of: node)
        switch parts {
        case [.mission]: take(.mission, \.mission, node, body)
        case [.vision]: take(.vision, \.vision, node, body)
        case [.priorities]:
            found.insert(.priorities)
            leave(body, node.line)
            draft.priorities += node.headings.map(Self.priority)
            for aside in node.children where !aside.kind.isHeading { leave(aside.wholeText, aside.line) }
        case [.keyGoals]: takeGoals(.keyGoals, node, body)
        case [.commonGoals]: takeGoals(.commonGoals, node, body)
        case []: readUnknown(node)
        default: readContainer(node, parts, body)
        }
    }

    /// The parts that a node's heading names, and what follows the heading.
    private static func parts(of node: Outline.Node) -> (parts: [PlanPart], body: String) {
        let parts = PlanPart.named(by: node.title)
        // 壹、使命 本會為…: a blank instead of a line break.
        let word = node.text.prefix { !$0.isWhitespace }
        let first = PlanPart.named(by: String(word))
        if !first.isEmpty, first.count >= parts.count, word.count < node.title.count {
            return (first, String(node.text.dropFirst(word.count)).trimmed)
        }
        if !parts.isEmpty { return (parts, node.remainder) }
        if let opening = PlanPart.opening(node.text) { return ([opening.part], opening.rest.trimmed) }
        return ([], "")
    }

    private mutating func take(_ part: PlanPart, _ place: WritableKeyPath<PlanDraft, String?>, _ node: Outline.Node, _ body: String) {
        guard draft[keyPath: place] == nil else {
            draft.warnings.append(.repeated(part, line: node.line))
            return leave(node.wholeText, node.line)
        }
        let text = ([body] + node.children.map(\.wholeText)).filter { !$0.isEmpty }.joined(separator: "\n")
        // A heading without text under it is not the part.
        guard !text.isEmpty else { return leave(node.wholeText, node.line) }
        draft[keyPath: place] = text
        found.insert(part)
    }

    private mutating func takeGoals(_ part: PlanPart, _ node: Outline.Node, _ body: String) {
        found.insert(part)
        leave(body, node.line)
        let goals = goals(in: node.children, part == .keyGoals ? .key : .common, perspective: nil)
        if part == .keyGoals { draft.goals += goals } else { commonGoals += goals }
    }

    /// A heading that names several parts: they stand under it, or else its goals are not told apart.
    private mutating func readContainer(_ node: Outline.Node, _ parts: [PlanPart], _ body: String) {
        let areTold = node.children.contains { child in !Self.parts(of: child).parts.isEmpty }
        if areTold {
            leave(body, node.line)
            for child in node.children { readSection(child) }
        } else if parts.contains(.keyGoals) {
            draft.warnings.append(.kindUnclear(line: node.line))
            takeGoals(.keyGoals, node, body)
        } else {
            leave(node.wholeText, node.line)
        }
    }

    /// A chapter without a name that is known: its sections may have one.
    private mutating func readUnknown(_ node: Outline.Node) {
        guard node.children.contains(where: { !Self.parts(of: $0).parts.isEmpty }) else { return leave(node.wholeText, node.line) }
        leave(node.marker + node.text, node.line)
        for child in node.children { readSection(child) }
    }

    private static func priority(_ node: Outline.Node) -> PlanDraft.Priority {
        let text = ([node.remainder] + node.children.map(\.wholeText)).filter { !$0.isEmpty }.joined(separator: "\n")
        return PlanDraft.Priority(number: node.number ?? 0, title: node.title, text: text, line: node.line)
    }

    mutating func leave(_ text: String, _ line: Int) {
        if !text.isEmpty { draft.leftovers.append(Outline.Passage(text: text, line: line)) }
    }
}

extension Outline.Node {
    /// With the number, and with everything under it on lines of its own.
    var wholeText: String {
        ([marker + text] + children.map(\.wholeText)).joined(separator: "\n")
    }
}
