internal import Kernel
internal import Matters
internal import Storage

extension Plan {
    enum Start: Sendable {
        /// The matter under which it lives from now on.
        case started(Matter)
        /// There is a draft already: its key.
        case isThere(String)
        /// Nothing to start from.
        case notThere
    }

    /// 滾動修正: a draft beside the published plan, line by line the same under the same keys, and the matter that it goes through.
    static func startRevision(_ id: String, as actor: Actor, in city: City) async throws -> Start {
        let now = city.clock.now()
        return try await city.store.write(as: actor, "planning.startRevision") { db, changes in
            guard let base = try PlanRow.find(id, db), base.status == .published else { return .notThere }
            let draft = Plan.revision(of: id)
            guard try PlanRow.find(draft, db) == nil else { return .isThere(draft) }
            try db.run(
                """
                INSERT INTO plan (id, agency, title, from_year, to_year, status, mission, vision, digest, notes, imported_at, version, revises)
                SELECT \(draft), agency, title, from_year, to_year, 'draft', mission, vision, digest, '[]', \(now), \(base.version + 1), id
                FROM plan WHERE id = \(id)
                """)
            try copyLines(of: id, to: draft, db)
            changes.append(Change(Reference("planning/plan", draft), [("status", "draft"), ("digest", base.digest)]))
            return .started(try openLife(of: draft, as: actor, in: city, db, &changes))
        }
    }

    /// Gives a draft that was imported into the hands of the procedure.
    static func startLife(_ id: String, as actor: Actor, in city: City) async throws -> Start {
        try await city.store.write(as: actor, "planning.startLife") { db, changes in
            guard let row = try PlanRow.find(id, db), row.status == .draft else { return .notThere }
            guard try PlanLife.current(row.versionID, db) == nil else { return .isThere(id) }
            return .started(try openLife(of: id, as: actor, in: city, db, &changes))
        }
    }

    /// Opens the matter of a draft, which is about the version it is to become.
    @discardableResult
    static func openLife(of id: String, as actor: Actor, in city: City, _ db: any Writer, _ changes: inout [Change]) throws -> Matter {
        guard let plan = try PlanQueries.find(id, db) else { throw Problem.notFound }
        try PlanVersionQueries.make(plan.versionID, of: Plan.base(of: id), plan.version, db)
        changes.append(Change(Reference("planning/version", plan.versionID), [("status", "draft")]))
        let chinese = Words(.chinese, english: city.english)
        let title = chinese("\(plan.agencyName)\(plan.shortTitle)（\(plan.years.lowerBound)–\(plan.years.upperBound)）第 \(plan.version) 版")
        var opening = Opening(PlanLife.procedure.id, title: title, lead: plan.agency)
        opening.origin = plan.agency
        opening.subject = Reference("planning/version", plan.versionID)
        return try Matters(city).open(opening, as: actor, db, &changes)
    }

    private static func copyLines(of id: String, to draft: String, _ db: any Writer) throws {
        try db.run(
            """
            INSERT INTO plan_line (plan, id, kind, parent, place, number, goal_kind, perspective, title, text, short_name)
            SELECT \(draft), id, kind, parent, place, number, goal_kind, perspective, title, text, short_name FROM plan_line WHERE plan = \(id)
            """)
        try db.run(
            """
            INSERT INTO plan_indicator (plan, id, line, place, title, target, unit, comparison, source_text)
            SELECT \(draft), id, line, place, title, target, unit, comparison, source_text FROM plan_indicator WHERE plan = \(id)
            """)
    }
}
