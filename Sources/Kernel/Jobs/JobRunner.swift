internal import Dispatch
internal import Storage

/// Takes jobs from the queue and runs them; every node has one. On PostgreSQL they share the queue, and no job runs twice at once.
public struct JobRunner: Sendable {
    private let city: City
    private let kinds: [String: JobKind]
    /// Which process this is, for the list of jobs and to know its own jobs again.
    private let node: String
    private let watch: @Sendable (Int, Int) -> Void

    /// How long a process may be silent before its jobs are taken for abandoned; it speaks every fifth of that.
    static let patience: Int64 = 30
    /// Ended jobs are kept so many days.
    static let memory: Int64 = 90

    public init(city: City, node: String, watch: @escaping @Sendable (Int, Int) -> Void = { _, _ in }) {
        self.city = city
        self.node = node
        self.watch = watch
        kinds = Dictionary(uniqueKeysWithValues: city.jobs.map { ($0.id, $0) })
    }

    /// Until its task is cancelled. Jobs under way then go back into the queue.
    public func run() async {
        await withTaskGroup(of: Void.self) { group in
            // Two at once: one long job does not hold up the others.
            for _ in 0..<2 {
                group.addTask(executorPreference: JobExecutor.shared) {
                    while !Task.isCancelled {
                        let didRun = (try? await step()) ?? false
                        if !didRun { try? await Task.sleep(for: .seconds(1)) }
                    }
                }
            }
        }
    }

    /// Queues what its schedule asks for, takes back what was abandoned, and runs one job that is due.
    /// - Returns: whether there was one.
    @discardableResult
    public func step() async throws -> Bool {
        let now = city.clock.now()
        guard try await prepare(now) else { return false }
        let node = node
        guard let job = try await city.store.write(exempt: .job, { db in try JobQueries.claim(node: node, at: now, db) }) else { return false }
        await perform(job)
        return true
    }

    /// Looks before it writes: most times there is nothing to do.
    /// - Returns: whether a job may be due.
    private func prepare(_ now: Instant) async throws -> Bool {
        // What fell due while nothing ran is done once, unless it is older than a day.
        let due = kinds.values.compactMap { kind in kind.schedule?.last(before: now, within: 1).map { (kind.id, $0) } }.filter {
            now.seconds - $0.1.seconds < 86_400
        }
        let silence = now.adding(seconds: -Self.patience)
        let (missing, isAnySilent, isAnyDue) = try await city.store.read { db in
            let missing = try due.filter { kind, time in
                try db.first("SELECT id FROM job WHERE kind = \(kind) AND scheduled_for = \(time)") == nil
            }
            return (
                missing, try db.first("SELECT id FROM job WHERE state = 'running' AND beat_at < \(silence) LIMIT 1") != nil,
                try db.first("SELECT id FROM job WHERE state = 'waiting' AND run_at <= \(now) LIMIT 1") != nil
            )
        }
        guard !missing.isEmpty || isAnySilent else { return isAnyDue }
        let kinds = kinds
        try await city.store.write(exempt: .job) { db in
            for (kind, time) in missing { try JobQueries.enqueue(kind, key: "scheduled", at: now, scheduledFor: time, db) }
            for job in try JobQueries.silent(since: silence, db) { try Self.takeBack(job, kinds[job.kind], now, db) }
            _ = try JobQueries.forget(before: now.adding(seconds: -Self.memory * 86_400), db)
        }
        return true
    }

    private static func takeBack(_ job: Job, _ kind: JobKind?, _ now: Instant, _ db: any Writer) throws {
        let mayGoOn = kind.map { $0.afterKill != .giveUp && job.attempts < $0.attempts && !job.isCancelled } ?? false
        let state: Job.State = mayGoOn ? .waiting : job.isCancelled ? .cancelled : .failed
        try JobQueries.end(job, state, note: "程序中斷", again: mayGoOn ? now : nil, at: now, db)
    }

    private func perform(_ job: Job) async {
        guard let kind = kinds[job.kind] else { return await end(job, .failed, "不認得這種工作") }
        let run = JobRun(city: city, job: job, watch: watch)
        do {
            let note = try await withThrowingTaskGroup(of: Phrase?.self) { group in
                group.addTask(executorPreference: JobExecutor.shared) { try await kind.run(run) }
                group.addTask {
                    // A job that reports nothing is alive all the same.
                    while true {
                        try await Task.sleep(for: .seconds(Self.patience / 5))
                        try await run.beat(done: nil, total: nil, checkpoint: nil)
                    }
                }
                defer { group.cancelAll() }
                return try await group.next() ?? nil
            }
            await end(job, .done, note.map(said))
        } catch JobRun.Stop.cancelled {
            await end(job, .cancelled, nil)
        } catch JobRun.Stop.lost {
            return
        } catch let failure as JobFailure {
            await end(job, .failed, said(failure.reason))
        } catch is CancellationError {
            // The process stops: the next one goes on.
            await end(job, .waiting, nil, again: city.clock.now(), keepsAttempt: false)
        } catch {
            // Of an error that was not foreseen only the type is kept, for its text may repeat what somebody sent.
            let note = (error as? StoreError).map { "\($0)" } ?? "\(type(of: error))"
            guard job.attempts < kind.attempts else { return await end(job, .failed, note) }
            await end(job, .waiting, note, again: city.clock.now().adding(seconds: Self.pause(after: job.attempts)))
        }
    }

    /// 10, 20, 40 … seconds, an hour at most.
    static func pause(after attempts: Int) -> Int64 { min(3600, 10 << Int64(min(attempts - 1, 20))) }

    private func said(_ phrase: Phrase) -> String { Words(.chinese, english: city.english)(phrase) }

    private func end(_ job: Job, _ state: Job.State, _ note: String?, again: Instant? = nil, keepsAttempt: Bool = true) async {
        let now = city.clock.now()
        // Outside the job's own task, which may have been cancelled. Should the store fail here, the job is taken back when it has been silent.
        _ = try? await Task {
            try await city.store.write(exempt: .job) { db in
                try JobQueries.end(job, state, note: note, again: again, at: now, keepsAttempt: keepsAttempt, db)
            }
        }.value
    }
}

/// Threads of their own for jobs, behind everything else: what they compute must not hold up an event loop.
final class JobExecutor: TaskExecutor {
    static let shared = JobExecutor()
    private let queue = DispatchQueue(label: "jobs", qos: .background, attributes: .concurrent)

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
