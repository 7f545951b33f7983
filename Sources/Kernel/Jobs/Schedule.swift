public import Storage

/// When something runs by itself, as cron has it, in Taipei's time: `30 3 * * 1-5` is half past three in the morning from Monday to Friday.
///
/// Five fields: minute, hour, day, month, weekday (0 or 7 is Sunday); each `*`, a number, a range `1-5`, a list `1,15`, or a step `*/10`. Where day and
/// weekday are both given, either is enough (POSIX, crontab).
public struct Schedule: Sendable, Equatable, ExpressibleByStringLiteral {
    public let text: String
    private let minutes, hours, days, months, weekdays: Set<Int>
    private let isAnyDay, isAnyWeekday: Bool

    /// - Precondition: a literal that is no schedule is a programming error and traps.
    public init(stringLiteral text: StaticString) {
        guard let schedule = Schedule(text.description) else { preconditionFailure("not a schedule: \(text)") }
        self = schedule
    }

    /// - Returns: nil when the text is no schedule.
    public init?(_ text: String) {
        let fields = text.split(separator: " ").map(String.init)
        guard fields.count == 5, let minutes = Self.values(fields[0], 0...59), let hours = Self.values(fields[1], 0...23),
            let days = Self.values(fields[2], 1...31), let months = Self.values(fields[3], 1...12), let weekdays = Self.values(fields[4], 0...7)
        else { return nil }
        self.text = text
        (self.minutes, self.hours, self.days, self.months) = (minutes, hours, days, months)
        self.weekdays = Set(weekdays.map { $0 % 7 })
        (isAnyDay, isAnyWeekday) = (fields[2] == "*", fields[4] == "*")
    }

    /// The last time at or before a moment, no more than `days` days back.
    public func last(before moment: Instant, within days: Int) -> Instant? {
        let local = moment.seconds + Self.offset
        let today = Int(local >= 0 ? local / 86_400 : (local - 86_399) / 86_400)
        for day in stride(from: today, through: today - days, by: -1) where matches(day) {
            for hour in hours.sorted(by: >) {
                for minute in minutes.sorted(by: >) {
                    let seconds = Int64(day) * 86_400 + Int64(hour * 3600 + minute * 60)
                    if seconds <= local { return Instant(milliseconds: (seconds - Self.offset) * 1000) }
                }
            }
        }
        return nil
    }

    /// Taipei's clocks have stood at UTC+8 without summer time since 1980.
    private static let offset: Int64 = 8 * 3600

    /// - Parameter day: days since 1970-01-01, which was a Thursday.
    private func matches(_ day: Int) -> Bool {
        let parts = Instant(milliseconds: Int64(day) * 86_400_000).description.prefix(10).split(separator: "-").compactMap { Int($0) }
        guard parts.count == 3, months.contains(parts[1]) else { return false }
        let (isDay, isWeekday) = (days.contains(parts[2]), weekdays.contains(((day % 7) + 11) % 7))
        return isAnyDay || isAnyWeekday ? isDay && isWeekday : isDay || isWeekday
    }

    private static func values(_ field: String, _ range: ClosedRange<Int>) -> Set<Int>? {
        var values: Set<Int> = []
        for item in field.split(separator: ",", omittingEmptySubsequences: false) {
            let halves = item.split(separator: "/", omittingEmptySubsequences: false)
            guard let span = halves.first, halves.count <= 2, let step = halves.count == 2 ? Int(halves[1]) : 1, step > 0 else { return nil }
            let ends = span.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
            let wanted: ClosedRange<Int>
            if span == "*" {
                wanted = range
            } else if let first = ends.first ?? nil, let last = ends.last ?? nil, ends.count <= 2, first <= last {
                wanted = first...last
            } else {
                return nil
            }
            guard range.contains(wanted.lowerBound), range.contains(wanted.upperBound) else { return nil }
            values.formUnion(stride(from: wanted.lowerBound, through: wanted.upperBound, by: step))
        }
        return values
    }
}
