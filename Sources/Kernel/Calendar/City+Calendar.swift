internal import Crypto
internal import Formats
public import Storage

/// What became of an import.
public enum CalendarImport: Sendable, Equatable {
    /// Days that are new or say something else than before.
    case imported(year: Int, changedDays: Int)
    /// The same file as before; nothing was written.
    case unchanged(year: Int)
}

extension City {
    /// Takes a year's official calendar in; a revised file takes the place of the one before.
    /// - Parameter bytes: the file as it was published.
    /// - Throws: ``Formats/OfficeCalendarError`` with every fault; then nothing was written.
    public func importCalendar(_ bytes: [UInt8], named fileName: String, as actor: Actor) async throws -> CalendarImport {
        let csv = try OfficeCalendarCSV(reading: bytes)
        let digest = SHA256.hash(data: bytes).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        let name = String(fileName.prefix(200))
        return try await store.write(as: actor, "kernel.importCalendar") { db, changes in
            let before = try lockedCalendar(db)
            let key = String(csv.year)
            let known = try db.first("SELECT digest FROM calendar_year WHERE id = \(key)")
            if let known, try known.get("digest") == digest { return .unchanged(year: csv.year) }
            try db.run(
                """
                INSERT INTO calendar_year (id, year, file_name, digest, imported_at) VALUES (\(key), \(csv.year), \(name), \(digest), \(clock.now()))
                ON CONFLICT (id) DO UPDATE SET file_name = excluded.file_name, digest = excluded.digest, imported_at = excluded.imported_at,
                    is_provisional = NULL
                """)
            let changed = try Self.replace(csv, in: db)
            changes.append(
                Change(
                    Reference("kernel/calendar", key),
                    [("digest", digest), ("days", String(csv.days.count)), ("changedDays", String(changed))]))
            try calendarChanged(.importedYear(csv.year), from: before, db, &changes)
            return .imported(year: csv.year, changedDays: changed)
        }
    }

    /// Writes only what is different, so that the past of a day tells when it changed.
    private static func replace(_ csv: OfficeCalendarCSV, in db: any Writer) throws -> Int {
        let known = Dictionary(uniqueKeysWithValues: try CalendarQueries.days(of: csv.year, db).map { ($0.date, $0) })
        var changed = 0
        for day in csv.days where known[day.date] != day {
            changed += 1
            try db.run(
                """
                INSERT INTO calendar_day (date, year, is_day_off, note) VALUES (\(day.date.iso), \(String(csv.year)), \(day.isDayOff), \(day.note))
                ON CONFLICT (date) DO UPDATE SET is_day_off = excluded.is_day_off, note = excluded.note
                """)
        }
        return changed
    }

    /// Announces that offices are closed.
    /// - Parameter reason: such as the typhoon's name; for everybody to read.
    /// - Returns: its key, or nil when the same closure holds already.
    public func addClosure(_ closure: OfficeClosure, reason: String, as actor: Actor) async throws -> String? {
        let now = clock.now()
        let id = UniqueID.make(at: now)
        return try await store.write(as: actor, "kernel.addClosure") { db, changes in
            let before = try lockedCalendar(db)
            let same = try db.first(
                """
                SELECT id FROM calendar_closure WHERE date = \(closure.date.iso) AND part = \(closure.part.rawValue)
                AND coalesce(agency, '') = \(closure.agency ?? "") AND withdrawn_at IS NULL
                """)
            guard same == nil else { return nil }
            try db.run(
                """
                INSERT INTO calendar_closure (id, date, part, agency, reason, added_at)
                VALUES (\(id), \(closure.date.iso), \(closure.part.rawValue), \(closure.agency), \(reason), \(now))
                """)
            changes.append(Change(Reference("kernel/closure", id), Self.facts(of: closure)))
            try calendarChanged(.closure(id), from: before, db, &changes)
            return id
        }
    }

    /// Takes a closure back.
    /// - Returns: false when there is none with this key, or it was withdrawn before.
    public func withdrawClosure(_ id: String, reason: String, as actor: Actor) async throws -> Bool {
        let now = clock.now()
        return try await store.write(as: actor, "kernel.withdrawClosure") { db, changes in
            let before = try lockedCalendar(db)
            guard let known = try CalendarQueries.closure(id, db), known.withdrawnAt == nil else { return false }
            try db.run("UPDATE calendar_closure SET withdrawn_at = \(now), withdrawal_reason = \(reason) WHERE id = \(id)")
            changes.append(Change(Reference("kernel/closure", id), Self.facts(of: known.closure)))
            try calendarChanged(.withdrawnClosure(id), from: before, db, &changes)
            return true
        }
    }

    private static func facts(of closure: OfficeClosure) -> [(String, String)] {
        [("date", closure.date.iso), ("part", closure.part.rawValue)] + (closure.agency.map { [("agency", $0)] } ?? [])
    }
}
