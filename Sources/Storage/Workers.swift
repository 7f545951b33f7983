internal import Foundation

/// A fixed number of threads, each with a tool of its own (a connection), that serve jobs in the order they came. Blocking database calls run here,
/// so that neither Swift's executor nor an event loop ever waits for a disk or a socket.
package final class Workers<Tool>: Sendable {
    private let queue = JobQueue<Tool>()
    private let limit: Int

    /// - Parameters:
    ///   - limit: how many jobs may wait before further ones are refused.
    ///   - tool: makes a thread's tool, on that thread; gets the thread's number from 0.
    ///   - end: puts the tool away, on that thread, before ``close()`` returns.
    package init(
        _ name: String, count: Int, waiting limit: Int, tool: @escaping @Sendable (Int) -> Tool, end: @escaping @Sendable (Tool) -> Void = { _ in }
    ) {
        self.limit = limit
        queue.open(count)
        for index in 0..<count {
            Thread.detachNewThread { [queue] in
                Thread.current.name = "\(name)-\(index)"
                queue.serve(tool(index), end)
            }
        }
    }

    deinit {
        queue.close()
    }

    /// - Throws: ``StoreError/overloaded`` when too many jobs wait, or what `work` throws.
    package func run<T: Sendable>(_ work: @escaping @Sendable (Tool) throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            let refusal = queue.add(limit: limit) { tool in continuation.resume(with: Result { try work(tool) }) }
            if let refusal { continuation.resume(throwing: refusal) }
        }
    }

    /// Refuses further jobs, finishes those that wait, and ends the threads with their tools.
    package func close() async {
        await withCheckedContinuation { continuation in queue.close { continuation.resume() } }
    }
}

/// What the threads share. Everything mutable is guarded by `condition`, which is why it may say that it is Sendable.
private final class JobQueue<Tool>: @unchecked Sendable {
    typealias Job = @Sendable (Tool) -> Void

    private let condition = NSCondition()
    private var jobs: [Job] = []
    private var isClosed = false
    private var threads = 0
    private var whenEnded: [@Sendable () -> Void] = []

    func open(_ count: Int) {
        condition.withLock { threads = count }
    }

    /// - Returns: why the job was refused, or nil.
    func add(limit: Int, _ job: @escaping Job) -> StoreError? {
        condition.withLock {
            guard !isClosed else { return .unavailable("the store is closed") }
            guard jobs.count < limit else { return .overloaded }
            jobs.append(job)
            condition.signal()
            return nil
        }
    }

    func serve(_ tool: Tool, _ end: (Tool) -> Void) {
        while let job = next() {
            job(tool)
        }
        end(tool)
        let callbacks = condition.withLock {
            threads -= 1
            return threads == 0 ? whenEnded : []
        }
        for callback in callbacks { callback() }
    }

    func close(_ ended: (@Sendable () -> Void)? = nil) {
        let alreadyEnded = condition.withLock {
            isClosed = true
            condition.broadcast()
            if threads > 0, let ended { whenEnded.append(ended) }
            return threads == 0
        }
        if alreadyEnded { ended?() }
    }

    /// The next job; nil when there will be none.
    private func next() -> Job? {
        condition.withLock {
            while jobs.isEmpty && !isClosed { condition.wait() }
            return jobs.isEmpty ? nil : jobs.removeFirst()
        }
    }
}
