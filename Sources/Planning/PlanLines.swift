internal import Crypto
internal import Storage

/// A draft's lines with their keys.
struct PlanLines: Sendable {
    private(set) var lines: [PlanLine] = []
    private(set) var indicators: [ProposedIndicator] = []

    /// What was edited, with the keys it has.
    init(lines: [PlanLine], indicators: [ProposedIndicator]) {
        self.lines = lines
        self.indicators = indicators
    }

    /// - Parameter keys: of the version before, if there is one.
    init(_ draft: PlanDraft, keys: LineKeys = LineKeys()) {
        var keys = keys
        let priorities = keys.known(.priority, draft.priorities.map { $0.title + $0.text })
        let goals = Self.knownGoals(draft, keys)
        let items = keys.known(.item, draft.goals.flatMap { $0.items.map(\.text) })
        for (index, priority) in draft.priorities.enumerated() {
            add(priorities[index] ?? keys.fresh("p", index + 1), .priority, number: priority.number, title: priority.title, text: priority.text)
        }
        var counts: [GoalKind: Int] = [:]
        var itemPlace = 0
        for (place, goal) in draft.goals.enumerated() {
            counts[goal.kind, default: 0] += 1
            let id = goals[place] ?? keys.fresh(goal.kind == .key ? "g" : "c", counts[goal.kind, default: 0])
            add(id, .goal, number: goal.number, goalKind: goal.kind, perspective: goal.perspective, title: goal.title, text: goal.text)
            for (index, item) in goal.items.enumerated() {
                add(items[itemPlace] ?? keys.fresh("\(id)-", index + 1), .item, parent: id, number: item.number, title: "", text: item.text)
                itemPlace += 1
            }
            for indicator in draft.indicators where indicator.goal == place {
                indicators.append(
                    ProposedIndicator(
                        id: "i\(indicators.count + 1)", line: id, title: indicator.title, target: indicator.target, unit: indicator.unit,
                        comparison: indicator.comparison, sourceText: indicator.sourceText))
            }
        }
    }

    /// The goals' keys by place; a key goal is never taken for a common one.
    private static func knownGoals(_ draft: PlanDraft, _ keys: LineKeys) -> [String?] {
        var known = [String?](repeating: nil, count: draft.goals.count)
        for kind in GoalKind.allCases {
            let places = draft.goals.indices.filter { draft.goals[$0].kind == kind }
            for (place, key) in zip(places, keys.known(.goal, goals: kind, places.map { draft.goals[$0].title + draft.goals[$0].text })) {
                known[place] = key
            }
        }
        return known
    }

    private mutating func add(
        _ id: String, _ kind: PlanLine.Kind, parent: String? = nil, number: Int, goalKind: GoalKind? = nil, perspective: Perspective? = nil,
        title: String, text: String
    ) {
        lines.append(
            PlanLine(
                id: id, kind: kind, parent: parent, number: number, goalKind: goalKind, perspective: perspective, title: title, text: text,
                shortName: nil))
    }

    /// Over the plan's own words and their places, so that the same document, read by the same rules, is known again. Names that somebody gave to
    /// lines are not part of the document.
    func digest(title: String, mission: String, vision: String) -> String {
        var text = [title, mission, vision]
        for line in lines {
            text += [
                line.id, line.kind.rawValue, String(line.number), line.goalKind?.rawValue ?? "", line.perspective?.rawValue ?? "", line.title,
                line.text,
            ]
        }
        for indicator in indicators {
            text += [
                indicator.line, indicator.title, String(indicator.target), indicator.unit, indicator.comparison.rawValue, indicator.sourceText,
            ]
        }
        // Each piece with its length, so that no two different plans can run together into one.
        let bytes = text.flatMap { Array("\($0.utf8.count):\($0)".utf8) }
        return SHA256.hash(data: bytes).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }
}
