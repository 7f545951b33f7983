public import Formats

/// Which days, and which halves of them, the city's offices are at work: the official calendar of the years that were loaded, less the days they were
/// closed, such as for a typhoon. A value: what was counted with it stays as it was counted.
public struct OfficeCalendar: Sendable, Equatable {
    /// The halves of a day that are worked.
    struct Halves: OptionSet, Sendable {
        let rawValue: UInt8
        static let morning = Halves(rawValue: 1)
        static let afternoon = Halves(rawValue: 2)
        static let both: Halves = [.morning, .afternoon]
    }

    /// By year, a cell for each day of it.
    private let years: [Int: [Halves]]
    /// What is closed for everybody (nil) or for one agency, by day number.
    private let closed: [String?: [Int: Halves]]
    /// Whose offices it is asked about; nil when about no agency in particular.
    private let agency: String?
    /// 暫定: the years that are not official yet.
    public let provisionalYears: Set<Int>

    private init(years: [Int: [Halves]], closed: [String?: [Int: Halves]], agency: String?, provisional: Set<Int>) {
        provisionalYears = provisional
        self.years = years
        self.closed = closed
        self.agency = agency
    }

    /// - Parameters:
    ///   - days: of whole years, in any order.
    ///   - closures: those that hold.
    ///   - provisional: the years that are not official yet.
    public init(days: some Sequence<(date: CivilDate, isDayOff: Bool)>, closures: [OfficeClosure] = [], provisional: Set<Int> = []) {
        var years: [Int: [Halves]] = [:]
        for day in days {
            let length = CivilDate.isLeap(year: day.date.year) ? 366 : 365
            years[day.date.year, default: [Halves](repeating: [], count: length)][Self.place(day.date)] = day.isDayOff ? [] : .both
        }
        var closed: [String?: [Int: Halves]] = [:]
        for closure in closures { closed[closure.agency, default: [:]][closure.date.dayNumber, default: []].formUnion(closure.part.halves) }
        self.init(years: years, closed: closed, agency: nil, provisional: provisional)
    }

    /// The same calendar, asked about the offices of one agency: what closes it alone counts too.
    public func of(agency: String?) -> OfficeCalendar {
        OfficeCalendar(years: years, closed: closed, agency: agency, provisional: provisionalYears)
    }

    /// The years that are loaded, of the Gregorian calendar.
    public var loadedYears: [Int] { years.keys.sorted() }

    /// Whether the offices are open for at least half of the day.
    /// - Throws: ``CalendarError/yearMissing(_:)``: a day nobody knows about is no guess.
    public func isWorkingDay(_ day: CivilDate) throws(CalendarError) -> Bool { try !halves(of: day).isEmpty }

    /// Whether something may be due on the day: the offices are open when it ends. A deadline never falls on an afternoon that was called off.
    public func isOpenAtClosingTime(_ day: CivilDate) throws(CalendarError) -> Bool { try halves(of: day).contains(.afternoon) }

    func halves(of day: CivilDate) throws(CalendarError) -> Halves {
        guard let year = years[day.year] else { throw .yearMissing(day.year) }
        let worked = year[Self.place(day)]
        if closed.isEmpty { return worked }
        let off = (closed[nil]?[day.dayNumber] ?? []).union(agency.flatMap { closed[$0]?[day.dayNumber] } ?? [])
        return worked.subtracting(off)
    }

    /// How many working days follow `start`, up to and with `end`: the day something begins is not counted.
    public func workingDays(after start: CivilDate, through end: CivilDate) throws(CalendarError) -> Int {
        var count = 0
        var day = start.adding(days: 1)
        while day <= end {
            if try isWorkingDay(day) { count += 1 }
            day = day.adding(days: 1)
        }
        return count
    }

    /// The day itself when something may be due on it, or the next one that is.
    public func dueDay(notBefore day: CivilDate) throws(CalendarError) -> CivilDate {
        var day = day
        while try !isOpenAtClosingTime(day) { day = day.adding(days: 1) }
        return day
    }

    /// The days on which two calendars differ for an agency, of the years that both know and of those that one knows.
    public func changedDays(from earlier: OfficeCalendar) -> [CivilDate] {
        var changed: Set<CivilDate> = []
        for year in Set(years.keys).union(earlier.years.keys) where years[year] != earlier.years[year] {
            let (new, old) = (years[year] ?? [], earlier.years[year] ?? [])
            guard let first = CivilDate(year: year, month: 1, day: 1) else { continue }
            for place in 0..<max(new.count, old.count) where place >= new.count || place >= old.count || new[place] != old[place] {
                changed.insert(first.adding(days: place))
            }
        }
        for key in Set(closed.keys).union(earlier.closed.keys) where closed[key] != earlier.closed[key] {
            let (new, old) = (closed[key] ?? [:], earlier.closed[key] ?? [:])
            for number in Set(new.keys).union(old.keys) where new[number] != old[number] { changed.insert(CivilDate(dayNumber: number)) }
        }
        return changed.sorted()
    }

    private static func place(_ day: CivilDate) -> Int {
        day.dayNumber - (CivilDate(year: day.year, month: 1, day: 1)?.dayNumber ?? day.dayNumber)
    }
}

/// Why the office calendar gives no answer.
public enum CalendarError: Error, Sendable, Equatable {
    /// The official calendar of that year (of the Gregorian calendar) was not imported yet.
    case yearMissing(Int)

    /// What to tell the person who asked.
    public var phrase: Phrase {
        switch self {
        case .yearMissing(let year): "還沒有民國 \(year - 1911) 年的辦公日曆，算不出期限；請系統管理者匯入。"
        }
    }
}
