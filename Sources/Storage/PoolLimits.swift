/// How many connections a store opens and how long its readers may take.
public struct PoolLimits: Sendable {
    /// Connections kept for ``Store/point(_:)``. On SQLite as many as threads that may ask at once.
    public var points: Int
    /// Connections for ``Store/read(_:)``.
    public var readers: Int
    /// Connections for writes. SQLite has one writer whatever this says.
    public var writers: Int
    /// How many reads may wait for a connection before further ones fail with ``StoreError/overloaded``.
    public var waiting: Int
    /// How long a read may take, waiting included.
    public var readSeconds: Double

    public init(points: Int = 4, readers: Int = 4, writers: Int = 4, waiting: Int = 64, readSeconds: Double = 10) {
        self.points = points
        self.readers = readers
        self.writers = writers
        self.waiting = waiting
        self.readSeconds = readSeconds
    }
}

/// When a read has to end.
package struct Deadline: Sendable {
    private let end: ContinuousClock.Instant

    package init(seconds: Double) {
        end = .now + .seconds(seconds)
    }

    package var hasPassed: Bool { ContinuousClock.now >= end }
}
