internal import Formats
internal import Indicators
internal import Kernel
internal import Matters
internal import Storage

extension AnnualPlan {
    /// The years that a mid-term plan can be cascaded into: its own and, while the next plan is not there yet, the one after.
    static func years(of plan: Plan) -> ClosedRange<Int> { plan.years.lowerBound...(plan.years.upperBound + 1) }

    /// 編製: a draft for a year from the agency's published mid-term plan: its goals with even weights, a work item for each of its lines, an indicator
    /// for each number; and what last year's plan left over, as proposals.
    /// - Throws: ``AnnualFault``.
    static func make(from plan: String, year: Int, isSample: Bool = false, as actor: Actor, in city: City) async throws -> String {
        do {
            return try await city.store.write(as: actor, "planning.makeAnnualPlan") { db, changes in
                guard let content = try PlanQueries.content(plan, db), content.plan.status == .published, years(of: content.plan).contains(year)
                else { throw AnnualFault.noPlan }
                let making = AnnualMaking(content: content, year: year, isSample: isSample, actor: actor, city: city)
                try making.write(db, &changes)
                return making.id
            }
        } catch StoreError.conflict { throw AnnualFault.alreadyThere }
    }
}

/// A year's plan on its way into the store.
private struct AnnualMaking {
    let content: PlanContent
    let year: Int
    let isSample: Bool
    let actor: Actor
    let city: City

    var id: String { AnnualPlan.id(agency: content.plan.agency, year: year) }
    private var goals: [PlanLine] { content.lines.filter { $0.kind == .goal } }

    func write(_ db: any Writer, _ changes: inout [Change]) throws {
        let (plan, now) = (content.plan, city.clock.now())
        let title = AnnualPlan.title(agency: plan.agencyName, year: year)
        try db.run(
            """
            INSERT INTO annual_plan (id, agency, year, title, plan, status, is_sample, next_item, next_indicator, made_at)
            VALUES (\(id), \(plan.agency), \(year), \(title), \(plan.id), 'draft', \(isSample), 1, 1, \(now))
            """)
        changes.append(Change(Reference("planning/annual", id), [("plan", plan.id), ("year", String(year))]))
        guard let annual = try AnnualQueries.find(id, db) else { return }
        for (place, (goal, weight)) in zip(goals, Weight.whole.divided(by: goals.count)).enumerated() {
            try db.run(
                """
                INSERT INTO annual_goal (annual, id, place, kind, number, title, weight) VALUES (\(id), \(goal.id), \(place),
                \((goal.goalKind ?? .key).rawValue), \(goal.number), \(goal.title), \(weight.hundredths))
                """)
            for line in content.items(of: goal.id) { try add(item(for: line, annual), to: annual, db, &changes) }
            let indicators = try indicators(for: goal, db)
            for (indicator, share) in zip(indicators, weight.divided(by: indicators.count)) {
                var indicator = indicator
                indicator.weight = share
                try AnnualIndicator.add(indicator, to: annual, by: actor, in: city, db, &changes)
            }
        }
        try CarryOver.propose(for: annual, db)
        try AnnualLife.open(for: annual, as: actor, in: city, db, &changes)
    }

    private func add(_ item: WorkItem, to annual: AnnualPlan, _ db: any Writer, _ changes: inout [Change]) throws {
        try WorkItem.add(item, to: annual, by: actor, in: city, db, &changes)
    }

    /// A line of the plan as a year's work, to be filled in.
    private func item(for line: PlanLine, _ annual: AnnualPlan) -> WorkItem {
        WorkItem(
            id: "", goal: line.parent ?? line.id, line: line.id,
            name: line.shortName ?? String(line.text.prefix { !"，。；：、".contains($0) }.prefix(60)),
            category: "", content: line.text, starts: annual.firstDay, ends: annual.lastDay, budget: 0, funding: "", benefit: "", unit: "")
    }

    /// The numbers that measure the goal or one of its lines already; where there are none, those that the plan's own text states.
    private func indicators(for goal: PlanLine, _ db: any Reader) throws -> [AnnualIndicator] {
        let lines = [goal] + content.items(of: goal.id)
        let measuring = try lines.flatMap { line in
            try IndicatorQueries.measuring(line.reference(in: content.plan.id), db).filter { $0.isPublic && $0.ends == nil }.map { (line, $0) }
        }
        guard measuring.isEmpty else {
            let years = try IndicatorQueries.year(year + 1911, of: measuring.map(\.1.id), db)
            return measuring.map { line, indicator in
                AnnualIndicator(
                    id: "", goal: goal.id, line: line.id, title: indicator.title, mechanism: 1, method: "統計數據", standard: indicator.method,
                    stages: indicator.stages.map { .init(percent: $0.percent, title: $0.title) }, target: years[indicator.id]?.target ?? 0,
                    unit: indicator.unit, direction: indicator.direction == .higher ? .atLeast : .atMost, weight: .zero, source: indicator.id,
                    cause: "", strategy: "", continues: nil)
            }
        }
        return content.indicators(of: goal.id).map { proposed in
            AnnualIndicator(
                id: "", goal: goal.id, line: goal.id, title: proposed.title, mechanism: 1, method: "統計數據", standard: proposed.sourceText, stages: [],
                target: proposed.target, unit: proposed.unit, direction: proposed.comparison, weight: .zero, source: nil, cause: "", strategy: "",
                continues: nil)
        }
    }
}
