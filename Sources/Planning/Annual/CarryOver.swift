internal import Indicators
internal import Kernel
internal import Storage

/// 延續: something that last year's plan did not finish, proposed for this year's.
struct CarryOver: Sendable, Equatable {
    enum Decision: String, Sendable, CaseIterable {
        case proposed, accepted, declined
    }

    /// `planning/work/rdec-114/w3` or `planning/measure/rdec-114/k2`
    let source: Reference
    let decision: Decision
    /// Why it was declined.
    let reason: String
    /// The key of the part of this year's plan that goes on with it.
    let target: String?

    var isWork: Bool { source.kind == "planning/work" }

    /// Proposes every unfinished item and every indicator that is known to have missed its target.
    static func propose(for annual: AnnualPlan, _ db: any Writer) throws {
        guard let last = try AnnualQueries.content(annual.lastYear, db) else { return }
        let open = last.items.filter { $0.state == .open }.map { $0.reference(in: last.plan.id) }
        let results = try AnnualResults.read(last, db)
        let missed = last.indicators.filter { (results.attainment(of: $0) ?? 100) < 100 }.map { $0.reference(in: last.plan.id) }
        for source in open + missed {
            try db.run("INSERT INTO carry_over (annual, source, decision, reason) VALUES (\(annual.id), \(source), 'proposed', '')")
        }
    }

    static func all(of annual: String, _ db: any Reader) throws -> [CarryOver] {
        try db.all("SELECT source, decision, reason, target FROM carry_over WHERE annual = \(annual) ORDER BY source").map { row in
            CarryOver(
                source: try row.get("source"), decision: try row.word("decision"), reason: try row.get("reason"), target: try row.optional("target"))
        }
    }

    /// The part that went on with it was taken out again: it is to be decided anew.
    static func forget(_ key: String, of annual: String, _ db: any Writer) throws {
        try db.run("UPDATE carry_over SET decision = 'proposed', target = NULL WHERE annual = \(annual) AND target = \(key)")
    }

    /// Accepts a proposal, which this year's plan then goes on with, or declines it with a reason.
    /// - Throws: ``AnnualFault``.
    static func decide(_ source: Reference, accepts: Bool, reason: String, in annual: String, as actor: Actor, in city: City) async throws {
        try await city.store.write(as: actor, "planning.carryOver") { db, changes in
            let plan = try AnnualPlan.editable(annual, db)
            guard let proposal = try all(of: annual, db).first(where: { $0.source == source }), proposal.decision == .proposed,
                let content = try AnnualQueries.content(annual, db), let key = AnnualKey(source.id)
            else { throw Problem.notFound }
            guard accepts else {
                if reason.isEmpty { throw AnnualFault.fields(["reason": "不延續時，請說明理由。"]) }
                try db.run("UPDATE carry_over SET decision = 'declined', reason = \(reason) WHERE annual = \(annual) AND source = \(source)")
                changes.append(Change(plan.reference, [("declined", source.text)]))
                return
            }
            let going = GoingOn(content: content, source: key, actor: actor, city: city)
            let target = try proposal.isWork ? going.item(db, &changes) : going.indicator(db, &changes)
            try db.run(
                "UPDATE carry_over SET decision = 'accepted', reason = \(reason), target = \(target) WHERE annual = \(annual) AND source = \(source)")
            changes.append(Change(plan.reference, [("accepted", source.text)]))
        }
    }
}

/// How this year's plan goes on with a part of last year's: in the part that carries out the same line, or in one more.
private struct GoingOn {
    let content: AnnualContent
    let source: AnnualKey
    let actor: Actor
    let city: City

    private var plan: AnnualPlan { content.plan }
    private var sourceID: String { "\(source.annual)/\(source.part)" }
    private var links: AnnualLinks { AnnualLinks(plan, actor, city) }

    /// The goal it stood under, where this year's plan has it too.
    private func goal(_ key: String) throws -> String {
        guard let goal = content.goal(key) ?? content.goals.first else { throw Problem.notFound }
        return goal.id
    }

    func item(_ db: any Writer, _ changes: inout [Change]) throws -> String {
        guard let old = try AnnualQueries.item(source.part, of: source.annual, db) else { throw Problem.notFound }
        if let same = content.items.first(where: { $0.line == old.line && $0.continues == nil }) {
            try db.run("UPDATE work_item SET continues = \(sourceID) WHERE annual = \(plan.id) AND id = \(same.id)")
            try links.tie(
                same.reference(in: plan.id), .carriesOut, line: same.line, continues: sourceID, "planning/work", db, &changes)
            return same.id
        }
        let item = WorkItem(
            id: "", goal: try goal(old.goal), line: old.line, name: old.name, category: old.category, content: old.content, starts: plan.firstDay,
            ends: plan.lastDay, budget: 0, funding: old.funding, benefit: old.benefit, unit: old.unit, continues: sourceID)
        return try WorkItem.add(item, to: plan, by: actor, in: city, db, &changes).id
    }

    func indicator(_ db: any Writer, _ changes: inout [Change]) throws -> String {
        guard let old = try AnnualQueries.indicator(source.part, of: source.annual, db) else { throw Problem.notFound }
        let same = content.indicators.first { $0.continues == nil && ($0.source != nil && $0.source == old.source || $0.title == old.title) }
        if let same {
            try db.run("UPDATE annual_indicator SET continues = \(sourceID) WHERE annual = \(plan.id) AND id = \(same.id)")
            try links.tie(
                same.reference(in: plan.id), .measures, line: same.line, continues: sourceID, "planning/measure", db, &changes)
            return same.id
        }
        let goal = try goal(old.goal)
        // It takes what weight is left.
        let left = max(.zero, (content.goal(goal)?.weight ?? .zero) - Weight.sum(content.indicators(of: goal).map(\.weight)))
        let indicator = AnnualIndicator(
            id: "", goal: goal, line: old.line, title: old.title, mechanism: old.mechanism, method: old.method, standard: old.standard,
            stages: old.stages, target: old.target, unit: old.unit, direction: old.direction, weight: left, source: old.source, cause: "",
            strategy: "", continues: sourceID)
        return try AnnualIndicator.add(indicator, to: plan, by: actor, in: city, db, &changes).id
    }
}
