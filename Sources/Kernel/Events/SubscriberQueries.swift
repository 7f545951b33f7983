public import Storage

/// How far subscribers have read.
public enum SubscriberQueries {
    /// One subscriber's place.
    public struct Place: Sendable, Equatable {
        public let id: String
        /// The last event it has taken, or passed over.
        public let position: Int
        /// How often it has failed at the next one.
        public let failures: Int
        public let retryAt: Instant?
        /// What went wrong last.
        public let problem: String?

        func isDue(at now: Instant) -> Bool { retryAt.map { $0 <= now } ?? true }
    }

    public static func all(_ db: any Reader) throws -> [Place] {
        try db.all("SELECT id, position, failures, retry_at, problem FROM subscriber ORDER BY id").map(place)
    }

    /// Locked, so that no other node delivers to it meanwhile; nil when one does.
    static func take(_ id: String, _ db: any Writer) throws -> Place? {
        try db.first(
            """
            SELECT id, position, failures, retry_at, problem FROM subscriber WHERE id = \(id)
            \(sqlite: "", postgres: "FOR UPDATE SKIP LOCKED")
            """
        ).map(place)
    }

    static func move(_ id: String, to position: Int, _ db: any Writer) throws {
        try db.run("UPDATE subscriber SET position = \(position), failures = 0, retry_at = NULL, problem = NULL WHERE id = \(id)")
    }

    static func fail(_ place: Place, _ problem: String, at now: Instant, _ db: any Writer) throws {
        try db.run(
            """
            UPDATE subscriber SET failures = failures + 1, retry_at = \(now.adding(seconds: pause(after: place.failures))), problem = \(problem)
            WHERE id = \(place.id) AND position = \(place.position)
            """)
    }

    /// New subscribers begin with the next event, and places of those that are gone go.
    static func enrol(_ ids: [String], _ db: any Writer) throws {
        let newest = try OutboxQueries.newest(db)
        for id in ids {
            try db.run("INSERT INTO subscriber (id, position, failures) VALUES (\(id), \(newest), 0) ON CONFLICT (id) DO NOTHING")
        }
        try db.run("DELETE FROM subscriber WHERE NOT id IN (\(list: ids + [""]))")
    }

    /// 1, 2, 4 … seconds, ten minutes at most.
    private static func pause(after failures: Int) -> Int64 { min(600, 1 << Int64(min(failures, 10))) }

    private static func place(_ row: Row) throws -> Place {
        Place(
            id: try row.get("id"), position: try row.get("position"), failures: try row.get("failures"), retryAt: try row.optional("retry_at"),
            problem: try row.optional("problem"))
    }
}
