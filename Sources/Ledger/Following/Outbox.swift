internal import Kernel
internal import Storage

/// The order of events: that of their entries, and of their arrival within one and without one.
enum Outbox {
    /// Gives places to the events whose entry has one. Those of an entry that waits wait with it, so that no later event comes before them.
    /// - Returns: the place of the newest, or nil when nothing waited.
    static func place(at now: Instant, _ db: any Writer) throws -> Int? {
        let arrival: SQL = "\(sqlite: "outbox.rowid", postgres: "outbox.arrival")"
        let last = try OutboxQueries.newest(db)
        let count = try db.run(
            """
            UPDATE outbox SET position = placed.place, at = \(now) FROM (
                SELECT outbox.id AS event, row_number() OVER (ORDER BY entry.position NULLS LAST, \(arrival)) + \(last) AS place
                FROM outbox LEFT JOIN entry ON entry.id = outbox.entry
                WHERE outbox.position IS NULL AND (outbox.entry IS NULL OR entry.position IS NOT NULL)
            ) AS placed WHERE outbox.id = placed.event
            """)
        return count > 0 ? last + count : nil
    }
}

/// Forgets events that every subscriber has read.
enum OutboxSweep {
    static let days = Setting(
        "ledger.outboxDays", "事件保留幾天", standard: 30, unit: "日曆天", source: "研考平台預設值：訂閱者斷線這麼久以內都接得上", range: 1...3650)

    static let job = JobKind("ledger.sweepOutbox", "清除舊的事件", schedule: "20 4 * * *", afterKill: .restart) { run in
        let end = run.city.clock.now().adding(seconds: -86_400 * Int64(run.city.settings[days]))
        let count = try await run.city.store.write(exempt: .subscriber) { try OutboxQueries.forget(before: end, $0) }
        return "清除了 \(count) 件"
    }
}
