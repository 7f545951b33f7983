internal import Formats
public import Kernel
public import Storage

/// What somebody wants to do with a matter.
public struct Move: Sendable {
    public let matter: String
    public let action: String
    /// Of the matter as it was shown; nobody moves on what they have not seen.
    public let revision: Int
    public let form: Submission

    public init(matter: String, action: String, revision: Int, form: Submission) {
        self.matter = matter
        self.action = action
        self.revision = revision
        self.form = form
    }
}

extension Matters {
    /// Makes a step: checks that this person may, that nobody was faster and that the form is complete; moves the matter, its deadline and its turn; tells
    /// who has to know; and does what follows from it.
    /// - Throws: ``MatterRefusal``; ``Kernel/Problem/notFound`` when there is no such matter.
    @discardableResult
    public func act(_ move: Move, by person: SignedInPerson, _ db: any Writer, _ changes: inout [Change]) throws -> Matter {
        guard let matter = try MatterQueries.locked(move.matter, db), let procedure = procedure(matter.procedure) else { throw Problem.notFound }
        guard matter.revision == move.revision else { throw MatterRefusal.changedMeanwhile }
        let hats = Hats(person)
        guard let action = procedure.action(move.action), action.isPossible(in: matter), let hat = hats.first(of: action.by, in: matter) else {
            throw MatterRefusal.notAllowed
        }
        let fields = try ActionForm(action, matter, city, db).fields
        let errors = move.form.errors(in: fields)
        guard errors.isEmpty else { throw MatterRefusal.fields(errors) }
        // A value that nobody asked for changes nothing, such as a deadline beside a form that has none.
        let form = move.form.only(fields)

        let now = city.clock.now()
        var next = try Standing(matter)
        let actor = hats.actor(hat)
        if action.isTaking {
            next.assignee = hat.id
            next.unit = Unit.of(hat, at: matter.lead) ?? matter.unit
        }
        try apply(action, form, to: &next, of: matter, procedure, at: now, db)
        next.turn = turn(of: next, matter, procedure)
        try next.store(for: matter, procedure: procedure, revision: matter.revision + 1, at: now, db)
        let values = fields.filter { $0.name != "words" }.map { ($0.name, form.text($0.name)) }.filter { !$0.1.isEmpty }
        let words = form.text("words")
        // Somebody went on: what was kept back until a step could no longer be taken back is about what is over.
        try db.run("DELETE FROM notice WHERE matter = \(matter.id) AND visible_at > \(now)")
        let step = try StepWriter(db: db, now: now).write(
            matter: matter.id, number: matter.revision + 1, action: action.id, from: matter.state, to: next.state, actor: actor,
            words: words, values: values, before: try Standing(matter).text)
        changes.append(Change(matter.reference, [("action", action.id), ("from", matter.state), ("to", next.state)]))
        try db.emit(InboxEvents.moved(matter.id, from: turn(of: Standing(matter), matter, procedure), to: next.turn))

        if action.kind == .ask { try ask(form, about: matter, procedure, as: actor, db, &changes) }
        guard let after = try MatterQueries.find(matter.id, db) else { throw Problem.notFound }
        if matter.isOpen && !after.isOpen { try dropParts(of: after, as: actor, db, &changes) }
        let made = Step(
            id: step, matter: matter.id, number: after.revision, action: action.id, from: matter.state, to: after.state, actor: actor.reference,
            actingFor: actor.actingFor, at: now, words: words, values: values, isUndone: false)
        try follow(action, EffectContext(city: city, matter: after, step: made, actor: actor, at: now), before: matter, db, &changes)
        return try MatterQueries.find(matter.id, db) ?? after
    }

    private func apply(
        _ action: Action, _ form: Submission, to next: inout Standing, of matter: Matter, _ procedure: Procedure, at now: Instant, _ db: any Writer
    ) throws {
        let deadlines = try Deadlines(city, writing: db)
        switch action.kind {
        case .step, .comment, .ask: break
        case .reassign:
            next.assignee = form.text("person")
            next.unit = try Unit.of(form.text("person"), at: matter.lead, on: now.taipeiDay, db) ?? matter.unit
        case .transfer: (next.lead, next.assignee, next.unit) = (form.text("agency"), nil, nil)
        case .extend:
            guard let day = CivilDate(iso: form.digits("due")) else { return }
            let due = try deadlines.on(day, of: matter.lead, at: now)
            guard let at = due.at, at > (matter.dueAt ?? now), at > now else { throw MatterRefusal.fields(["due": "新的期限要比原來的晚，也不能在今天以前。"]) }
            next.due = due
        case .suspend: next.suspendedAt = now
        case .resume:
            next.due = try deadlines.resumed(matter, at: now)
            next.suspendedAt = nil
        }
        guard let to = action.to, let state = procedure.state(to) else { return }
        var asked: CivilDate?
        if case .asked(let field) = state.deadline {
            asked = CivilDate(iso: form.digits(field.description))
            if let asked, asked < now.taipeiDay { throw MatterRefusal.fields([field.description: "期限不能在今天以前。"]) }
        }
        (next.state, next.stateSince) = (state.id, now)
        if let ending = state.closes { return next.close(as: ending, matter, at: now, deadlines) }
        next.due = try deadlines.entering(state, of: next.lead, at: now, asked: asked, keeping: next.due)
    }

