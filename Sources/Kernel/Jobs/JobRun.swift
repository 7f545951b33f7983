internal import Storage
internal import Synchronization

/// What a job's code gets while it runs.
public final class JobRun: Sendable {
    /// Why a job has to end before its work is done.
    enum Stop: Error {
        case cancelled
        /// Another node has taken it over, because this one was silent for too long.
        case lost
    }

    public let city: City
    public let job: Job
    /// Where an earlier attempt had come to, as it was saved.
    public var checkpoint: String? { job.checkpoint }
    public var input: String { job.input }
    /// Seen by a terminal that waits for it.
    private let watch: @Sendable (Int, Int) -> Void
    private let lastBeat = Mutex<Int64?>(nil)

    init(city: City, job: Job, watch: @escaping @Sendable (Int, Int) -> Void) {
        self.city = city
        self.job = job
        self.watch = watch
    }

    /// Tells how far it is, and learns whether it is to go on. Cheap: the store is asked once a second.
    /// - Throws: when the job was cancelled or belongs to another node now; the job lets this through.
    public func report(_ done: Int, of total: Int) async throws {
        watch(done, total)
        let now = city.clock.now()
        let isDue = lastBeat.withLock { last in
            if let last, now.milliseconds - last < 1000 { return false }
            last = now.milliseconds
            return true
        }
        if isDue { try await beat(done: done, total: total, checkpoint: nil) }
    }

    /// Saves how far it is, for a job that resumes.
    public func save(_ checkpoint: String) async throws { try await beat(done: nil, total: nil, checkpoint: checkpoint) }

    func beat(done: Int?, total: Int?, checkpoint: String?) async throws {
        try Task.checkCancellation()
        let (job, now) = (job, city.clock.now())
        let goesOn = try await city.store.write(exempt: .job) { db in
            try JobQueries.beat(job, at: now, done: done, total: total, checkpoint: checkpoint, db)
        }
        guard let goesOn else { throw Stop.lost }
        guard goesOn else { throw Stop.cancelled }
    }
}
