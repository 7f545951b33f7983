internal import Kernel
internal import Storage

/// Writes rows of the history.
struct StepWriter {
    let db: any Writer
    let now: Instant

    /// - Parameter before: what the matter was, for taking the step back.
    /// - Returns: the step's key.
    @discardableResult
    func write(
        matter: String, number: Int, action: String, from: String, to: String, actor: Actor, words: String, values: [(String, String)], before: String
    ) throws -> String {
        let id = UniqueID.make(at: now)
        try db.run(
            """
            INSERT INTO matter_step (id, matter, number, action, from_state, to_state, actor, acting_for, at, words, form, before)
            VALUES (\(id), \(matter), \(number), \(action), \(from), \(to), \(actor.reference), \(actor.actingFor), \(now), \(words),
                \(StepForm.text(values)), \(before))
            """)
        guard actor.reference.kind == "kernel/person" else { return id }
        try db.run(
            """
            INSERT INTO matter_person (person, matter, is_watching, has_acted, seen) VALUES (\(actor.reference.id), \(matter), FALSE, TRUE, \(number))
            ON CONFLICT (person, matter) DO UPDATE SET has_acted = TRUE, seen = excluded.seen
            """)
        return id
    }
}
