internal import Formats
internal import Kernel
internal import Ledger
internal import Storage

/// Everything that a matter's page shows, read at once.
struct MatterView: Sendable {
    let matter: Matter
    let parent: Matter?
    let parts: [Matter]
    let steps: [Step]
    /// Those there are now; none for a moment of the past.
    let files: [Attachment]
    let forms: [String: ActionForm]
    let people: [String: String]
    let agencies: [String: String]
    let isWatching: Bool
    let undoable: Step?
    let left: Int?
    /// 暫定: its deadline was counted with a year whose official calendar is not there yet.
    let isProvisional: Bool
    let seal: LedgerSeal?
    /// What it is about, where this reader may see that.
    let subject: Glance?

    static func read(_ id: String, _ moment: Moment, _ call: Call) async throws -> MatterView {
        guard let person = call.granted.person else { throw Problem.signInNeeded }
        let (city, now) = (call.city, moment.time ?? call.city.clock.now())
        let found = try await call.store.read { db -> MatterView? in
            guard let matter = try MatterQueries.find(id, asOf: moment.asOf, db) else { return nil }
            let steps = try MatterQueries.steps(of: id, before: moment.time, db)
            let parts = try MatterQueries.parts(of: id, asOf: moment.asOf, db)
            let (matters, deadlines) = (Matters(city), try Deadlines(city, db))
            let actions = moment.isPast ? [] : matters.actions(on: matter, for: person)
            let forms = Dictionary(uniqueKeysWithValues: try actions.map { ($0.action.id, try ActionForm($0.action, matter, city, db)) })
            var names = Set(steps.flatMap { [$0.actor, $0.actingFor].compactMap(\.self) }.filter { $0.kind == "kernel/person" }.map(\.id))
            names.formUnion(([matter] + parts).compactMap(\.assignee) + steps.flatMap(\.values).filter { $0.0 == "person" }.map(\.1))
            names.formUnion(steps.filter { $0.action == "returned" }.flatMap(\.values).map(\.1))
            let watching = try db.first("SELECT is_watching FROM matter_person WHERE person = \(person.id) AND matter = \(id)")
            return MatterView(
                matter: matter, parent: try matter.parent.flatMap { try MatterQueries.find($0, asOf: moment.asOf, db) }, parts: parts, steps: steps,
                files: moment.isPast ? [] : try Attachment.list(of: matter.reference, db),
                forms: forms, people: try PersonQueries.names(of: names.sorted(), db),
                agencies: Dictionary(uniqueKeysWithValues: try AgencyQueries.all(db).map { ($0.id, $0.name) }),
                isWatching: try watching?.get("is_watching") ?? false, undoable: moment.isPast ? nil : try matters.undoable(matter, by: person, db),
                left: matter.dueAt.flatMap { deadlines.workingDays(until: $0, from: now) },
                isProvisional: matter.dueAt.map { deadlines.provisionalYears.contains($0.taipeiDay.year) } ?? false,
                seal: try LedgerSeal.find(matter.reference, asOf: moment.asOf, db),
                subject: try matter.subject.flatMap { subject in
                    try city.glances(at: [subject], Noun.View(city: city, granted: call.granted, asOf: moment.asOf), db)[subject]
                })
        }
        guard let found else { throw Problem.notFound }
        return found
    }

    /// From now on it is not new to them.
    func markSeen(by person: SignedInPerson, _ store: Store) async throws {
        let (id, revision) = (matter.id, matter.revision)
        try await store.write(exempt: .reading) { db in
            let known = try db.first("SELECT seen FROM matter_person WHERE person = \(person.id) AND matter = \(id)")
            if let known, try known.get("seen") as Int >= revision { return }
            try db.run(
                """
                INSERT INTO matter_person (person, matter, is_watching, has_acted, seen) VALUES (\(person.id), \(id), FALSE, FALSE, \(revision))
                ON CONFLICT (person, matter) DO UPDATE SET seen = excluded.seen
                """)
        }
    }
}
