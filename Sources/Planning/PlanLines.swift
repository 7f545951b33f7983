internal import Storage

/// A draft's lines with their keys.
struct PlanLines: Sendable {
    private(set) var lines: [PlanLine] = []
    private(set) var indicators: [ProposedIndicator] = []

    init(_ draft: PlanDraft, shortNames: [String: String]) {
        for (index, priority) in draft.priorities.enumerated() {
            add("p\(index + 1)", .priority, number: priority.number, title: priority.title, text: priority.text, shortNames)
        }
        var counts: [GoalKind: Int] = [:]
        for (place, goal) in draft.goals.enumerated() {
            counts[goal.kind, default: 0] += 1
            let id = (goal.kind == .key ? "g" : "c") + String(counts[goal.kind, default: 0])
            add(
                id, .goal, number: goal.number, goalKind: goal.kind, perspective: goal.perspective, title: goal.title, text: goal.text, shortNames)
            for (index, item) in goal.items.enumerated() {
                add("\(id)-\(index + 1)", .item, parent: id, number: item.number, title: "", text: item.text, shortNames)
            }
            for indicator in draft.indicators where indicator.goal == place {
                indicators.append(
                    ProposedIndicator(
                        id: "i\(indicators.count + 1)", line: id, title: indicator.title, target: indicator.target, unit: indicator.unit,
                        comparison: indicator.comparison, sourceText: indicator.sourceText))
            }
        }
    }

    private mutating func add(
        _ id: String, _ kind: PlanLine.Kind, parent: String? = nil, number: Int, goalKind: GoalKind? = nil, perspective: Perspective? = nil,
        title: String, text: String, _ shortNames: [String: String]
    ) {
        lines.append(
            PlanLine(
                id: id, kind: kind, parent: parent, number: number, goalKind: goalKind, perspective: perspective, title: title, text: text,
                shortName: shortNames[id]))
    }

    func insert(plan: String, into db: any Writer) throws {
        for (place, line) in lines.enumerated() {
            try db.run(
                """
                INSERT INTO plan_line (plan, id, kind, parent, place, number, goal_kind, perspective, title, text, short_name)
                VALUES (\(plan), \(line.id), \(line.kind.rawValue), \(line.parent), \(place), \(line.number), \(line.goalKind?.rawValue),
                \(line.perspective?.rawValue), \(line.title), \(line.text), \(line.shortName))
                """)
        }
        for (place, indicator) in indicators.enumerated() {
            try db.run(
                """
                INSERT INTO plan_indicator (plan, id, line, place, title, target, unit, comparison, source_text)
                VALUES (\(plan), \(indicator.id), \(indicator.line), \(place), \(indicator.title), \(indicator.target), \(indicator.unit),
                \(indicator.comparison.rawValue), \(indicator.sourceText))
                """)
        }
    }
}
