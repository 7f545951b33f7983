public import Formats
public import Storage

/// How long something may take. Written once, in a procedure; its number is a setting where it is a rule that may change.
///
/// ```swift
/// static let reply = DeadlineRule.workingDays(.setting(ordinaryLimit))
/// let due = try reply.due(from: receivedAt, calendar: calendar, settings: settings)
/// ```
public struct DeadlineRule: Sendable {
    /// Where the number comes from.
    public enum Number: Sendable, ExpressibleByIntegerLiteral {
        case fixed(Int)
        case setting(Setting)

        public init(integerLiteral value: Int) { self = .fixed(value) }
    }

    enum Count: Sendable, Equatable {
        case span(OfficeCalendar.Span)
        case dayOfMonth
    }

    let count: Count
    public let number: Number
    /// Whether an end that falls on a day off moves to the next working day (行政程序法 §48 IV). Working days, half-days and hours never need it.
    public let movesOn: Bool

    public static func workingDays(_ number: Number) -> DeadlineRule { DeadlineRule(count: .span(.workingDays), number: number, movesOn: true) }

    /// - Parameter movesOn: whether an end on a day off moves to the next working day.
    public static func calendarDays(_ number: Number, movesOn: Bool = true) -> DeadlineRule {
        DeadlineRule(count: .span(.calendarDays), number: number, movesOn: movesOn)
    }

    public static func hours(_ number: Number) -> DeadlineRule { DeadlineRule(count: .span(.hours), number: number, movesOn: false) }
    public static func halfDays(_ number: Number) -> DeadlineRule { DeadlineRule(count: .span(.halfDays), number: number, movesOn: true) }

    /// The next time it is that day of a month, after the day it begins; the last day of months that have no such day.
    public static func dayOfMonth(_ number: Number, movesOn: Bool = true) -> DeadlineRule {
        DeadlineRule(count: .dayOfMonth, number: number, movesOn: movesOn)
    }

    /// When it is due. The number is the one in force on the day it begins.
    /// - Throws: ``CalendarError/yearMissing(_:)``.
    public func due(from start: Instant, calendar: OfficeCalendar, settings: Settings) throws(CalendarError) -> Instant {
        let number = value(settings, on: start.taipeiDay)
        switch count {
        case .span(let span):
            return try calendar.adding(number, span, to: start, hours: OfficeHours(settings, on: start.taipeiDay), movesOn: movesOn)
        case .dayOfMonth:
            let day = nextDay(number, after: start.taipeiDay)
            return Instant.end(of: movesOn ? try calendar.dueDay(notBefore: day) : day)
        }
    }

    /// The number in force on a day.
    public func value(_ settings: Settings, on day: CivilDate) -> Int {
        switch number {
        case .fixed(let number): number
        case .setting(let setting): settings.value(of: setting, on: day)
        }
    }

    /// The text the number comes from, where it is a rule: for the docs.
    public var source: Phrase? {
        switch number {
        case .fixed: nil
        case .setting(let setting): setting.source
        }
    }

    /// `6 個工作天`
    public func sentence(_ settings: Settings, on day: CivilDate) -> Phrase {
        let number = value(settings, on: day)
        return switch count {
        case .span(.workingDays): "\(number) 個工作天"
        case .span(.calendarDays): movesOn ? "\(number) 天（末日放假則順延）" : "\(number) 天"
        case .span(.hours): "\(number) 小時"
        case .span(.halfDays): "\(number) 個半天"
        case .dayOfMonth: movesOn ? "下一個 \(number) 日（放假則順延）" : "下一個 \(number) 日"
        }
    }

    /// The next time it is that day of a month.
    func nextDay(_ number: Int, after start: CivilDate) -> CivilDate {
        func day(_ year: Int, _ month: Int) -> CivilDate? {
            CivilDate(year: year, month: month, day: min(max(number, 1), CivilDate.days(inMonth: month, of: year)))
        }
        if let thisMonth = day(start.year, start.month), thisMonth > start { return thisMonth }
        return (start.month == 12 ? day(start.year + 1, 1) : day(start.year, start.month + 1)) ?? start
    }
}