    /// Whose move it is next; nobody's while the time stands still.
    func turn(of next: Standing, _ matter: Matter, _ procedure: Procedure) -> Turn {
        if next.closedAt != nil || next.suspendedAt != nil { return .nobody }
        return Turn(
            procedure.state(next.state)?.turn, lead: next.lead, origin: matter.origin, author: matter.author, assignee: next.assignee)
    }

    private func ask(
        _ form: Submission, about matter: Matter, _ procedure: Procedure, as actor: Actor, _ db: any Writer, _ changes: inout [Change]
    ) throws {
        guard let parts = procedure.parts else { throw MatterRefusal.notAllowed }
        var part = Opening(parts, title: matter.title, lead: form.text("agency"))
        (part.origin, part.parent, part.subject, part.isSample) = (matter.lead, matter, matter.subject, matter.isSample)
        part.words = form.text("words")
        part.due = CivilDate(iso: form.digits("due"))
        if let due = part.due, due < city.clock.today { throw MatterRefusal.fields(["due": "期限不能在今天以前。"]) }
        try open(part, as: actor, db, &changes)
    }

    /// What nobody needs an answer to any more.
    private func dropParts(of matter: Matter, as actor: Actor, _ db: any Writer, _ changes: inout [Change]) throws {
        let (now, deadlines) = (city.clock.now(), try Deadlines(city, writing: db))
        for row in try db.all("SELECT id FROM matter WHERE parent = \(matter.id) AND closed_at IS NULL ORDER BY id") {
            guard let part = try MatterQueries.locked(row.get("id"), db), part.isOpen, let procedure = procedure(part.procedure),
                let state = procedure.whenParentCloses.flatMap({ procedure.state($0) })
            else { continue }
            var next = try Standing(part)
            (next.state, next.stateSince, next.suspendedAt, next.turn) = (state.id, now, nil, .nobody)
            next.close(as: state.closes ?? .dropped, part, at: now, deadlines)
            try next.store(for: part, procedure: procedure, revision: part.revision + 1, at: now, db)
            try StepWriter(db: db, now: now).write(
                matter: part.id, number: part.revision + 1, action: "parentClosed", from: part.state, to: state.id, actor: actor, words: "",
                values: [],
                before: "{}")
            changes.append(Change(part.reference, [("action", "parentClosed"), ("from", part.state), ("to", state.id)]))
            try db.emit(InboxEvents.moved(part.id, from: turn(of: Standing(part), part, procedure), to: .nobody))
            let telling = Telling(db: db, city: city, at: now, visibleAt: now, step: part.revision + 1)
            try telling.tell([.handler], of: part, "主案已結，不再需要答復", except: actor)
        }
    }

    private func follow(
        _ action: Action, _ context: EffectContext, before: Matter, _ db: any Writer, _ changes: inout [Change]
    ) throws {
        var telling = telling(db, context.matter)
        if let undo = action.undo { telling.visibleAt = context.at.adding(seconds: Int64(city.settings[undo]) * 60) }
        // Whose turn it is hears that first: nobody is told twice of one step.
        if context.matter.state != before.state || context.matter.assignee != before.assignee || context.matter.lead != before.lead
            || (before.suspendedAt != nil && context.matter.suspendedAt == nil)
        {
            try telling.tellTurn(of: context.matter, except: context.actor)
        }
        for effect in action.effects {
            switch effect {
            case .notify(let parties, let words): try telling.tell(parties, of: context.matter, words, except: context.actor)
            case .publish:
                try db.run("UPDATE matter SET is_public = TRUE WHERE id = \(context.matter.id)")
                try Links.show(context.matter.reference, isPublic: true, db, &changes)
            case .withdraw:
                try db.run("UPDATE matter SET is_public = FALSE WHERE id = \(context.matter.id)")
                try Links.show(context.matter.reference, isPublic: false, db, &changes)
            case .open(let procedure, let fill):
                var opening = Opening(procedure, title: context.matter.title, lead: context.matter.lead)
                (opening.origin, opening.subject, opening.isSample) = (context.matter.lead, context.matter.subject, context.matter.isSample)
                opening.words = context.step.words
                fill(&opening, context)
                try open(opening, as: context.actor, db, &changes)
            case .setIndicator(let indicator, let field):
                try setIndicator(indicator, from: field.description, context, db, &changes)
            case .run(_, let work): try work(context, db, &changes)
            }
        }
        try telling.tellWatchers(of: context.matter, action.title, except: context.actor)
    }

    private func setIndicator(
        _ indicator: Reference, from field: String, _ context: EffectContext, _ db: any Writer, _ changes: inout [Change]
    ) throws {
        // Full-width digits are digits, as everywhere.
        let text = Submission(values: Dictionary(context.step.values) { first, _ in first }).digits(field)
        guard let value = Double(text), value.isFinite else { throw MatterRefusal.fields([field: "請填數字。"]) }
        do {
            try city.tell(
                ToldNumber(indicator, value, on: context.at.taipeiDay, note: "\(context.matter.number) \(context.step.words)"), db, &changes)
        } catch let refusal as NumberRefusal {
            throw MatterRefusal.fields([field: refusal.phrase])
        }
    }
}
