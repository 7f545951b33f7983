internal import Formats
public import Kernel
public import Storage

/// Why something cannot be done to a meeting as it stands.
public enum MeetingFault: Error, Sendable, Equatable {
    /// The series has another of this name.
    case nameTaken
    case endsBeforeItBegins
    /// Minutes that were approved stay as they are; time and agenda stand once minutes are written.
    case tooLate
    case noAgenda
    /// Somebody took this step meanwhile.
    case movedOn
    /// A correction that corrects nothing.
    case sameText

    public var phrase: Phrase {
        switch self {
        case .nameTaken: "這個機關已經有同名的會議。"
        case .endsBeforeItBegins: "結束時間要在開始時間之後。"
        case .tooLate: "會議已經進到下一步，這一項不能再改。"
        case .noAgenda: "議程還沒有任何一案，不能發出通知。"
        case .sameText: "和現在的紀錄一樣，沒有更正。"
        case .movedOn: "這場會議剛才已經被別人改過，請看現在的樣子。"
        }
    }
}

/// Before a meeting: its series, time and place, agenda, who is to come.
extension Meeting {
    /// - Throws: ``MeetingFault/nameTaken``.
    public static func addSeries(
        named name: String, kind: MeetingSeries.Kind, agency: String, chair: String, isPublic: Bool, isSample: Bool = false, at now: Instant,
        as actor: Actor, in store: Store
    ) async throws -> String {
        let id = UniqueID.make(at: now)
        do {
            return try await store.write(as: actor, "meetings.addSeries") { db, changes in
                try db.run(
                    """
                    INSERT INTO meeting_series (id, name, agency, kind, chair, is_public, is_sample, created_at)
                    VALUES (\(id), \(name), \(agency), \(kind.rawValue), \(chair), \(isPublic), \(isSample), \(now))
                    """)
                changes.append(Change(Reference("meetings/series", id), [("agency", agency), ("kind", kind.rawValue)]))
                return id
            }
        } catch StoreError.conflict { throw MeetingFault.nameTaken }
    }

    /// Plans the next meeting of a series.
    public static func plan(
        _ series: String, from start: Instant, to end: Instant, place: String, at now: Instant, as actor: Actor, in store: Store
    ) async throws -> String {
        guard start < end else { throw MeetingFault.endsBeforeItBegins }
        let id = UniqueID.make(at: now)
        return try await store.write(as: actor, "meetings.plan") { db, changes in
            // Two that plan at once would both take the next number.
            _ = try db.first("SELECT id FROM meeting_series WHERE id = \(series)\(SQL.forUpdate)")
            let number: Int =
                try db.first("SELECT coalesce(max(number), 0) + 1 AS number FROM meeting WHERE series = \(series)")?.get("number") ?? 1
            try db.run(
                """
                INSERT INTO meeting (id, series, number, starts_at, ends_at, place, state, sequence, changed_at)
                VALUES (\(id), \(series), \(number), \(start), \(end), \(place), 'planned', 0, \(now))
                """)
            // Who came last time is asked again.
            let before = try MeetingQueries.meetings(of: series, limit: 2, db).first { $0.number == number - 1 }
            let invited = try before.map { try MeetingQueries.attendance(of: $0.id, db) } ?? []
            for (index, one) in invited.enumerated() {
                try db.run(
                    "INSERT INTO attendance (id, meeting, place, office, presence) VALUES (\(UniqueID.make(at: now)), \(id), \(index), \(one.office), 'invited')"
                )
            }
            if let before {
                try db.run(
                    """
                    INSERT INTO meeting_invitation (meeting, office, address, is_cancelled)
                    SELECT \(id), office, address, FALSE FROM meeting_invitation WHERE meeting = \(before.id)
                    """)
            }
            changes.append(Change(Reference("meetings/meeting", id), [("state", "planned"), ("number", String(number))]))
            return id
        }
    }

