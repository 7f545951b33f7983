internal import Kernel
internal import Storage

extension Plan {
    enum Publication: Sendable {
        case published
        /// The draft is no longer the one that was looked at.
        case changedMeanwhile
    }

    /// Shows a draft to everyone: the very one that was reviewed. Publishing what is published changes nothing.
    static func publish(_ id: String, reviewed digest: String, as actor: Actor, at now: Instant, in store: Store) async throws -> Publication {
        try await store.write(as: actor, "planning.publishPlan") { db, changes in
            let count = try db.run(
                "UPDATE plan SET status = 'published', published_at = \(now) WHERE id = \(id) AND status = 'draft' AND digest = \(digest)")
            if count > 0 { changes.append(Change(Reference("planning/plan", id), [("status", "published"), ("digest", digest)])) }
            let isDraft = try db.first("SELECT id FROM plan WHERE id = \(id) AND status = 'draft'") != nil
            return isDraft ? .changedMeanwhile : .published
        }
    }
}
