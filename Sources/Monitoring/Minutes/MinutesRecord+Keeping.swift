internal import Formats
internal import Kernel
internal import Matters
internal import Storage

/// Why minutes cannot be worked on.
enum MinutesFault: Error, Sendable {
    /// Somebody else has changed or dispatched them meanwhile.
    case movedOn
    case calendar(Phrase)
}

extension MinutesRecord {
    /// What the officer says of a file: where it comes from.
    struct Origin: Sendable {
        let source: MeetingSource
        let title: String
        let heldOn: CivilDate
        let session: String?
        let fileName: String
        let isPublic: Bool
        var isSample = false
    }

    /// Keeps what a reader found, for an officer to check.
    /// - Parameter writtenAnswer: how many days a written answer has when the minutes say nothing.
    static func keep(_ minutes: Minutes, _ origin: Origin, writtenAnswer: Int, as actor: Actor, in city: City) async throws -> String {
        let now = city.clock.now()
        let id = UniqueID.make(at: now)
        return try await city.store.write(as: actor, "monitoring.readMinutes") { db, changes in
            try db.run(
                """
                INSERT INTO minutes (id, source, title, held_on, session, file_name, state, is_public, is_sample, author, created_at, revision)
                VALUES (\(id), \(origin.source.rawValue), \(origin.title), \(origin.heldOn.iso), \(origin.session), \(origin.fileName), 'open',
                \(origin.isPublic), \(origin.isSample), \(actor.reference), \(now), 1)
                """)
            for (place, one) in minutes.proposals.enumerated() {
                let sitting = one.sitting.map { minutes.sittings[$0] }
                let heldOn = sitting?.heldOn ?? origin.heldOn
                let due = one.due?.day ?? (one.kind == .answer && one.due == nil ? heldOn.adding(days: writtenAnswer) : nil)
                let record = DirectiveRecord(
                    id: UniqueID.make(at: now), minutes: id, source: origin.source,
                    meeting: minutes.sittings.count > 1 ? String((sitting?.title ?? origin.title).prefix(200)) : origin.title, heldOn: heldOn,
                    session: origin.session, line: one.line, kind: one.kind, number: one.number, heading: String(one.heading.prefix(300)),
                    text: String(one.said.prefix(1000)), lead: one.lead?.id, leadWords: one.lead?.printed ?? "",
                    supporting: one.supporting.compactMap(\.id),
                    supportingWords: one.supporting.filter { $0.id == nil }.map(\.printed).joined(separator: "、"),
                    due: due, dueWords: one.due?.words ?? "", isChosen: true, isPublic: origin.isPublic, matter: nil)
                try record.insert(place: place, db, &changes)
            }
            changes.append(Change(Reference("monitoring/minutes", id), [("state", "open"), ("proposals", String(minutes.proposals.count))]))
            return id
        }
    }

    /// Keeps what the officer changed in what was proposed.
    /// - Throws: ``MinutesFault/movedOn``.
    func keep(_ edited: [DirectiveRecord], as actor: Actor, in store: Store) async throws -> MinutesRecord {
        let (id, seen) = (id, revision)
        return try await store.write(as: actor, "monitoring.checkMinutes") { db, changes in
            let moved = try db.run("UPDATE minutes SET revision = revision + 1 WHERE id = \(id) AND revision = \(seen) AND state = 'open'")
            guard moved == 1, let now = try MinutesQueries.find(id, db) else { throw MinutesFault.movedOn }
            for one in edited {
                try db.run(
                    """
                    UPDATE directive SET text = \(one.text), lead = \(one.lead), supporting = \(one.supporting.joined(separator: " ")),
                    supporting_words = \(one.supportingWords), due = \(one.due?.iso), is_chosen = \(one.isChosen) WHERE id = \(one.id) AND matter IS NULL
                    """)
                changes.append(Change(one.reference, [("lead", one.lead ?? "none")]))
            }
            changes.append(Change(now.reference, [("revision", String(now.revision))]))
            return now
        }
    }

    /// Hands all that was chosen to its agencies, in one transaction: all of it or nothing.
    /// - Returns: how many.
    /// - Throws: ``MinutesFault``.
    func dispatch(from agency: String?, as actor: Actor, in city: City) async throws -> Int {
        let (id, seen) = (id, revision)
        return try await city.store.write(as: actor, "monitoring.dispatchMinutes") { db, changes in
            let moved = try db.run(
                "UPDATE minutes SET state = 'dispatched', revision = revision + 1 WHERE id = \(id) AND revision = \(seen) AND state = 'open'")
            guard moved == 1, let minutes = try MinutesQueries.find(id, db) else { throw MinutesFault.movedOn }
            var count = 0
            for one in try MinutesQueries.directives(of: id, db) where one.isChosen && one.matter == nil {
                let matter = try one.open(from: agency, isSample: minutes.isSample, as: actor, city, db, &changes)
                try db.run("UPDATE directive SET matter = \(matter.id) WHERE id = \(one.id)")
                changes.append(Change(one.reference, [("matter", matter.id)]))
                count += 1
            }
            changes.append(Change(minutes.reference, [("state", "dispatched")]))
            return count
        }
    }
}

extension DirectiveRecord {
    func insert(place: Int, _ db: any Writer, _ changes: inout [Change]) throws {
        try db.run(
            """
            INSERT INTO directive (id, minutes, source, meeting, held_on, session, place, line, kind, number, heading, text, lead, lead_words,
                supporting, supporting_words, due, due_words, is_chosen, is_public, matter)
            VALUES (\(id), \(minutes), \(source.rawValue), \(meeting), \(heldOn.iso), \(session), \(place), \(line), \(kind.rawValue), \(number),
                \(heading), \(text), \(lead), \(leadWords), \(supporting.joined(separator: " ")), \(supportingWords), \(due?.iso), \(dueWords),
                \(isChosen), \(isPublic), \(matter))
            """)
        changes.append(Change(reference, [("lead", lead ?? "none")]))
    }

    /// Opens its matter, and a part for each agency that supports, which never holds up the lead.
    fileprivate func open(
        from agency: String?, isSample: Bool, as actor: Actor, _ city: City, _ db: any Writer, _ changes: inout [Change]
    ) throws -> Matter {
        var opening = Opening(DirectiveProcedure.procedure.id, title: title, lead: lead ?? "")
        (opening.origin, opening.due, opening.words, opening.isSample) = (agency, due, "\(meeting)\n\(text)", isSample)
        (opening.subject, opening.isPublic) = (reference, isPublic)
        do {
            let matter = try Matters(city).open(opening, as: actor, db, &changes)
            for helper in supporting {
                var part = Opening(ReplyProcedure.procedure.id, title: title, lead: helper)
                (part.origin, part.parent, part.subject, part.due) = (lead, matter, reference, due)
                (part.words, part.isSample) = (opening.words, isSample)
                try Matters(city).open(part, as: actor, db, &changes)
            }
            return matter
        } catch MatterRefusal.calendar(let error) {
            throw MinutesFault.calendar(error.phrase)
        }
    }

    /// The text in a line.
    var title: String { String(text.split(whereSeparator: \.isNewline).joined(separator: " ").prefix(200)) }
}
