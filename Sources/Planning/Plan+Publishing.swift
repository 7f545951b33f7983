internal import Kernel
internal import Storage

extension Plan {
    /// Shows a draft to everyone. Publishing what is published changes nothing.
    static func publish(_ id: String, as actor: Actor, at now: Instant, in store: Store) async throws {
        try await store.write(as: actor, "planning.publishPlan") { db, changes in
            let count = try db.run("UPDATE plan SET status = 'published', published_at = \(now) WHERE id = \(id) AND status = 'draft'")
            if count > 0 { changes.append(Change(Reference("planning/plan", id), [("status", "published")])) }
        }
    }
}
