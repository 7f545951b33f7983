internal import Kernel
internal import Storage

/// The ties of a year's plan: what each of its parts carries out or measures, and what it goes on from.
struct AnnualLinks {
    private let annual: AnnualPlan
    private let actor: Actor
    private let city: City

    init(_ annual: AnnualPlan, _ actor: Actor, _ city: City) {
        self.annual = annual
        self.actor = actor
        self.city = city
    }

    /// Ties a part to its line of the mid-term plan, and to the part of last year's plan that it continues. A line that is gone is passed over.
    func tie(
        _ part: Reference, _ kind: LinkKind, line: String, continues: String?, _ noun: StaticString, _ db: any Writer, _ changes: inout [Change]
    ) throws {
        if let line = try PlanQueries.line(line, of: annual.plan, db)?.reference(in: annual.plan) {
            try Links(city).tie(part, kind, line, by: actor, db, &changes)
        }
        guard let continues, case let earlier = Reference(noun, continues), try city.isPublic(earlier, db) != nil else { return }
        try Links(city).tie(part, .relates, earlier, note: "延續", by: actor, db, &changes)
    }

    func untie(_ part: Reference, _ kind: LinkKind, _ db: any Writer, _ changes: inout [Change]) throws {
        for row in try db.all("SELECT id FROM link WHERE source = \(part) AND kind = \(kind.rawValue)") {
            try Links(city).untie(try row.get("id"), db, &changes)
        }
    }

    func untieAll(_ part: Reference, _ db: any Writer, _ changes: inout [Change]) throws {
        for row in try db.all("SELECT link FROM link_end WHERE here = \(part)") { try Links(city).untie(try row.get("link"), db, &changes) }
    }

    /// From now on anyone may be told of its parts, or no longer.
    func show(isPublic: Bool, _ db: any Writer, _ changes: inout [Change]) throws {
        try Links.show(annual.reference, isPublic: isPublic, db, &changes)
        for item in try AnnualQueries.items(of: annual.id, db) { try Links.show(item.reference(in: annual.id), isPublic: isPublic, db, &changes) }
        for one in try AnnualQueries.indicators(of: annual.id, db) { try Links.show(one.reference(in: annual.id), isPublic: isPublic, db, &changes) }
    }
}
