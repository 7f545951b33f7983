internal import Formats
internal import Kernel
internal import Storage

/// When something is due, and why.
struct Due: Sendable, Equatable {
    var at: Instant?
    /// Since when it counts, and what: kept so that a changed calendar can move it.
    var from: Instant?
    var term: DeadlineTerm?

    static let none = Due()
}

/// Deadlines of matters, by the office calendar as it stands in the transaction.
struct Deadlines {
    let city: City
    private let calendar: OfficeCalendar

    init(_ city: City, _ db: any Reader) throws {
        self.city = city
        calendar = try city.calendars.current(db)
    }

    /// For a write: the calendar cannot change until the transaction ends, or a closure announced meanwhile would miss this deadline.
    init(_ city: City, writing db: any Writer) throws {
        _ = try db.first("SELECT revision FROM calendar_revision WHERE id = 'city'\(sqlite: "", postgres: " FOR SHARE")")
        try self.init(city, db)
    }

    /// The deadline of a matter that comes into a state.
    /// - Parameters:
    ///   - agency: whose office hours count.
    ///   - asked: the day that a form asked for.
    ///   - keeping: the deadline so far.
    func entering(_ state: State, of agency: String, at now: Instant, asked: CivilDate?, keeping old: Due?) throws -> Due {
        if state.closes != nil { return .none }
        switch state.deadline {
        case .keep: return old ?? .none
        case .none: return .none
        case .rule(let rule): return try counted(rule.term(city.settings, on: now.taipeiDay), from: now, agency)
        case .asked: return try asked.map { try counted(.on($0), from: now, agency) } ?? old ?? .none
        }
    }

    func on(_ day: CivilDate, of agency: String, at now: Instant) throws -> Due { try counted(.on(day), from: now, agency) }

    private func counted(_ term: DeadlineTerm, from start: Instant, _ agency: String) throws -> Due {
        do {
            return Due(at: try term.due(from: start, calendar: calendar.of(agency: agency), settings: city.settings), from: start, term: term)
        } catch {
            throw MatterRefusal.calendar(error)
        }
    }

    /// After its time stood still: as many days later, and never on a day off.
    func resumed(_ matter: Matter, at now: Instant) throws -> Due {
        guard let due = matter.dueAt, let since = matter.suspendedAt else { return Due(at: matter.dueAt, from: matter.dueFrom, term: matter.dueTerm) }
        let days = now.taipeiDay.dayNumber - since.taipeiDay.dayNumber
        return try on(due.taipeiDay.adding(days: days), of: matter.lead, at: now)
    }

    /// 暫定: years whose official calendar is not there yet.
    var provisionalYears: Set<Int> { calendar.provisionalYears }

    /// 使用日數 of an agency's work; nil when the calendar does not say.
    func daysUsed(_ start: Instant, _ end: Instant, of agency: String) -> DaysUsed? {
        try? calendar.of(agency: agency).daysUsed(received: start.taipeiDay, finished: end.taipeiDay)
    }

    /// Working days left until a deadline, negative when it has passed; nil when the calendar does not say.
    func workingDays(until due: Instant, from now: Instant) -> Int? {
        let (today, day) = (now.taipeiDay, due.taipeiDay)
        if day >= today { return try? calendar.workingDays(after: today, through: day) }
        return (try? calendar.workingDays(after: day, through: today)).map { -$0 }
    }
}
