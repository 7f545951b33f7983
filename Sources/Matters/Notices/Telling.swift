internal import Formats
internal import Kernel
internal import Storage

/// Tells people, in the transaction of what they are told about. Who did it is not told.
struct Telling {
    let db: any Writer
    let city: City
    let at: Instant
    /// When it may be seen: later than ``at`` where the step can still be taken back.
    var visibleAt: Instant
    /// Of the matter: nobody is told twice of one step.
    let step: Int

    func tellTurn(of matter: Matter, except actor: Actor) throws {
        guard let procedure = city.contributions(Procedure.self).first(where: { $0.id == matter.procedure }),
            let state = procedure.state(matter.state), let turn = state.turn, matter.isOpen, matter.suspendedAt == nil
        else { return }
        try tell([turn], of: matter, "輪到您處理：\(state.title.key)", except: actor)
    }

    func tell(_ parties: [Party], of matter: Matter, _ words: Phrase, except actor: Actor) throws {
        var people: Set<String> = []
        for party in parties { people.formUnion(try self.people(party, matter)) }
        people.formUnion(try deputies(of: people, matter))
        try tell(people, of: matter, words, except: actor)
    }

    func tellWatchers(of matter: Matter, _ what: Phrase, except actor: Actor) throws {
        let people = try db.all("SELECT person FROM matter_person WHERE matter = \(matter.id) AND is_watching LIMIT 500").map {
            try $0.get("person") as String
        }
        try tell(Set(people), of: matter, "您關注的案件有新進度：\(what.key)", except: actor)
    }

    /// What nobody saw yet of a step that is taken back.
    func forget(of matter: Matter, since step: Instant) throws {
        try db.run("DELETE FROM notice WHERE matter = \(matter.id) AND at >= \(step) AND visible_at > \(at) AND mailed_at IS NULL")
    }

    private func tell(_ people: Set<String>, of matter: Matter, _ words: Phrase, except actor: Actor) throws {
        for person in people.sorted() where Reference("kernel/person", person) != actor.reference {
            try db.run(
                """
                INSERT INTO notice (id, person, matter, step, words, at, visible_at)
                VALUES (\(UniqueID.make(at: at)), \(person), \(matter.id), \(step), \(words.stored), \(at), \(visibleAt))
                ON CONFLICT (person, matter, step) DO NOTHING
                """)
        }
    }

    private func people(_ party: Party, _ matter: Matter) throws -> Set<String> {
        switch party.relation {
        case .author: return matter.author.kind == "kernel/person" ? [matter.author.id] : []
        case .handler where matter.assignee != nil: return matter.assignee.map { [$0] } ?? []
        case .handler, .lead: return try appointed(at: [matter.lead], party.roles)
        case .supporting: return try appointed(at: matter.supporting, party.roles)
        case .origin: return try appointed(at: matter.origin.map { [$0] } ?? [], party.roles)
        case .city: return try appointed(at: nil, party.roles)
        }
    }

    /// Who stands in for them today, and so would do it.
    private func deputies(of people: Set<String>, _ matter: Matter) throws -> Set<String> {
        let day = at.taipeiDay.iso
        let rows = try db.all(
            """
            SELECT DISTINCT deputy FROM delegation WHERE principal IN (\(list: people.sorted())) AND valid_from <= \(day) AND valid_to > \(day)
            AND (agency IS NULL OR agency = \(matter.lead)) LIMIT 500
            """)
        return Set(try rows.map { try $0.get("deputy") })
    }

    private func appointed(at agencies: Set<String>?, _ roles: [Role]) throws -> Set<String> {
        let day = at.taipeiDay.iso
        let place: SQL = agencies.map { "agency IN (\(list: $0.sorted())) AND " } ?? ""
        let rows = try db.all(
            """
            SELECT DISTINCT appointment.person FROM appointment JOIN person ON person.id = appointment.person AND person.closed_at IS NULL
            WHERE \(place)role IN (\(list: roles.map(\.rawValue)))
            AND valid_from <= \(day) AND (valid_to IS NULL OR valid_to > \(day)) LIMIT 500
            """)
        return Set(try rows.map { try $0.get("person") })
    }
}

extension Matters {
    /// - Parameter matter: as it is after the step.
    func telling(_ db: any Writer, _ matter: Matter) -> Telling {
        let now = city.clock.now()
        return Telling(db: db, city: city, at: now, visibleAt: now, step: matter.revision)
    }
}
