import Synchronization

/// Counts the attempts at a closure that may run again.
final class Counter: Sendable {
    private let count = Atomic(0)

    /// 1 at first.
    func next() -> Int { count.add(1, ordering: .relaxed).newValue }
}
