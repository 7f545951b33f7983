internal import Formats
internal import Kernel
internal import Storage

/// 科室: a matter is with the unit of who has it.
enum Unit {
    /// The unit somebody has as an officer of an agency; of another role there, where they are no officer.
    static func of(_ person: SignedInPerson, at agency: String) -> String? {
        let there = person.appointments.filter { $0.agency == agency && $0.unit != nil }
        return (there.first { $0.role == .officer } ?? there.first)?.unit
    }

    static func of(_ person: String, at agency: String, on day: CivilDate, _ db: any Reader) throws -> String? {
        try PersonQueries.signedIn(id: person, on: day, db).flatMap { of($0, at: agency) }
    }
}
