public import Formats
public import Kernel
public import Storage

/// At a meeting and after it: its steps, minutes, decisions.
extension Meeting {
    /// Takes the next step.
    /// - Parameter seen: the state the person saw.
    /// - Throws: ``MeetingFault/noAgenda``, or ``MeetingFault/movedOn`` when somebody was quicker.
    public func proceed(from seen: State, at now: Instant, as actor: Actor, in store: Store) async throws {
        let id = id
        try await store.write(as: actor, "meetings.proceed") { db, changes in
            _ = try db.first("SELECT id FROM meeting WHERE id = \(id)\(SQL.forUpdate)")
            guard let meeting = try MeetingQueries.find(id, db), meeting.state == seen, !meeting.isCancelled, let next = seen.next else {
                throw MeetingFault.movedOn
            }
            if next == .convened, try MeetingQueries.items(of: id, db).isEmpty { throw MeetingFault.noAgenda }
            try db.run("UPDATE meeting SET state = \(next.rawValue), changed_at = \(now) WHERE id = \(id)")
            changes.append(Change(meeting.reference, [("state", next.rawValue)]))
            guard meeting.series.isPublic else { return }
            // Notices make the meeting public, and approved minutes its decisions.
            try Links.show(meeting.reference, isPublic: true, db, &changes)
            guard next == .approved else { return }
            for decision in try MeetingQueries.decisions(of: id, db) { try Links.show(decision.reference, isPublic: true, db, &changes) }
        }
    }

    /// Writes down what was said about a point of the agenda.
    public func write(minutes: String, of item: String, as actor: Actor, in store: Store) async throws {
        try await change(as: actor, "meetings.writeMinutes", \.takesMinutes, in: store) { db, id in
            let written: String? = minutes.isEmpty ? nil : minutes
            try db.run("UPDATE agenda_item SET minutes = \(written) WHERE id = \(item) AND meeting = \(id)")
        }
    }

    /// 更正: gives approved minutes of a point another text, as a new version. The one before stays readable.
    /// - Throws: ``MeetingFault/tooLate`` when they are not approved yet, ``MeetingFault/sameText``.
    public func correct(minutes: String, of item: String, because reason: String, at now: Instant, as actor: Actor, in store: Store) async throws {
        try await change(as: actor, "meetings.correctMinutes", { $0 == .approved }, in: store) { db, id in
            guard let row = try db.first("SELECT minutes FROM agenda_item WHERE id = \(item) AND meeting = \(id)") else { throw MeetingFault.movedOn }
            let (before, after): (String?, String?) = (try row.optional("minutes"), minutes.isEmpty ? nil : minutes)
            guard before != after else { throw MeetingFault.sameText }
            try db.run(
                """
                INSERT INTO minutes_correction (id, meeting, version, item, before, after, reason, at) SELECT \(UniqueID.make(at: now)), \(id),
                coalesce(max(version), 1) + 1, \(item), \(before), \(after), \(reason), \(now) FROM minutes_correction WHERE meeting = \(id)
                """)
            try db.run("UPDATE agenda_item SET minutes = \(after) WHERE id = \(item)")
        }
    }

    /// What is decided, before it has a key.
    public struct NewDecision: Sendable {
        public let item: String?
        public let text: String
        public let leadAgency: String
        public let supporting: [String]
        public let due: CivilDate?

        public init(item: String?, text: String, leadAgency: String, supporting: [String], due: CivilDate?) {
            self.item = item
            self.text = text
            self.leadAgency = leadAgency
            self.supporting = supporting
            self.due = due
        }
    }

    /// Keeps a decision and opens, in the same transaction, what follows it up.
    /// - Throws: ``MeetingFault/tooLate``, ``DecisionOpening/Refusal``.
    public func decide(
        _ new: NewDecision, opening: DecisionOpening?, as actor: Actor, in city: City
    ) async throws -> String {
        let now = city.clock.now()
        let (id, key) = (id, UniqueID.make(at: now))
        return try await city.store.write(as: actor, "meetings.decide") { db, changes in
            _ = try db.first("SELECT id FROM meeting WHERE id = \(id)\(SQL.forUpdate)")
            guard let meeting = try MeetingQueries.find(id, db), meeting.state.takesMinutes, !meeting.isCancelled else {
                throw MeetingFault.tooLate
            }
            try db.run(
                """
                INSERT INTO decision (id, meeting, series, place, item, text, lead_agency, supporting, due, state, progress, changed_at)
                SELECT \(key), \(id), \(meeting.series.id), coalesce(max(place), 0) + 1, \(new.item), \(new.text), \(new.leadAgency),
                \(new.supporting.joined(separator: " ")), \(new.due?.iso), 'open', '', \(now) FROM decision WHERE meeting = \(id)
                """)
            changes.append(Change(Reference("meetings/decision", key), [("leadAgency", new.leadAgency), ("state", "open")]))
            let reference = Reference("meetings/decision", key)
            try Links(city).tie(meeting.reference, .decides, reference, by: actor, db, &changes)
            if let opening, let decision = try MeetingQueries.decision(key, db) {
                let opened = try opening.open(decision, meeting, city, actor, db, &changes)
                try db.run("UPDATE decision SET opened = \(opened) WHERE id = \(key)")
            }
            return key
        }
    }
}

extension Decision {
    /// Says how far a decision is. Its text is what was decided and never changes; its past is kept.
    /// - Returns: false when there is none.
    public static func report(
        _ id: String, progress: String, state: State, at now: Instant, as actor: Actor, in store: Store
    ) async throws -> Bool {
        try await store.write(as: actor, "meetings.reportDecision") { db, changes in
            let changed = try db.run(
                "UPDATE decision SET progress = \(progress), state = \(state.rawValue), changed_at = \(now) WHERE id = \(id)")
            guard changed == 1 else { return false }
            changes.append(Change(Reference("meetings/decision", id), [("state", state.rawValue)]))
            return true
        }
    }
}
