internal import Formats
internal import Kernel
internal import Markup
internal import Matters
internal import Meetings
internal import Storage

/// A decision of a meeting becomes a directive, in the same transaction.
extension Directive {
    static let opening = DecisionOpening("monitoring.directive", "列為指（裁）示事項，由研考會列管", open: open, stands: stands)

    private static let open: DecisionOpening.Open = { decision, meeting, city, actor, db, changes in
        guard let due = decision.due else { throw DecisionOpening.Refusal("列管的決議要有期限。") }
        var opening = Opening(DirectiveProcedure.procedure.id, title: String(decision.text.prefix(200)), lead: decision.leadAgency)
        opening.origin = meeting.series.agency
        opening.subject = decision.reference
        opening.due = due
        opening.words = meeting.title(Words(.chinese, english: city.english))
        do {
            let matter = try Matters(city).open(opening, as: actor, db, &changes)
            // Who supports is asked at once, each for a part of its own that never holds up the lead.
            for agency in decision.supporting {
                var part = Opening(ReplyProcedure.procedure.id, title: opening.title, lead: agency)
                (part.origin, part.parent, part.subject, part.due) = (decision.leadAgency, matter, decision.reference, due)
                (part.words, part.isSample) = (opening.words, meeting.series.isSample)
                try Matters(city).open(part, as: actor, db, &changes)
            }
            var record = DirectiveRecord(
                dispatched: decision.text, in: opening.words, MeetingSource(meeting.series), lead: decision.leadAgency, due: due,
                on: meeting.startsAt.taipeiDay, at: city.clock.now())
            record.supporting = decision.supporting
            try record.of(matter).insert(place: 0, db, &changes)
            return matter.reference
        } catch MatterRefusal.calendar(let error) {
            throw DecisionOpening.Refusal(error.phrase)
        }
    }

    private static let stands: DecisionOpening.Stands = { opened, city, db in
        guard let matter = try MatterQueries.find(opened.id, db), matter.reference == opened, matter.procedure == DirectiveProcedure.procedure.id,
            let state = DirectiveProcedure.procedure.states.first(where: { $0.id == matter.state })
        else { return nil }
        return DecisionOpening.Standing(state.title, isClosed: matter.closedAt != nil, url: "/matters/\(matter.id)")
    }
}
