public import Kernel
public import Storage

extension Matters {
    /// The step that this person may still take back, if the last one is such.
    public func undoable(_ matter: Matter, by person: SignedInPerson, _ db: any Reader) throws -> Step? {
        guard let step = try MatterQueries.steps(of: matter.id, db).last, step.actor == person.reference, !step.isUndone,
            let action = procedure(matter.procedure)?.action(step.action), let minutes = action.undo.map({ city.settings[$0] }),
            city.clock.now() <= step.at.adding(seconds: Int64(minutes) * 60)
        else { return nil }
        return step
    }

    /// Takes the last step back, as if it had not been made; both stay in the history.
    public func undo(_ id: String, revision: Int, by person: SignedInPerson, _ db: any Writer, _ changes: inout [Change]) throws {
        guard let matter = try MatterQueries.locked(id, db), let procedure = procedure(matter.procedure) else { throw Problem.notFound }
        guard matter.revision == revision else { throw MatterRefusal.changedMeanwhile }
        guard let step = try undoable(matter, by: person, db),
            let row = try db.first("SELECT before FROM matter_step WHERE id = \(step.id)"), var before = Standing(text: try row.get("before"))
        else { throw MatterRefusal.tooLate }
        let now = city.clock.now()
        before.turn = turn(of: before, matter, procedure)
        try before.store(for: matter, procedure: procedure, revision: matter.revision + 1, at: now, db)
        try db.run("UPDATE matter_step SET undone_at = \(now) WHERE id = \(step.id)")
        try StepWriter(db: db, now: now).write(
            matter: id, number: matter.revision + 1, action: "undo", from: matter.state, to: before.state,
            actor: Actor(person.reference, actingFor: step.actingFor),
            words: "", values: [], before: "{}")
        try telling(db, matter).forget(of: matter, since: step.at)
        try db.emit(InboxEvents.moved(id, from: turn(of: Standing(matter), matter, procedure), to: before.turn))
        changes.append(Change(matter.reference, [("action", "undo"), ("from", matter.state), ("to", before.state)]))
    }
}
