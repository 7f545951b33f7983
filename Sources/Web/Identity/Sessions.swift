internal import Kernel
internal import Storage

/// Who is signed in. A session is a random cookie; the store keeps its hash.
struct Sessions: Sendable {
    private let city: City
    /// Where every node is told whose sessions ended, so that event streams end with them.
    static let ended: Identifier = "session_ended"

    init(city: City) {
        self.city = city
    }

    /// The person behind the session cookie, or nil. A session that waits for its second factor is nobody yet.
    func person(for visit: Visit) async throws -> SignedInPerson? {
        guard let token = visit.arrival.cookies[CookieNames.session(visit.site.isSecure)] else { return nil }
        let id = RandomToken.hash(token)
        let now = city.clock.now()
        let today = city.clock.today
        let person = try await city.store.point { db -> SignedInPerson? in
            let row = try db.first("SELECT person FROM session WHERE id = \(id) AND expires_at > \(now) AND is_complete")
            guard let row else { return nil }
            var person = try PersonQueries.signedIn(id: row.get("person"), on: today, db)
            if let known = person, known.isStaff { person?.principals = try PersonQueries.principals(ofDeputy: known.id, on: today, db) }
            return person
        }
        if person != nil { visit.session = token }
        return person
    }

    /// Opens a session and clears out those that have ended.
    /// - Parameter isComplete: false while the second factor is still to come; such a session lasts ten minutes.
    func open(person: String, isComplete: Bool) async throws -> Cookie {
        let token = RandomToken.make()
        let now = city.clock.now()
        let seconds = isComplete ? city.settings[WebSettings.sessionHours] * 3600 : 600
        try await city.store.write(exempt: .session) { db in
            try db.run("DELETE FROM session WHERE expires_at <= \(now)")
            try db.run(
                """
                INSERT INTO session (id, person, created_at, expires_at, is_complete)
                VALUES (\(RandomToken.hash(token)), \(person), \(now), \(now.adding(seconds: Int64(seconds))), \(isComplete))
                """)
        }
        return Cookie(isComplete ? "session" : "half-session", token, maxAge: seconds)
    }

    /// The person whose second factor is awaited, by the cookie that sign-in left.
    func waiting(token: String?) async throws -> String? {
        guard let token else { return nil }
        let id = RandomToken.hash(token)
        let now = city.clock.now()
        return try await city.store.point { db in
            try db.first("SELECT person FROM session WHERE id = \(id) AND expires_at > \(now) AND NOT is_complete")?.get("person")
        }
    }

    func close(token: String?) async throws {
        guard let token else { return }
        let person: String? = try await city.store.write(exempt: .session) { db in
            try db.first("DELETE FROM session WHERE id = \(RandomToken.hash(token)) RETURNING person")?.get("person")
        }
        if let person { try await city.store.driver.announce(Self.ended, person) }
    }

    /// Signs the person out everywhere but here, as after a change of password.
    func closeOthers(of person: String, but token: String?) async throws {
        let kept = token.map(RandomToken.hash) ?? ""
        _ = try await city.store.write(exempt: .session) { db in
            try db.run("DELETE FROM session WHERE person = \(person) AND id <> \(kept)")
        }
        try await city.store.driver.announce(Self.ended, person)
    }
}
