internal import Kernel
internal import Storage

extension Plan {
    /// Takes away the draft beside a published plan: the very one that was seen.
    /// - Returns: false when it is another one now, when there is no such draft, or when it goes through its procedure, where it can be stopped.
    static func discardRevision(_ id: String, reviewed digest: String, as actor: Actor, in store: Store) async throws -> Bool {
        try await store.write(as: actor, "planning.discardDraft") { db, changes in
            guard let row = try PlanRow.find(id, db), row.revises != nil, row.digest == digest, try PlanLife.current(row.versionID, db) == nil else {
                return false
            }
            try discard(row, db, &changes)
            return true
        }
    }

    /// The same inside a write.
    static func discard(_ row: PlanRow, _ db: any Writer, _ changes: inout [Change]) throws {
        try db.run("DELETE FROM plan_indicator WHERE plan = \(row.id)")
        try db.run("DELETE FROM plan_line WHERE plan = \(row.id)")
        try db.run("DELETE FROM plan WHERE id = \(row.id)")
        changes.append(Change(Reference("planning/plan", row.id), [("status", "discarded")]))
    }
}
