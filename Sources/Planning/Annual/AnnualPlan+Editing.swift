internal import Kernel
internal import Storage

extension AnnualPlan {
    /// The plan, held until the transaction ends.
    /// - Throws: ``AnnualFault/frozen`` unless it is a draft that its procedure lets be written.
    static func editable(_ id: String, _ db: any Writer) throws -> AnnualPlan {
        guard let plan = try AnnualQueries.locked(id, db) else { throw Problem.notFound }
        guard try AnnualLife.isEditable(plan, db) else { throw AnnualFault.frozen }
        return plan
    }

    enum Counted { case item, indicator }

    /// The next key of a kind, which no other part gets any more. The plan's row holds the lock.
    static func next(_ kind: Counted, of id: String, _ db: any Writer) throws -> Int {
        let column: Identifier = kind == .item ? "next_item" : "next_indicator"
        let number: Int = try db.first("SELECT \(column) AS number FROM annual_plan WHERE id = \(id)")?.get("number") ?? 1
        try db.run("UPDATE annual_plan SET \(column) = \(number + 1) WHERE id = \(id)")
        return number
    }
}

extension AnnualGoal {
    /// Keeps a goal's weight and what the outline says of it.
    /// - Parameter outline: empty for what is made from the items.
    static func keep(
        _ key: String, weight: Weight, outline: String, seen: String, in annual: String, as actor: Actor, in city: City
    ) async throws {
        try await city.store.write(as: actor, "planning.editAnnualGoal") { db, changes in
            let plan = try AnnualPlan.editable(annual, db)
            guard let goal = try AnnualQueries.goals(of: annual, db).first(where: { $0.id == key }) else { throw Problem.notFound }
            try SectionDigest.check(seen, against: goal.values)
            let outline: String? = outline.isEmpty ? nil : outline
            try db.run(
                "UPDATE annual_goal SET weight = \(weight.hundredths), outline = \(outline) WHERE annual = \(annual) AND id = \(key)")
            changes.append(Change(plan.reference, [("goal", key), ("weight", weight.text)]))
        }
    }

    var values: [String: String] { ["weight": weight.text, "outline": outline ?? ""] }
}
