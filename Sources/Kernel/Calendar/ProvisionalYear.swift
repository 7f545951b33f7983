public import Formats
public import Storage

/// 暫定年度: a year whose official calendar was not published yet, made of weekends and the national holidays whose day the law fixes. What follows the
/// moon or the sun (春節, 清明節, 端午節, 中秋節) is not guessed: such a day counts as worked until the official calendar says otherwise.
public struct ProvisionalYear: Sendable {
    public let year: Int
    public let days: [OfficeCalendarCSV.Day]

    /// 紀念日及節日實施條例 (in force since 2025-05-28), those with a day of the solar calendar on which everybody is off.
    private static let holidays: [(month: Int, day: Int, name: String)] = [
        (1, 1, "開國紀念日"), (2, 28, "和平紀念日"), (4, 4, "兒童節"), (5, 1, "勞動節"), (9, 28, "孔子誕辰紀念日"), (10, 10, "國慶日"),
        (10, 25, "臺灣光復暨金門古寧頭大捷紀念日"), (12, 25, "行憲紀念日"),
    ]

    public init(_ year: Int) {
        self.year = year
        var notes: [CivilDate: String] = [:]
        var extra: Set<CivilDate> = []
        for holiday in Self.holidays {
            guard let day = CivilDate(year: year, month: holiday.month, day: holiday.day) else { continue }
            notes[day] = holiday.name
            // On a Saturday the working day before is off, on a Sunday the one after.
            if day.weekday == 6 { extra.insert(day.adding(days: -1)) }
            if day.weekday == 7 { extra.insert(day.adding(days: 1)) }
        }
        // The next New Year's Day may fall on a Saturday, and takes the last day of this year with it.
        if let next = CivilDate(year: year + 1, month: 1, day: 1), next.weekday == 6 { extra.insert(next.adding(days: -1)) }
        var days: [OfficeCalendarCSV.Day] = []
        var day = CivilDate(year: year, month: 1, day: 1)
        while let today = day, today.year == year {
            let note = notes[today] ?? (extra.contains(today) ? "補假" : "")
            days.append(OfficeCalendarCSV.Day(date: today, isDayOff: today.weekday >= 6 || !note.isEmpty, note: note))
            day = today.adding(days: 1)
        }
        self.days = days
    }
}

extension City {
    /// Makes a year countable whose official calendar was not published yet. Importing that takes its place, and moves the deadlines it moves.
    /// - Returns: false when the year is there already.
    public func openProvisionalYear(_ year: Int, as actor: Actor) async throws -> Bool {
        let (provisional, key, now) = (ProvisionalYear(year), String(year), clock.now())
        return try await store.write(as: actor, "kernel.openProvisionalYear") { db, changes in
            let before = try lockedCalendar(db)
            guard !before.loadedYears.contains(year) else { return false }
            try db.run(
                """
                INSERT INTO calendar_year (id, year, file_name, digest, imported_at, is_provisional)
                VALUES (\(key), \(year), '', '', \(now), TRUE)
                """)
            for day in provisional.days {
                try db.run(
                    "INSERT INTO calendar_day (date, year, is_day_off, note) VALUES (\(day.date.iso), \(key), \(day.isDayOff), \(day.note))")
            }
            changes.append(Change(Reference("kernel/calendar", key), [("status", "provisional"), ("days", String(provisional.days.count))]))
            try calendarChanged(.importedYear(year), from: before, db, &changes)
            return true
        }
    }
}
