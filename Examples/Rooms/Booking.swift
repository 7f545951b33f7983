internal import Formats
internal import Kernel
internal import Matters
internal import Storage

/// A room for half a day.
struct Booking: Sendable, Equatable {
    enum Part: String, Sendable, CaseIterable {
        case morning, afternoon

        var title: Phrase { self == .morning ? "上午" : "下午" }
    }

    static let rooms = ["第一會議室", "第二會議室", "簡報室"]

    let id: String
    let room: String
    let day: CivilDate
    let part: Part
    let purpose: String
    let isGranted: Bool

    var reference: Reference { Reference("rooms/booking", id) }

    /// Asks for the room: the booking and the matter that decides about it are one write.
    static func ask(_ room: String, _ day: CivilDate, _ part: Part, for purpose: String, by person: SignedInPerson, in city: City) async throws
        -> Matter
    {
        let (id, actor) = (UniqueID.make(at: city.clock.now()), Actor(person.reference))
        return try await city.store.write(as: actor, "rooms.ask") { db, changes in
            try db.run(
                """
                INSERT INTO booking (id, room, day, part, purpose, is_granted)
                VALUES (\(id), \(room), \(day.iso), \(part.rawValue), \(purpose), FALSE)
                """)
            changes.append(Change(Reference("rooms/booking", id), [("day", day.iso)]))
            var opening = Opening(BookingProcedure.procedure.id, title: "\(room) \(day.iso) \(purpose)", lead: "rdec")
            (opening.origin, opening.subject) = (person.appointments.first?.agency, Reference("rooms/booking", id))
            return try Matters(city).open(opening, as: actor, db, &changes)
        }
    }

    /// Follows from the approval, in its transaction: when the room was given away meanwhile, nothing happens at all.
    static func grant(_ matter: Matter, _ db: any Writer, _ changes: inout [Change]) throws {
        guard let booking = matter.subject else { return }
        // Asked, not tried: after an error the transaction is over on both engines. The unique index holds where two ask at once.
        let taken = try db.first(
            """
            SELECT 1 AS taken FROM booking AS mine JOIN booking AS other ON other.room = mine.room AND other.day = mine.day AND other.part = mine.part
            AND other.is_granted WHERE mine.id = \(booking.id)
            """)
        guard taken == nil else { throw MatterRefusal.notAllowed }
        try db.run("UPDATE booking SET is_granted = TRUE WHERE id = \(booking.id)")
        changes.append(Change(booking, [("granted", "yes")]))
    }

    /// What is asked for and granted from a day on.
    static func coming(from day: CivilDate, _ db: any Reader) throws -> [Booking] {
        try db.all(
            "SELECT id, room, day, part, purpose, is_granted FROM booking WHERE day >= \(day.iso) ORDER BY day, room, part, id LIMIT 200"
        ).map { row in
            Booking(
                id: try row.get("id"), room: try row.get("room"), day: try row.date("day"), part: Part(rawValue: try row.get("part")) ?? .morning,
                purpose: try row.get("purpose"), isGranted: try row.get("is_granted"))
        }
    }
}
