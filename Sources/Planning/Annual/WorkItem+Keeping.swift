internal import Formats
internal import Kernel
internal import Storage

extension WorkItem {
    /// Adds it under the next key, tied to its line of the mid-term plan.
    @discardableResult
    static func add(
        _ item: WorkItem, to annual: AnnualPlan, by actor: Actor, in city: City, _ db: any Writer, _ changes: inout [Change]
    ) throws -> WorkItem {
        let key = "w\(try AnnualPlan.next(.item, of: annual.id, db))"
        let item = item.with(id: key)
        try db.run(
            """
            INSERT INTO work_item (annual, id, goal, place, line, name, category, content, starts, ends, budget, funding, benefit, unit, continues,
            state, progress) SELECT \(annual.id), \(key), \(item.goal), coalesce(max(place), 0) + 1, \(item.line), \(item.name), \(item.category),
            \(item.content), \(item.starts.iso), \(item.ends.iso), \(item.budget), \(item.funding), \(item.benefit), \(item.unit), \(item.continues),
            'open', '' FROM work_item WHERE annual = \(annual.id)
            """)
        try AnnualLinks(annual, actor, city).tie(
            item.reference(in: annual.id), .carriesOut, line: item.line, continues: item.continues, "planning/work", db, &changes)
        return item
    }

    /// Keeps what a form says: of a new item, or of the one that was seen.
    /// - Throws: ``AnnualFault``.
    static func keep(_ item: WorkItem, seen: String, in annual: String, as actor: Actor, in city: City) async throws -> String {
        try await city.store.write(as: actor, "planning.editWork") { db, changes in
            let plan = try AnnualPlan.editable(annual, db)
            guard !item.id.isEmpty else {
                changes.append(Change(plan.reference, [("work", "new")]))
                return try add(item, to: plan, by: actor, in: city, db, &changes).id
            }
            guard let before = try AnnualQueries.item(item.id, of: annual, db) else { throw Problem.notFound }
            try SectionDigest.check(seen, against: before.values)
            try db.run(
                """
                UPDATE work_item SET line = \(item.line), name = \(item.name), category = \(item.category), content = \(item.content),
                starts = \(item.starts.iso), ends = \(item.ends.iso), budget = \(item.budget), funding = \(item.funding), benefit = \(item.benefit),
                unit = \(item.unit) WHERE annual = \(annual) AND id = \(item.id)
                """)
            if item.line != before.line {
                let links = AnnualLinks(plan, actor, city)
                try links.untie(item.reference(in: annual), .carriesOut, db, &changes)
                try links.tie(item.reference(in: annual), .carriesOut, line: item.line, continues: nil, "planning/work", db, &changes)
            }
            changes.append(Change(plan.reference, [("work", item.id)]))
            return item.id
        }
    }

    /// Takes it out of a draft, with its ties.
    static func remove(_ key: String, seen: String, from annual: String, as actor: Actor, in city: City) async throws {
        try await city.store.write(as: actor, "planning.removeWork") { db, changes in
            let plan = try AnnualPlan.editable(annual, db)
            guard let item = try AnnualQueries.item(key, of: annual, db) else { throw Problem.notFound }
            try SectionDigest.check(seen, against: item.values)
            try AnnualLinks(plan, actor, city).untieAll(item.reference(in: annual), db, &changes)
            try db.run("DELETE FROM work_item WHERE annual = \(annual) AND id = \(key)")
            try CarryOver.forget(key, of: annual, db)
            changes.append(Change(plan.reference, [("removed", key)]))
        }
    }

    /// Says how far a published item is.
    static func report(_ key: String, _ state: State, progress: String, seen: String, in annual: String, as actor: Actor, in city: City) async throws
    {
        try await city.store.write(as: actor, "planning.reportWork") { db, changes in
            guard let plan = try AnnualQueries.locked(annual, db), plan.status == .published,
                let item = try AnnualQueries.item(key, of: annual, db)
            else { throw Problem.notFound }
            try SectionDigest.check(seen, against: item.reportValues)
            try db.run("UPDATE work_item SET state = \(state.rawValue), progress = \(progress) WHERE annual = \(annual) AND id = \(key)")
            changes.append(Change(plan.reference, [("work", key), ("state", state.rawValue)]))
            changes.append(Change(item.reference(in: annual), [("state", state.rawValue)]))
        }
    }

    private func with(id: String) -> WorkItem {
        WorkItem(
            id: id, goal: goal, line: line, name: name, category: category, content: content, starts: starts, ends: ends, budget: budget,
            funding: funding, benefit: benefit, unit: unit, continues: continues, state: state, progress: progress)
    }

    /// As a form shows it, and as it is known again.
    var values: [String: String] {
        [
            "line": line, "name": name, "category": category, "content": content, "starts": starts.iso, "ends": ends.iso, "budget": String(budget),
            "funding": funding, "benefit": benefit, "unit": unit,
        ]
    }

    var reportValues: [String: String] { ["state": state.rawValue, "progress": progress] }
}
