public import Formats
public import Storage

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// What time it is: an outside effect, so tests set their own.
public struct Clock: Sendable {
    public let now: @Sendable () -> Instant

    public init(now: @escaping @Sendable () -> Instant) {
        self.now = now
    }

    /// The machine's clock.
    public static let system = Clock {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Instant(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    }

    /// Always the same moment.
    public static func fixed(_ instant: Instant) -> Clock { Clock { instant } }

    /// The day it is in Taipei, whose clocks have stood at UTC+8 without summer time since 1980.
    public var today: CivilDate { CivilDate(taipeiAtUnixSeconds: now().seconds) }
}
