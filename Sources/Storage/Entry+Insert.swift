/// What happened, as the ledger keeps it: inserted unordered in the transaction it belongs to. One follower gives entries their order later, so
/// that no writer waits for another (docs/adr/0005-ledger-without-a-queue.md).
struct Entry {
    let id: String
    let at: Instant
    let actor: Actor
    let reason: Reason
    let changes: [Change]
    /// Digests of the records that were touched, as they are now.
    let commitments: [Reference: String]

    func insert(into db: any Writer) throws {
        let insert: SQL = """
            INSERT INTO entry (id, at, actor, acting_for, reason, changes, salt)
            VALUES (\(id), \(at), \(actor.reference), \(actor.actingFor), \(reason.text), \(changesJSON), \(Random.bytes(32)))
            """
        if let db = db as? any ClosingWriter { try db.runLast(insert) } else { try db.run(insert) }
    }

    /// `[{"reference":"planning/plan/…","status":"published","record":"…"}]`, members in the order they were noted.
    private var changesJSON: String {
        "["
            + changes.map { change in
                let digest = commitments[change.reference].map { [("record", $0)] } ?? []
                return JSONText.object([("reference", change.reference.text)] + change.facts + digest)
            }.joined(separator: ",") + "]"
    }
}
