public import Formats

/// 使用日數: how many days something took, in halves, as offices report it: working days from the day after it came in, half a day when it was done on
/// the day it came in.
public struct DaysUsed: Sendable, Equatable, Comparable {
    /// Twice the number of days.
    public let halves: Int

    public init(halves: Int) {
        self.halves = halves
    }

    public static func < (left: DaysUsed, right: DaysUsed) -> Bool { left.halves < right.halves }

    /// `0.5`, `6`
    public var text: String { halves % 2 == 0 ? String(halves / 2) : "\(halves / 2).5" }
}

extension OfficeCalendar {
    /// The days used from the day something came in to the day it was done. Done on the same day, or on the days off that follow it, counts as half a day.
    public func daysUsed(received: CivilDate, finished: CivilDate) throws(CalendarError) -> DaysUsed {
        let days = try workingDays(after: received, through: finished)
        return DaysUsed(halves: max(1, days * 2))
    }

    /// The same for something that had to be done by a stated day (限期公文): in time it never counts as more than the ordinary limit, late it counts as
    /// what it took.
    public func daysUsed(received: CivilDate, finished: CivilDate, stated: CivilDate, ordinaryLimit: Int) throws(CalendarError) -> DaysUsed {
        let used = try daysUsed(received: received, finished: finished)
        return finished <= stated ? min(used, DaysUsed(halves: ordinaryLimit * 2)) : used
    }
}
