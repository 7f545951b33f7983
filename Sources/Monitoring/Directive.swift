internal import Formats
internal import Kernel
internal import Matters
internal import Storage

/// 指（裁）示事項: what a meeting told an agency to do by when.
struct Directive: Sendable {
    let title: String
    let lead: String
    let due: CivilDate
    /// 科室, where the commission knows it.
    let unit: String?
    /// Which meeting; may be empty.
    let meeting: String
    let source: MeetingSource

    /// Hands it to the lead agency, where it waits for an officer to accept it.
    func dispatch(as actor: Actor, from agency: String?, in city: City) async throws -> Matter {
        try await city.store.write(as: actor, "monitoring.dispatch") { db, changes in
            var opening = Opening(DirectiveProcedure.procedure.id, title: title, lead: lead)
            opening.origin = agency
            (opening.due, opening.unit) = (due, unit)
            opening.words = meeting
            let record = DirectiveRecord(dispatched: title, in: meeting, source, lead: lead, due: due, on: city.clock.today, at: city.clock.now())
            opening.subject = record.reference
            let matter = try Matters(city).open(opening, as: actor, db, &changes)
            try record.of(matter).insert(place: 0, db, &changes)
            return matter
        }
    }
}
