internal import Formats
public import Storage

extension OfficeCalendar {
    /// What is counted until something is due.
    public enum Span: String, Sendable, CaseIterable {
        /// Days on which the offices work. The day it begins is not counted.
        case workingDays
        /// All days. The day it begins is not counted (行政程序法 §48 II).
        case calendarDays
        /// By the clock, night and holiday: an incident does not wait for the office.
        case hours
        /// Mornings and afternoons that are worked. The one it begins in is not counted.
        case halfDays
    }

    /// The moment something is due that takes so long from another moment on. Days end at midnight, half-days when the office closes.
    /// - Parameters:
    ///   - hours: for half-days.
    ///   - movesOn: whether calendar days that end on a day off end on the next working day instead (行政程序法 §48 IV).
    public func adding(_ number: Int, _ span: Span, to start: Instant, hours: OfficeHours, movesOn: Bool = true) throws(CalendarError) -> Instant {
        switch span {
        case .hours: start.adding(seconds: Int64(number) * 3600)
        case .calendarDays: Instant.end(of: try ending(start.taipeiDay.adding(days: number), movesOn: movesOn))
        case .workingDays: Instant.end(of: try dueDay(notBefore: day(after: start.taipeiDay, workingDays: number)))
        case .halfDays: try adding(halfDays: number, to: start, hours)
        }
    }

    private func ending(_ day: CivilDate, movesOn: Bool) throws(CalendarError) -> CivilDate { movesOn ? try dueDay(notBefore: day) : day }

    /// The nth working day after a day; the day itself for none.
    private func day(after start: CivilDate, workingDays number: Int) throws(CalendarError) -> CivilDate {
        var (day, left) = (start, number)
        while left > 0 {
            day = day.adding(days: 1)
            if try isWorkingDay(day) { left -= 1 }
        }
        return day
    }

    private func adding(halfDays number: Int, to start: Instant, _ hours: OfficeHours) throws(CalendarError) -> Instant {
        var day = start.taipeiDay
        var left = max(number, 1)
        while true {
            let worked = try halves(of: day)
            for half in [Halves.morning, .afternoon] where worked.contains(half) {
                // What comes in before the office opens has the whole of that half before it.
                guard start < hours.start(of: half, on: day) else { continue }
                left -= 1
                if left == 0 { return hours.end(of: half, on: day) }
            }
            day = day.adding(days: 1)
        }
    }
}
