public import Storage

/// One piece of work in the queue.
public struct Job: Sendable, Equatable {
    public enum State: String, Sendable, CaseIterable {
        case waiting, running, done, failed, cancelled

        public var title: Phrase {
            switch self {
            case .waiting: "等待中"
            case .running: "進行中"
            case .done: "完成"
            case .failed: "失敗"
            case .cancelled: "已取消"
            }
        }
    }

    public let id: String
    public let kind: String
    /// Two jobs of one kind with the same key are never in the queue together.
    public let key: String?
    public let state: State
    public let input: String
    public let runAt: Instant
    public let attempts: Int
    public let done: Int?
    public let total: Int?
    /// What came of it, or what went wrong last; in Chinese, filled in.
    public let note: String?
    public let checkpoint: String?
    public let node: String?
    public let finishedAt: Instant?
    public let isCancelled: Bool
}

/// Every query on the queue.
public enum JobQueries {
    /// Puts work into the queue, inside any transaction.
    /// - Parameters:
    ///   - key: while a job with it waits or runs, another is not added.
    ///   - input: what the kind's own code reads.
    /// - Returns: the job's key, or nil when one was there already.
    @discardableResult
    public static func enqueue(
        _ kind: String, key: String? = nil, input: String = "", at time: Instant, scheduledFor: Instant? = nil, _ db: any Writer
    ) throws -> String? {
        let id = UniqueID.make(at: time)
        let added = try db.run(
            """
            INSERT INTO job (id, kind, job_key, state, input, run_at, attempts, is_cancelled, scheduled_for)
            VALUES (\(id), \(kind), \(key), 'waiting', \(input), \(time), 0, FALSE, \(scheduledFor)) ON CONFLICT DO NOTHING
            """)
        return added > 0 ? id : nil
    }

    public static func find(_ id: String, _ db: any Reader) throws -> Job? {
        try db.first("SELECT \(columns) FROM job WHERE id = \(id)").map(job)
    }

    /// Newest first, below a key.
    public static func list(before key: String?, limit: Int, _ db: any Reader) throws -> [Job] {
        try db.all("SELECT \(columns) FROM job WHERE id < \(key ?? "g") ORDER BY id DESC LIMIT \(limit)").map(job)
    }

    /// Takes the next job that is due, so that no other node does.
    static func claim(node: String, at now: Instant, _ db: any Writer) throws -> Job? {
        try db.first(
            """
            UPDATE job SET state = 'running', node = \(node), beat_at = \(now), attempts = attempts + 1 WHERE id = (
                SELECT id FROM job WHERE state = 'waiting' AND run_at <= \(now) ORDER BY run_at, id LIMIT 1
                \(sqlite: "", postgres: "FOR UPDATE SKIP LOCKED")
            ) AND state = 'waiting' RETURNING \(columns)
            """
        ).map(job)
    }

    /// Says that the job is still worked on.
    /// - Returns: whether it is to go on; nil when it is no longer this node's.
    static func beat(_ job: Job, at now: Instant, done: Int?, total: Int?, checkpoint: String?, _ db: any Writer) throws -> Bool? {
        let row = try db.first(
            """
            UPDATE job SET beat_at = \(now), done = coalesce(\(done), done), total = coalesce(\(total), total),
            checkpoint = coalesce(\(checkpoint), checkpoint)
            WHERE id = \(job.id) AND state = 'running' AND node = \(job.node) AND attempts = \(job.attempts) RETURNING is_cancelled
            """)
        return try row.map { try !$0.get("is_cancelled", as: Bool.self) }
    }

    /// - Parameter again: when to try again, for a job that goes back into the queue.
    static func end(
        _ job: Job, _ state: Job.State, note: String?, again: Instant? = nil, at now: Instant, keepsAttempt: Bool = true, _ db: any Writer
    ) throws {
        let finished: Instant? = state == .waiting ? nil : now
        try db.run(
            """
            UPDATE job SET state = \(state.rawValue), note = \(note), run_at = coalesce(\(again), run_at), finished_at = \(finished),
            attempts = attempts - \(keepsAttempt ? 0 : 1)
            WHERE id = \(job.id) AND state = 'running' AND node = \(job.node) AND attempts = \(job.attempts)
            """)
    }

    /// Jobs whose process has said nothing since a moment.
    static func silent(since moment: Instant, _ db: any Writer) throws -> [Job] {
        try db.all(
            "SELECT \(columns) FROM job WHERE state = 'running' AND beat_at < \(moment) \(sqlite: "", postgres: "FOR UPDATE SKIP LOCKED")"
        ).map(job)
    }

    /// Asks a job to end: at once when it waits, soon when it runs.
    /// - Returns: false when it has ended already.
    public static func cancel(_ id: String, at now: Instant, _ db: any Writer) throws -> Bool {
        let stopped = try db.run(
            "UPDATE job SET state = 'cancelled', is_cancelled = TRUE, finished_at = \(now) WHERE id = \(id) AND state = 'waiting'")
        return try stopped > 0 || db.run("UPDATE job SET is_cancelled = TRUE WHERE id = \(id) AND state = 'running'") > 0
    }

    /// Ended jobs older than a moment go.
    static func forget(before moment: Instant, _ db: any Writer) throws -> Int {
        try db.run("DELETE FROM job WHERE state IN ('done', 'failed', 'cancelled') AND finished_at < \(moment)")
    }

    private static let columns: SQL =
        "id, kind, job_key, state, input, run_at, attempts, done, total, note, checkpoint, node, finished_at, is_cancelled"

    private static func job(_ row: Row) throws -> Job {
        guard let state = Job.State(rawValue: try row.get("state")) else { throw StoreError.unexpectedType(column: "state") }
        return Job(
            id: try row.get("id"), kind: try row.get("kind"), key: try row.optional("job_key"), state: state, input: try row.get("input"),
            runAt: try row.get("run_at"), attempts: try row.get("attempts"), done: try row.optional("done"), total: try row.optional("total"),
            note: try row.optional("note"), checkpoint: try row.optional("checkpoint"), node: try row.optional("node"),
            finishedAt: try row.optional("finished_at"), isCancelled: try row.get("is_cancelled"))
    }
}
