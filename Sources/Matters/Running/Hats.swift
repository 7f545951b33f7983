internal import Kernel
internal import Storage

/// Under whose names somebody acts: the own, and those of the people one stands in for (代理).
struct Hats: Sendable {
    let person: SignedInPerson

    init(_ person: SignedInPerson) {
        self.person = person
    }

    /// The own one first: who may act alone does not act for another.
    var all: [SignedInPerson] { [person] + person.principals }

    /// The hat under which one of these parties is met.
    func first(of parties: [Party], in matter: Matter) -> SignedInPerson? {
        all.first { hat in parties.contains { $0.includes(hat, matter) } }
    }

    /// The writer of a step made under a hat.
    func actor(_ hat: SignedInPerson) -> Actor {
        Actor(person.reference, actingFor: hat.id == person.id ? nil : hat.reference)
    }

    /// Whether the matter is any business of theirs.
    func mayRead(_ matter: Matter) -> Bool {
        all.contains { hat in
            (matter.author == hat.reference && hat.id == person.id) || (hat.isStaff && matter.isOpenToStaff)
                || hat.appointments.contains { appointment in
                    appointment.role == .reviewer || appointment.role == .mayor
                        || (appointment.role.isStaff
                            && (appointment.agency == matter.lead || appointment.agency == matter.origin
                                || matter.supporting.contains(appointment.agency)))
                }
        }
    }
}

extension MatterQueries {
    /// Whether somebody has a part in a matter, or in the one it is a part of.
    static func isParty(_ id: String, _ person: SignedInPerson, _ db: any Reader) throws -> Bool {
        guard let matter = try find(id, db) else { return false }
        let hats = Hats(person)
        if hats.mayRead(matter) { return true }
        guard let parent = try matter.parent.flatMap({ try find($0, db) }) else { return false }
        return hats.mayRead(parent)
    }
}
