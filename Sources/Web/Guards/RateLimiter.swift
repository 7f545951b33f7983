internal import Kernel
internal import Storage
internal import Synchronization

/// Counts what somebody does within a window, on this node. A limit holds back guessing and flooding; it is not a record, so it lives in memory.
final class RateLimiter: Sendable {
    private struct Window {
        /// Seconds since 1970; each window has its own length.
        var end: Int64
        var count: Int
    }

    private let clock: Clock
    private let windows = Mutex<[String: Window]>([:])

    init(clock: Clock) {
        self.clock = clock
    }

    /// - Throws: ``Problem/tooMany`` with `Retry-After` when the key has spent its share.
    func spend(_ key: String, most: Int, seconds: Int64) throws {
        let now = clock.now().seconds
        let wait: Int64? = windows.withLock { windows in
            if windows.count > 50_000 { windows = windows.filter { $0.value.end > now } }
            var window = windows[key] ?? Window(end: now + seconds, count: 0)
            if window.end <= now { window = Window(end: now + seconds, count: 0) }
            window.count += 1
            windows[key] = window
            return window.count > most ? window.end - now : nil
        }
        guard let wait else { return }
        var problem = Problem.tooMany
        problem.headers["Retry-After"] = String(max(1, wait))
        throw problem
    }

    /// Forgets a key, as after a sign-in that succeeded.
    func forget(_ key: String) {
        windows.withLock { $0[key] = nil }
    }
}
