public import Formats
public import Storage

/// A moment as pages say it, in Taipei.
public struct LocalTime: Sendable {
    public let instant: Instant
    public let date: CivilDate
    private let today: CivilDate
    private let language: Language

    public init(_ instant: Instant, today: CivilDate, _ language: Language) {
        self.instant = instant
        date = CivilDate(taipeiAtUnixSeconds: instant.seconds)
        self.today = today
        self.language = language
    }

    /// For `datetime` attributes.
    public var iso: String { instant.description }

    /// `11月24日` this year and `113年10月28日` before; elsewhere than in Chinese the ISO date, which everybody reads.
    public var day: String { language == .english ? date.iso : date.roc(seenFrom: today) }

    /// `11月24日 09:05`
    public var minute: String {
        let minutes = (instant.seconds + 8 * 3600) / 60
        func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : String(number) }
        return "\(day) \(two(minutes / 60 % 24)):\(two(minutes % 60))"
    }
}

extension Call {
    public func time(_ instant: Instant) -> LocalTime { LocalTime(instant, today: city.clock.today, t.language) }
}
