import Foundation

/// Lets a synchronous closure wait for the test.
final class Flag: Sendable {
    private let semaphore = DispatchSemaphore(value: 0)

    func set() { semaphore.signal() }
    func wait() { semaphore.wait() }
}