    /// Moves a meeting to another time or place.
    public func move(from start: Instant, to end: Instant, place: String, at now: Instant, as actor: Actor, in store: Store) async throws {
        guard start < end else { throw MeetingFault.endsBeforeItBegins }
        try await change(as: actor, "meetings.move", \.isBeforeMinutes, in: store) { db, id in
            try db.run(
                """
                UPDATE meeting SET starts_at = \(start), ends_at = \(end), place = \(place), sequence = sequence + 1, changed_at = \(now)
                WHERE id = \(id)
                """)
        }
    }

    /// Calls a meeting off. Whoever was invited is told, and its page says so.
    public func cancel(because reason: String, at now: Instant, as actor: Actor, in store: Store) async throws {
        try await change(as: actor, "meetings.cancel", \.isBeforeMinutes, in: store) { db, id in
            try db.run(
                """
                UPDATE meeting SET cancelled_at = \(now), cancel_reason = \(reason), sequence = sequence + 1, changed_at = \(now) WHERE id = \(id)
                """)
        }
    }

    public func addItem(
        _ kind: AgendaItem.Kind, title: String, presenter: String, text: String, at now: Instant, as actor: Actor, in store: Store
    ) async throws {
        // A motion is brought forward at the meeting itself.
        try await change(as: actor, "meetings.addItem", { $0.isBeforeMinutes || (kind == .motion && $0.takesMinutes) }, in: store) { db, id in
            try db.run(
                """
                INSERT INTO agenda_item (id, meeting, place, kind, title, presenter, text) SELECT \(UniqueID.make(at: now)), \(id),
                coalesce(max(place), 0) + 1, \(kind.rawValue), \(title), \(presenter), \(text) FROM agenda_item WHERE meeting = \(id)
                """)
        }
    }

    public func removeItem(_ item: String, as actor: Actor, in store: Store) async throws {
        try await change(as: actor, "meetings.removeItem", \.isBeforeMinutes, in: store) { db, id in
            try db.run("DELETE FROM agenda_item WHERE id = \(item) AND meeting = \(id)")
        }
    }

    /// Invites an office, or says whether it came.
    /// - Parameter mail: where the office gets its invitation; nil leaves what is known.
    public func attend(
        _ office: String, _ presence: Attendance.Presence, mail: String? = nil, at now: Instant, as actor: Actor, in store: Store
    ) async throws {
        try await change(as: actor, "meetings.attend", { $0 != .approved }, in: store) { db, id in
            if let mail {
                try db.run(
                    """
                    INSERT INTO meeting_invitation (meeting, office, address, is_cancelled) VALUES (\(id), \(office), \(mail), FALSE)
                    ON CONFLICT (meeting, office) DO UPDATE SET address = excluded.address, sent_sequence = NULL
                    """)
            }
            let known = try db.run("UPDATE attendance SET presence = \(presence.rawValue) WHERE meeting = \(id) AND office = \(office)")
            guard known == 0 else { return }
            try db.run(
                """
                INSERT INTO attendance (id, meeting, place, office, presence) SELECT \(UniqueID.make(at: now)), \(id), coalesce(max(place), 0) + 1,
                \(office), \(presence.rawValue) FROM attendance WHERE meeting = \(id)
                """)
        }
    }

    /// One write to the meeting, when it still is in a state that allows it.
    func change(
        as actor: Actor, _ reason: Reason, _ allows: @escaping @Sendable (State) -> Bool, in store: Store,
        _ work: @escaping @Sendable (any Writer, String) throws -> Void
    ) async throws {
        let id = id
        try await store.write(as: actor, reason) { db, changes in
            _ = try db.first("SELECT id FROM meeting WHERE id = \(id)\(SQL.forUpdate)")
            guard let now = try MeetingQueries.find(id, db), !now.isCancelled, allows(now.state) else { throw MeetingFault.tooLate }
            try work(db, id)
            changes.append(Change(Reference("meetings/meeting", id), [("state", now.state.rawValue)]))
        }
    }
}
