internal import Kernel
internal import Storage

/// Who else has a section open: a hint, so that two people talk before they write, and no lock.
struct PlanPresence: Sendable {
    /// The person's 科室, or the name where none is known.
    let name: String
    let minutes: Int

    /// Older than this nobody is writing any more.
    private static let longest: Int64 = 15 * 60

    static let eraser = Eraser(["plan_presence"]) { person, db in try db.run("DELETE FROM plan_presence WHERE person = \(person)") }

    /// Notes that somebody opened a section.
    /// - Returns: the others who did so lately, the latest first.
    static func note(_ section: String, of plan: String, by person: SignedInPerson, in city: City) async throws -> [PlanPresence] {
        let now = city.clock.now()
        return try await city.store.write(exempt: .reading) { db in
            try db.run(
                """
                INSERT INTO plan_presence (plan, section, person, at) VALUES (\(plan), \(section), \(person.id), \(now))
                ON CONFLICT (plan, section, person) DO UPDATE SET at = excluded.at
                """)
            return try db.all(
                """
                SELECT plan_presence.at, person.name, (SELECT unit FROM appointment WHERE appointment.person = person.id AND unit IS NOT NULL
                ORDER BY valid_from DESC LIMIT 1) AS unit FROM plan_presence JOIN person ON person.id = plan_presence.person
                WHERE plan = \(plan) AND section = \(section) AND person.id <> \(person.id) AND plan_presence.at > \(now.adding(seconds: -longest))
                ORDER BY plan_presence.at DESC, person.id LIMIT 5
                """
            ).map { row in
                let at: Instant = try row.get("at")
                let unit: String? = try row.optional("unit")
                return PlanPresence(
                    name: try unit ?? row.get("name"), minutes: Int(max(0, now.seconds - at.seconds) / 60))
            }
        }
    }
}
