public import Formats
public import Storage

/// A deadline as it was set for one thing: so many days of a kind, with the number that was in force then, or a certain day. Kept beside what is due, so
/// that it can be counted again when the calendar changes.
public struct DeadlineTerm: Sendable, Equatable {
    private enum Count: Equatable {
        case span(OfficeCalendar.Span, Int, movesOn: Bool)
        case day(CivilDate)
    }

    private let count: Count

    /// A certain day; when it turns out to be a day off, the next one that is not.
    public static func on(_ day: CivilDate) -> DeadlineTerm { DeadlineTerm(count: .day(day)) }

    static func span(_ span: OfficeCalendar.Span, _ number: Int, movesOn: Bool) -> DeadlineTerm {
        DeadlineTerm(count: .span(span, number, movesOn: movesOn))
    }

    private init(count: Count) {
        self.count = count
    }

    /// When it is due.
    /// - Parameter settings: for the office hours, in which half-days end.
    /// - Throws: ``CalendarError/yearMissing(_:)``.
    public func due(from start: Instant, calendar: OfficeCalendar, settings: Settings) throws(CalendarError) -> Instant {
        switch count {
        case .span(let span, let number, let movesOn):
            try calendar.adding(number, span, to: start, hours: OfficeHours(settings, on: start.taipeiDay), movesOn: movesOn)
        case .day(let day): Instant.end(of: try calendar.dueDay(notBefore: day))
        }
    }

    /// `workingDays 6`, `calendarDays 30 moves`, `day 2026-12-01`
    public var text: String {
        switch count {
        case .span(let span, let number, let movesOn): "\(span.rawValue) \(number)" + (movesOn ? " moves" : "")
        case .day(let day): "day \(day.iso)"
        }
    }

    /// - Returns: nil unless ``text`` wrote it.
    public init?(text: String) {
        let words = text.split(separator: " ").map(String.init)
        guard words.count == 2 || words.count == 3 else { return nil }
        if words[0] == "day" {
            guard let day = CivilDate(iso: words[1]) else { return nil }
            self = .on(day)
            return
        }
        guard let span = OfficeCalendar.Span(rawValue: words[0]), let number = Int(words[1]) else { return nil }
        self = .span(span, number, movesOn: words.count == 3)
    }
}

extension DeadlineRule {
    /// The rule with the number in force on a day; what it is for one thing from then on.
    public func term(_ settings: Settings, on day: CivilDate) -> DeadlineTerm {
        switch count {
        case .span(let span): .span(span, value(settings, on: day), movesOn: movesOn)
        case .dayOfMonth: .on(nextDay(value(settings, on: day), after: day))
        }
    }
}
