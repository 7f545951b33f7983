public import Storage

/// Work that runs by itself, declared by the module that brings it.
public struct JobKind: Sendable {
    /// What becomes of a job whose process was killed.
    public enum AfterKill: Sendable {
        /// It begins again, which does no harm.
        case restart
        /// It goes on where it last saved.
        case resume
        /// It counts as failed, and somebody decides.
        case giveUp
    }

    /// `ledger.verify`
    public let id: String
    public let title: Phrase
    /// When it runs by itself; nil for what is only queued.
    public let schedule: Schedule?
    /// Events that each queue one; ``JobRun/event`` is the one.
    public let topics: Set<Topic>
    /// How often it is tried in all.
    public let attempts: Int
    public let afterKill: AfterKill
    /// - Returns: what came of it, in a sentence for the list of jobs.
    /// - Throws: what makes it be tried again, later and later.
    public let run: @Sendable (JobRun) async throws -> Phrase

    public init(
        _ id: StaticString, _ title: Phrase, schedule: Schedule? = nil, on topics: Set<Topic> = [], attempts: Int = 5, afterKill: AfterKill,
        run: @escaping @Sendable (JobRun) async throws -> Phrase
    ) {
        self.id = id.description
        self.title = title
        self.schedule = schedule
        self.topics = topics
        self.attempts = attempts
        self.afterKill = afterKill
        self.run = run
    }
}

/// Ends a job without another try, in a sentence for whoever looks after it.
public struct JobFailure: Error, Sendable {
    public let reason: Phrase

    public init(_ reason: Phrase) {
        self.reason = reason
    }
}
