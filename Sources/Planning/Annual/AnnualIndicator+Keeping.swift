internal import Formats
internal import Kernel
internal import Storage

extension AnnualIndicator {
    /// Adds it under the next key, tied to its line of the mid-term plan.
    @discardableResult
    static func add(
        _ indicator: AnnualIndicator, to annual: AnnualPlan, by actor: Actor, in city: City, _ db: any Writer, _ changes: inout [Change]
    ) throws -> AnnualIndicator {
        let key = "k\(try AnnualPlan.next(.indicator, of: annual.id, db))"
        let indicator = indicator.with(id: key)
        try db.run(
            """
            INSERT INTO annual_indicator (annual, id, goal, place, line, title, mechanism, method, standard, stages, target, unit, direction, weight,
            source, cause, strategy, continues) SELECT \(annual.id), \(key), \(indicator.goal), coalesce(max(place), 0) + 1, \(indicator.line),
            \(indicator.title), \(indicator.mechanism), \(indicator.method), \(indicator.standard), \(text(indicator.stages)), \(indicator.target),
            \(indicator.unit), \(indicator.direction.rawValue), \(indicator.weight.hundredths), \(indicator.source), \(indicator.cause),
            \(indicator.strategy), \(indicator.continues) FROM annual_indicator WHERE annual = \(annual.id)
            """)
        try AnnualLinks(annual, actor, city).tie(
            indicator.reference(in: annual.id), .measures, line: indicator.line, continues: indicator.continues, "planning/measure", db, &changes)
        return indicator
    }

    /// Keeps what a form says: of a new one, or of the one that was seen.
    /// - Throws: ``AnnualFault``.
    static func keep(_ indicator: AnnualIndicator, seen: String, in annual: String, as actor: Actor, in city: City) async throws -> String {
        try await city.store.write(as: actor, "planning.editMeasure") { db, changes in
            let plan = try AnnualPlan.editable(annual, db)
            try indicator.checkTarget(in: plan, db)
            guard !indicator.id.isEmpty else {
                changes.append(Change(plan.reference, [("measure", "new")]))
                return try add(indicator, to: plan, by: actor, in: city, db, &changes).id
            }
            guard let before = try AnnualQueries.indicator(indicator.id, of: annual, db) else { throw Problem.notFound }
            try SectionDigest.check(seen, against: before.values)
            try db.run(
                """
                UPDATE annual_indicator SET line = \(indicator.line), title = \(indicator.title), mechanism = \(indicator.mechanism),
                method = \(indicator.method), standard = \(indicator.standard), stages = \(text(indicator.stages)), target = \(indicator.target),
                unit = \(indicator.unit), direction = \(indicator.direction.rawValue), weight = \(indicator.weight.hundredths),
                source = \(indicator.source), cause = \(indicator.cause), strategy = \(indicator.strategy)
                WHERE annual = \(annual) AND id = \(indicator.id)
                """)
            if indicator.line != before.line {
                let links = AnnualLinks(plan, actor, city)
                try links.untie(indicator.reference(in: annual), .measures, db, &changes)
                try links.tie(indicator.reference(in: annual), .measures, line: indicator.line, continues: nil, "planning/measure", db, &changes)
            }
            changes.append(Change(plan.reference, [("measure", indicator.id)]))
            return indicator.id
        }
    }

    static func remove(_ key: String, seen: String, from annual: String, as actor: Actor, in city: City) async throws {
        try await city.store.write(as: actor, "planning.removeMeasure") { db, changes in
            let plan = try AnnualPlan.editable(annual, db)
            guard let indicator = try AnnualQueries.indicator(key, of: annual, db) else { throw Problem.notFound }
            try SectionDigest.check(seen, against: indicator.values)
            try AnnualLinks(plan, actor, city).untieAll(indicator.reference(in: annual), db, &changes)
            try db.run("DELETE FROM annual_indicator WHERE annual = \(annual) AND id = \(key)")
            try CarryOver.forget(key, of: annual, db)
            changes.append(Change(plan.reference, [("removed", key)]))
        }
    }

    /// 調降: a target that asks for less than last year's needs its cause and what is done about it.
    private func checkTarget(in plan: AnnualPlan, _ db: any Reader) throws {
        guard let before = try before(in: plan, db), AnnualIndicator.isEasier(target, than: before.target, direction) else { return }
        var errors: [String: Phrase] = [:]
        if cause.isEmpty { errors["cause"] = "目標值由去年的 \(Figures.exact(before.target)) 調降為 \(Figures.exact(target))，請說明原因。" }
        if strategy.isEmpty { errors["strategy"] = "目標值比去年低時，請說明因應對策。" }
        if !errors.isEmpty { throw AnnualFault.fields(errors) }
    }

    /// The same indicator in last year's plan: the one it goes on from, the one of the same source, or of the same name and unit.
    func before(in plan: AnnualPlan, _ db: any Reader) throws -> AnnualIndicator? {
        let last = try AnnualQueries.indicators(of: plan.lastYear, db)
        return last.first { continues != nil && "\(plan.lastYear)/\($0.id)" == continues }
            ?? last.first { source != nil && $0.source == source } ?? last.first { $0.title == title && $0.unit == unit }
    }

    private func with(id: String) -> AnnualIndicator {
        AnnualIndicator(
            id: id, goal: goal, line: line, title: title, mechanism: mechanism, method: method, standard: standard, stages: stages, target: target,
            unit: unit, direction: direction, weight: weight, source: source, cause: cause, strategy: strategy, continues: continues)
    }

    var values: [String: String] {
        [
            "line": line, "title": title, "mechanism": String(mechanism), "method": method, "standard": standard,
            "stages": AnnualIndicator.text(stages), "target": Figures.exact(target), "unit": unit, "direction": direction.rawValue,
            "weight": weight.text, "source": source ?? "", "cause": cause, "strategy": strategy,
        ]
    }
}
