internal import Formats
internal import Kernel
internal import Storage

/// The part of a matter that steps change; kept with each step, so that it can be taken back.
struct Standing: Sendable, Equatable {
    var state: String
    var stateSince: Instant
    var lead: String
    var unit: String?
    var assignee: String?
    var due: Due
    var suspendedAt: Instant?
    var closedAt: Instant?
    var ending: State.Ending?
    /// The deadline it had when it was closed, and the days it took by then.
    var closedDue: Instant?
    var usedHalves: Int?
    var turn = Turn.nobody

    init(_ matter: Matter) throws {
        state = matter.state
        stateSince = matter.stateSince
        lead = matter.lead
        unit = matter.unit
        assignee = matter.assignee
        due = Due(at: matter.dueAt, from: matter.dueFrom, term: matter.dueTerm)
        suspendedAt = matter.suspendedAt
        closedAt = matter.closedAt
        (ending, closedDue, usedHalves) = (matter.ending, matter.closedDue, matter.usedHalves)
    }

    /// Ends it: what it took is kept, for what is counted later would move with the calendar.
    mutating func close(as ending: State.Ending, _ matter: Matter, at now: Instant, _ deadlines: Deadlines) {
        (self.ending, closedAt) = (ending, now)
        closedDue = due.at
        usedHalves = deadlines.daysUsed(matter.openedAt, now, of: lead)?.halves
        due = .none
    }

    /// - Parameter now: when the sums change with it.
    func store(for matter: Matter, procedure: Procedure, revision: Int, at now: Instant, _ db: any Writer) throws {
        try Tally.note(from: TallyFacts(matter), to: TallyFacts(matter, self), at: now, db)
        try db.run(
            """
            UPDATE matter SET version = \(procedure.version), state = \(state), state_since = \(stateSince), lead = \(lead), unit = \(unit),
                assignee = \(assignee), due_at = \(due.at ?? Matter.never), due_from = \(due.from), due_term = \(due.term?.text),
                suspended_at = \(suspendedAt), closed_at = \(closedAt), ending = \(ending?.rawValue),
                closed_due = \(closedDue), used_halves = \(usedHalves), revision = \(revision),
                turn_person = \(turn.person), turn_agency = \(turn.agency), turn_role = \(turn.role?.rawValue)
            WHERE id = \(matter.id)
            """)
    }

    /// As it stands in a step's row.
    var text: String {
        let members: [(String, String?)] = [
            ("state", state), ("stateSince", stateSince.description), ("lead", lead), ("unit", unit), ("assignee", assignee),
            ("dueAt", due.at?.description), ("dueFrom", due.from?.description), ("dueTerm", due.term?.text),
            ("suspendedAt", suspendedAt?.description), ("closedAt", closedAt?.description),
        ]
        return StepForm.text(members.compactMap { name, value in value.map { (name, $0) } })
    }

    /// - Returns: nil unless ``text`` wrote it.
    init?(text: String) {
        let values = Dictionary(StepForm.values(text)) { first, _ in first }
        guard let state = values["state"], let since = values["stateSince"].flatMap({ Instant($0) }), let lead = values["lead"] else { return nil }
        (self.state, stateSince, self.lead) = (state, since, lead)
        (unit, assignee) = (values["unit"], values["assignee"])
        due = Due(
            at: values["dueAt"].flatMap { Instant($0) }, from: values["dueFrom"].flatMap { Instant($0) },
            term: values["dueTerm"].flatMap { DeadlineTerm(text: $0) })
        suspendedAt = values["suspendedAt"].flatMap { Instant($0) }
        closedAt = values["closedAt"].flatMap { Instant($0) }
        ending = nil
    }
}
