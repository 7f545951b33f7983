public import Formats
internal import Kernel
public import Storage

/// What a new matter is.
public struct Opening: Sendable {
    public let procedure: String
    public var title: String
    public var lead: String
    /// Its key, where whoever opens it has one already; otherwise it gets one.
    public var id: String?
    public var unit: String?
    public var assignee: String?
    /// The agency that opens it.
    public var origin: String?
    public var parent: Matter?
    public var subject: Reference?
    /// The day it is due, where the first state asks for one.
    public var due: CivilDate?
    public var words = ""
    public var isPublic = false
    public var isSample = false

    public init(_ procedure: String, title: String, lead: String) {
        self.procedure = procedure
        self.title = title
        self.lead = lead
    }
}

extension Matters {
    /// Opens a matter: gives it its number, its deadline and its place in somebody's inbox.
    /// - Throws: ``MatterRefusal/calendar(_:)`` when its deadline lies in a year whose calendar is not there.
    @discardableResult
    public func open(_ opening: Opening, as actor: Actor, _ db: any Writer, _ changes: inout [Change]) throws -> Matter {
        guard let procedure = procedure(opening.procedure), let state = procedure.initial else { throw MatterRefusal.notAllowed }
        let now = city.clock.now()
        let id = opening.id ?? UniqueID.make(at: now)
        let due = try Deadlines(city, writing: db).entering(state, of: opening.lead, at: now, asked: opening.due, keeping: nil)
        let unit = try opening.unit ?? opening.assignee.flatMap { try Unit.of($0, at: opening.lead, on: now.taipeiDay, db) }
        let turn = Turn(state.turn, lead: opening.lead, origin: opening.origin, author: actor.reference, assignee: opening.assignee)
        let number = try CaseNumber.next(mark: procedure.mark, on: city.clock.today, db)
        try db.run(
            """
            INSERT INTO matter (id, procedure, version, number, title, state, lead, unit, assignee, author, origin, parent, subject, opened_at, state_since,
                due_at, due_from, due_term, is_public, is_open_to_staff, is_sample, revision, folded, turn_person, turn_agency, turn_role)
            VALUES (\(id), \(procedure.id), \(procedure.version), \(number), \(opening.title), \(state.id), \(opening.lead), \(unit),
                \(opening.assignee), \(actor.reference), \(opening.origin), \(opening.parent?.id), \(opening.subject), \(now), \(now),
                \(due.at ?? Matter.never), \(due.from), \(due.term?.text), \(opening.isPublic), \(procedure.isOpenToStaff), \(opening.isSample), 1,
                \(Folding.folded(opening.title + " " + number)), \(turn.person), \(turn.agency), \(turn.role?.rawValue))
            """)
        try StepWriter(db: db, now: now).write(
            matter: id, number: 1, action: "open", from: "", to: state.id, actor: actor, words: opening.words, values: [], before: "{}")
        changes.append(Change(Reference("matters/matter", id), [("procedure", procedure.id), ("state", state.id), ("lead", opening.lead)]))
        try db.emit(InboxEvents.moved(id, from: .nobody, to: turn))
        guard let matter = try MatterQueries.find(id, db) else { throw MatterRefusal.notAllowed }
        // What it is about knows of it, where that is a kind that has threads.
        if let subject = opening.subject, try city.isPublic(subject, db) != nil {
            try Links(city).tie(matter.reference, .carriesOut, subject, by: actor, db, &changes)
        }
        try Tally.note(from: nil, to: TallyFacts(matter), at: now, db)
        try telling(db, matter).tellTurn(of: matter, except: actor)
        return matter
    }
}
