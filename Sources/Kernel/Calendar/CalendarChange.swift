public import Formats
public import Storage

/// The office calendar is another from now on. Observers run in the transaction that changes it, so that what depends on it changes with it or not at all.
public struct CalendarChange: Sendable {
    public enum Cause: Sendable, Equatable {
        /// A year (of the Gregorian calendar) was imported, for the first time or again.
        case importedYear(Int)
        case closure(String)
        case withdrawnClosure(String)
    }

    public let cause: Cause
    public let before: OfficeCalendar
    public let after: OfficeCalendar
    /// Days that are worked otherwise than before, for the city or for one agency at least.
    public let days: [CivilDate]
    public let at: Instant
    /// The rules in force, for counting again what was counted before.
    public let settings: Settings
}

/// What a module does when the calendar changes: moves its deadlines, and says so among the entry's changes.
public typealias CalendarObserver = @Sendable (_ change: CalendarChange, _ db: any Writer, _ changes: inout [Change]) throws -> Void

extension City {
    /// Tells the modules within the transaction.
    /// - Parameter before: the calendar before the rows were changed.
    func calendarChanged(_ cause: CalendarChange.Cause, from before: OfficeCalendar, _ db: any Writer, _ changes: inout [Change]) throws {
        let after = try CalendarQueries.load(db)
        let now = clock.now()
        try db.run("UPDATE calendar_revision SET revision = \(UniqueID.make(at: now)) WHERE id = 'city'")
        let days = after.changedDays(from: before)
        guard !days.isEmpty else { return }
        let change = CalendarChange(cause: cause, before: before, after: after, days: days, at: now, settings: settings)
        for module in modules {
            for observer in module.calendarObservers { try observer(change, db, &changes) }
        }
    }

    /// The calendar before a change, with other changes held off until this one is done.
    func lockedCalendar(_ db: any Writer) throws -> OfficeCalendar {
        _ = try db.first("SELECT revision FROM calendar_revision WHERE id = 'city'\(SQL.forUpdate)")
        return try CalendarQueries.load(db)
    }
}
