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

    private struct State {
        var windows: [String: Window] = [:]
        var swept: Int64 = 0
    }

    /// A flood of new keys must not eat the memory: beyond this many, a new one is refused.
    private static let mostKeys = 200_000

    private let clock: Clock
    private let state = Mutex(State())

    init(clock: Clock) {
        self.clock = clock
    }

    /// - Throws: ``Problem/tooMany(minutes:)`` with `Retry-After` when the key has spent its share. The last permitted one starts the window anew,
    ///   so that the pause after it lasts the whole of `seconds`.
    func spend(_ key: String, most: Int, seconds: Int64) throws {
        let now = clock.now().seconds
        let wait: Int64? = state.withLock { state in
            Self.sweep(&state, now)
            if state.windows[key] == nil && state.windows.count >= Self.mostKeys { return seconds }
            var window = state.windows[key] ?? Window(end: now + seconds, count: 0)
            if window.end <= now { window = Window(end: now + seconds, count: 0) }
            window.count += 1
            if window.count == most { window.end = now + seconds }
            state.windows[key] = window
            return window.count > most ? window.end - now : nil
        }
        guard let wait else { return }
        var problem = Problem.tooMany(minutes: Int(max(1, (wait + 59) / 60)))
        problem.headers["Retry-After"] = String(max(1, wait))
        throw problem
    }

    /// Takes one back, for what turned out well.
    func refund(_ key: String) {
        state.withLock { state in
            guard let window = state.windows[key] else { return }
            state.windows[key] = window.count > 1 ? Window(end: window.end, count: window.count - 1) : nil
        }
    }

    /// Forgets a key, as after a sign-in that succeeded.
    func forget(_ key: String) {
        state.withLock { $0.windows[key] = nil }
    }

    /// At most once a second, and only when there is something to gain.
    private static func sweep(_ state: inout State, _ now: Int64) {
        guard state.windows.count > 50_000, state.swept < now else { return }
        state.windows = state.windows.filter { $0.value.end > now }
        state.swept = now
    }
}
