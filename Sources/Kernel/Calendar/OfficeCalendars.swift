public import Storage
internal import Synchronization

/// The city's calendar, read once and kept until it changes, whichever process changes it.
public final class OfficeCalendars: Sendable {
    private let kept = Mutex<(revision: String, calendar: OfficeCalendar)?>(nil)

    public init() {}

    /// The calendar as the reader's transaction sees it. Costs one read by key while it has not changed.
    public func current(_ db: any Reader) throws -> OfficeCalendar {
        let revision = try CalendarQueries.revision(db)
        if let kept = kept.withLock({ $0 }), kept.revision == revision { return kept.calendar }
        let calendar = try CalendarQueries.load(db)
        // Revisions are never used twice, so what a transaction saw that failed later is never taken for anything else.
        kept.withLock { $0 = (revision, calendar) }
        return calendar
    }
}
