internal import Kernel
internal import Storage

extension Plan {
    enum Publication: Sendable, Equatable {
        /// The key under which it is published.
        case published(String)
        /// The draft is no longer the one that was looked at.
        case changedMeanwhile
        /// What it was to replace has changed since it was made; it has to be made anew.
        case outdated
        /// It goes through its procedure, at whose end it is published.
        case inProcedure
    }

    /// Shows a draft to everyone: the very one that was reviewed. Publishing what is published changes nothing. A draft that revises a published plan
    /// takes its place, under its address.
    static func publish(_ id: String, reviewed digest: String, as actor: Actor, at now: Instant, in store: Store) async throws -> Publication {
        try await store.write(as: actor, "planning.publishPlan") { db, changes in
            if let row = try PlanRow.find(id, db), row.status == .draft, try PlanLife.current(row.versionID, db) != nil { return .inProcedure }
            return try show(id, reviewed: digest, at: now, db, &changes)
        }
    }

    /// The same inside a write, whatever procedure it goes through.
    static func show(_ id: String, reviewed digest: String, at now: Instant, _ db: any Writer, _ changes: inout [Change]) throws -> Publication {
        // Somebody else has published it already.
        guard let row = try PlanRow.find(id, db) else { return .published(Plan.base(of: id)) }
        guard row.status == .draft else { return .published(id) }
        guard row.digest == digest else { return .changedMeanwhile }
        guard let base = row.revises, var published = try PlanRow.find(base, db) else {
            try db.run("UPDATE plan SET status = 'published', published_at = \(now) WHERE id = \(id)")
            try db.emit(PlanEvents.published(id, digest: digest))
            changes.append(Change(Reference("planning/plan", id), [("status", "published"), ("digest", digest)]))
            try PlanVersionQueries.publish(id, row.version, digest: digest, after: nil, at: now, db, &changes)
            return .published(id)
        }
        // Its lines got their keys beside another version: two lines could have one key now.
        guard row.version == published.version + 1 else { return .outdated }
        let before = try PlanQueries.lines(of: base, db)
        let replaced = try (number: published.version, digest: published.digest, at: PlanQueries.publication(of: base, db))
        try supersede(&published, with: row, at: now, db)
        // What is tied to a line that went no longer tells of it.
        let kept = Set(try PlanQueries.lines(of: base, db).map(\.id))
        for line in before where !kept.contains(line.id) { try Links.show(line.reference(in: base), isPublic: false, db, &changes) }
        try db.emit(PlanEvents.published(base, digest: digest))
        changes.append(Change(Reference("planning/plan", base), [("status", "published"), ("digest", digest)]))
        changes.append(Change(Reference("planning/plan", id), [("status", "merged")]))
        try PlanVersionQueries.publish(base, row.version, digest: digest, after: replaced, at: now, db, &changes)
        return .published(base)
    }

    /// Moves everything of the draft to the published plan; the draft's row goes.
    private static func supersede(_ published: inout PlanRow, with draft: PlanRow, at now: Instant, _ db: any Writer) throws {
        let before = try PlanQueries.lines(of: published.id, db)
        try db.run("DELETE FROM plan_indicator WHERE plan = \(published.id)")
        try db.run("DELETE FROM plan_line WHERE plan = \(published.id)")
        try db.run("UPDATE plan_line SET plan = \(published.id) WHERE plan = \(draft.id)")
        try db.run("UPDATE plan_indicator SET plan = \(published.id) WHERE plan = \(draft.id)")
        published.retire(before, keeping: try PlanQueries.lines(of: published.id, db))
        try db.run(
            """
            UPDATE plan SET title = draft.title, mission = draft.mission, vision = draft.vision, digest = draft.digest, notes = draft.notes,
            imported_at = draft.imported_at, published_at = \(now), version = \(draft.version), retired = \(published.retiredJSON)
            FROM (SELECT title, mission, vision, digest, notes, imported_at FROM plan WHERE id = \(draft.id)) AS draft WHERE plan.id = \(published.id)
            """)
        try db.run("DELETE FROM plan WHERE id = \(draft.id)")
    }
}
