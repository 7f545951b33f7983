internal import Kernel
internal import Storage

extension Plan {
    /// Takes away the draft beside a published plan: the very one that was seen.
    /// - Returns: false when it is another one now, or no such draft.
    static func discardRevision(_ id: String, reviewed digest: String, as actor: Actor, in store: Store) async throws -> Bool {
        try await store.write(as: actor, "planning.discardDraft") { db, changes in
            guard let row = try PlanRow.find(id, db), row.revises != nil, row.digest == digest else { return false }
            try db.run("DELETE FROM plan_indicator WHERE plan = \(id)")
            try db.run("DELETE FROM plan_line WHERE plan = \(id)")
            try db.run("DELETE FROM plan WHERE id = \(id)")
            changes.append(Change(Reference("planning/plan", id), [("status", "discarded")]))
            return true
        }
    }
}
