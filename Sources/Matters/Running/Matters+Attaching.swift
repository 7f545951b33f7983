public import Kernel
public import Storage

extension Matters {
    /// 附件: adds a file to an open matter, as a step of its history. For whoever may speak in it.
    /// - Throws: ``MatterRefusal/notAllowed``; ``Kernel/Problem/notFound`` when there is no such matter.
    public func attach(
        _ file: Files.Kept, to id: String, by person: SignedInPerson, _ db: any Writer, _ changes: inout [Change]
    ) throws {
        guard let matter = try MatterQueries.locked(id, db) else { throw Problem.notFound }
        guard let comment = actions(on: matter, for: person).first(where: { $0.action.kind == .comment }) else { throw MatterRefusal.notAllowed }
        let (now, actor) = (city.clock.now(), Actor(person.reference, actingFor: comment.actingFor?.reference))
        try Attachment.add(file, to: matter.reference, by: actor, at: now, db, &changes)
        try db.run("UPDATE matter SET revision = \(matter.revision + 1) WHERE id = \(id)")
        try StepWriter(db: db, now: now).write(
            matter: id, number: matter.revision + 1, action: "attach", from: matter.state, to: matter.state, actor: actor, words: file.name,
            values: [],
            before: "{}")
        changes.append(Change(matter.reference, [("action", "attach")]))
        let telling = Telling(db: db, city: city, at: now, visibleAt: now, step: matter.revision + 1)
        try telling.tellWatchers(of: matter, "附上檔案", except: actor)
    }

    /// Whoever has a part in a matter may read what is attached to it.
    static let filesOwner = FileOwner("matters/matter") { owner, granted, db in
        guard let person = granted.person else { return false }
        return try MatterQueries.isParty(owner.id, person, db)
    }
}
