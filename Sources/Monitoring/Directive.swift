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

    /// Hands it to the lead agency, where it waits for an officer to accept it.
    func dispatch(as actor: Actor, from agency: String?, in city: City) async throws -> Matter {
        try await city.store.write(as: actor, "monitoring.dispatch") { db, changes in
            var opening = Opening(DirectiveProcedure.procedure.id, title: title, lead: lead)
            opening.origin = agency
            (opening.due, opening.unit) = (due, unit)
            opening.words = meeting
            return try Matters(city).open(opening, as: actor, db, &changes)
        }
    }
}
