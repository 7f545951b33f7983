internal import Formats
internal import Kernel
internal import Storage

extension Matters {
    /// A day on which offices are closed after all, or open: deadlines that count across it move with it, in the same transaction, and say so.
    static func calendarChanged(_ change: CalendarChange, _ db: any Writer, _ changes: inout [Change]) throws {
        guard let first = change.days.first, let last = change.days.last else { return }
        // A deadline at the end of a year may have had nowhere to go until the next year's calendar came.
        let start = if case .importedYear = change.cause { first.adding(days: -14) } else { first }
        // A deadline that ended before the first of these days stays; one that began after the last never counted it.
        let rows = try db.all(
            """
            SELECT \(MatterQueries.columns) FROM matter WHERE closed_at IS NULL AND suspended_at IS NULL AND due_at >= \(Instant(taipei: start))
            AND due_at < \(Matter.never) AND due_from <= \(Instant.end(of: last)) ORDER BY due_at, id\(SQL.forUpdate)
            """)
        for row in rows {
            let matter = try MatterQueries.matter(row)
            guard let term = matter.dueTerm, let from = matter.dueFrom, let old = matter.dueAt else { continue }
            let calendar = change.after.of(agency: matter.lead)
            // A year that is missing moves nothing; importing it is a change of its own.
            guard let new = try? term.due(from: from, calendar: calendar, settings: change.settings), new != old else { continue }
            try Tally.note(from: TallyFacts(matter), to: TallyFacts(matter, dueAt: new), at: change.at, db)
            try db.run("UPDATE matter SET due_at = \(new), revision = \(matter.revision + 1) WHERE id = \(matter.id)")
            try StepWriter(db: db, now: change.at).write(
                matter: matter.id, number: matter.revision + 1, action: "calendar", from: matter.state, to: matter.state,
                actor: Actor(Reference("system", "calendar")), words: "", values: [("before", old.description), ("after", new.description)],
                before: "{}")
            changes.append(Change(matter.reference, [("action", "calendar"), ("due", new.description)]))
        }
    }
}
