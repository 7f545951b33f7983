import Kernel
import Storage
import Synchronization
import TestSupport

/// A clock that a test moves.
final class TestClock: Sendable {
    private let seconds = Mutex<Int64>(0)

    var clock: Clock { Clock { TestCity.now.adding(seconds: self.seconds.withLock { $0 }) } }

    func move(seconds: Int64) { self.seconds.withLock { $0 += seconds } }
}
