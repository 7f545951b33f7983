internal import Kernel

extension PlanContent {
    /// The content with one section as it was edited. Lines keep their keys; new ones get keys that no line of the plan ever had.
    /// - Parameter retired: keys that lines had which are gone.
    func applying(_ section: PlanSection, retired: Set<String>) -> PlanContent {
        var keys = UsedKeys(retired.union(lines.map(\.id)))
        switch section.kind {
        case .basics:
            let head = section.head
            return PlanContent(
                plan: plan.with(title: head["title"] ?? "", mission: head["mission"] ?? "", vision: head["vision"] ?? ""), lines: lines,
                indicators: indicators)
        case .priorities:
            let new = Self.numbered(
                section.rows, priorities, fresh: { keys.fresh("p", $0) },
                make: { row, id, number in
                    PlanLine(id, .priority, number: number, title: row.values["title"] ?? "", text: row.values["text"] ?? "", like: line(id))
                })
            return arranged(priorities: new, groups: groups)
        case .goals(let kind):
            let old = goals(kind)
            let new = Self.numbered(
                section.rows, old, fresh: { keys.fresh(kind == .key ? "g" : "c", $0) },
                make: { row, id, number in
                    let known = line(id)
                    return PlanLine(
                        id, .goal, number: number, goalKind: kind, perspective: known?.perspective, title: row.values["title"] ?? "",
                        text: known?.text ?? "", like: known)
                })
            let items = Dictionary(uniqueKeysWithValues: groups.map { ($0.goal.id, $0.items) })
            let other = groups.filter { $0.goal.goalKind != kind }
            let mine = new.map { (goal: $0, items: items[$0.id] ?? []) }
            return arranged(priorities: priorities, groups: kind == .key ? mine + other : other + mine)
        case .goal(let key):
            return arranged(
                priorities: priorities,
                groups: groups.map { group in
                    guard group.goal.id == key else { return group }
                    let goal = PlanLine(
                        key, .goal, number: group.goal.number, goalKind: group.goal.goalKind,
                        perspective: section.head["perspective"].flatMap(Perspective.init(rawValue:)), title: section.head["title"] ?? "",
                        text: section.head["text"] ?? "", like: group.goal)
                    let items = Self.numbered(
                        section.rows, group.items, fresh: { keys.fresh("\(key)-", $0) },
                        make: { row, id, number in
                            PlanLine(
                                id, .item, parent: key, number: number, title: line(id)?.title ?? "", text: row.values["text"] ?? "", like: line(id))
                        })
                    return (goal, items)
                })
        case .indicators(let key): return applyingIndicators(section, of: key)
        }
    }

    /// Each goal with its items, key goals first.
    private var groups: [(goal: PlanLine, items: [PlanLine])] {
        GoalKind.allCases.flatMap { kind in goals(kind).map { ($0, items(of: $0.id)) } }
    }

    private func arranged(priorities: [PlanLine], groups: [(goal: PlanLine, items: [PlanLine])]) -> PlanContent {
        let lines = priorities + groups.flatMap { [$0.goal] + $0.items }
        let goals = Set(groups.map(\.goal.id))
        return PlanContent(plan: plan, lines: lines, indicators: indicators.filter { goals.contains($0.line) })
    }

    /// As long as the same lines stand in the same order they keep their numbers, whatever the document printed; otherwise they are counted anew.
    private static func numbered(
        _ rows: [PlanSection.Row], _ old: [PlanLine], fresh: (Int) -> String, make: (PlanSection.Row, String, Int) -> PlanLine
    ) -> [PlanLine] {
        let isSame = rows.map(\.key) == old.map(\.id)
        return rows.enumerated().map { place, row in
            make(row, row.key.isEmpty ? fresh(place + 1) : row.key, isSame ? old[place].number : place + 1)
        }
    }

    private func applyingIndicators(_ section: PlanSection, of goal: String) -> PlanContent {
        var used = UsedKeys(Set(indicators.map(\.id)))
        let new = section.rows.map { row in
            ProposedIndicator(
                id: row.key.isEmpty ? used.fresh("i", indicators.count + 1) : row.key, line: goal, title: row.values["title"] ?? "",
                target: PlanSection.target(row.values["target"] ?? "") ?? 0, unit: row.values["unit"] ?? "",
                comparison: row.values["comparison"].flatMap(Comparison.init(rawValue:)) ?? .atLeast, sourceText: row.values["text"] ?? "")
        }
        // In the order of the goals in the text.
        let all = Dictionary(grouping: indicators.filter { $0.line != goal } + new, by: \.line)
        return PlanContent(plan: plan, lines: lines, indicators: lines.flatMap { all[$0.id] ?? [] })
    }
}

extension PlanLine {
    fileprivate init(
        _ id: String, _ kind: Kind, parent: String? = nil, number: Int, goalKind: GoalKind? = nil, perspective: Perspective? = nil, title: String,
        text: String, like known: PlanLine?
    ) {
        self.init(
            id: id, kind: kind, parent: parent, number: number, goalKind: goalKind, perspective: perspective, title: title, text: text,
            shortName: known?.shortName)
    }
}

extension Plan {
    func with(title: String, mission: String, vision: String) -> Plan {
        Plan(
            id: id, agency: agency, agencyName: agencyName, title: title, years: years, status: status, mission: mission, vision: vision,
            digest: digest, version: version, revises: revises)
    }
}
