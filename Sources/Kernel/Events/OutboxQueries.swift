public import Storage

/// Every query on events that have their place.
public enum OutboxQueries {
    /// What the follower announces on, after the commit: the place of the newest event.
    public static let channel: Identifier = "outbox"

    /// The place of the newest event; 0 when there was none yet.
    public static func newest(_ db: any Reader) throws -> Int {
        try db.first("SELECT position FROM outbox WHERE position > 0 ORDER BY position DESC LIMIT 1")?.get("position") ?? 0
    }

    /// The place of the oldest event that is still kept.
    public static func oldest(_ db: any Reader) throws -> Int {
        try db.first("SELECT position FROM outbox WHERE position > 0 ORDER BY position LIMIT 1")?.get("position") ?? 1
    }

    /// In order, after a place; of any topic.
    public static func events(after place: Int, limit: Int, _ db: any Reader) throws -> [RelayedEvent] {
        try db.all(
            "SELECT position, at, topic, reference, facts FROM outbox WHERE position > \(place) ORDER BY position LIMIT \(limit)"
        ).map(RelayedEvent.init)
    }

    /// In order, after one place and up to another.
    static func events(of topics: [String], after place: Int, upTo last: Int, limit: Int, _ db: any Reader) throws -> [RelayedEvent] {
        try db.all(
            """
            SELECT position, at, topic, reference, facts FROM outbox WHERE position > \(place) AND position <= \(last)
            AND topic IN (\(list: topics)) ORDER BY position LIMIT \(limit)
            """
        ).map(RelayedEvent.init)
    }

    /// What is older than a moment and read by every subscriber goes. The newest stays, for it knows the last place.
    /// - Returns: how many went.
    public static func forget(before moment: Instant, _ db: any Writer) throws -> Int {
        let newest = try newest(db)
        let read: Int? = try db.first("SELECT min(position) AS place FROM subscriber")?.optional("place")
        return try db.run("DELETE FROM outbox WHERE at < \(moment) AND position <= \(read ?? newest) AND position < \(newest)")
    }
}
