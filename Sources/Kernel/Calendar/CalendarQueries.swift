public import Formats
public import Storage

/// Every query on the office calendar.
public enum CalendarQueries {
    /// A year that was imported.
    public struct Year: Sendable, Equatable {
        /// Of the Gregorian calendar.
        public let year: Int
        public let fileName: String
        /// SHA-256 of the file, in hexadecimal digits.
        public let digest: String
        public let importedAt: Instant
        /// 暫定: see ``ProvisionalYear``.
        public let isProvisional: Bool
    }

    /// A closure as it was announced, with what became of it.
    public struct Closure: Sendable, Equatable {
        public let id: String
        public let closure: OfficeClosure
        public let reason: String
        public let addedAt: Instant
        public let withdrawnAt: Instant?
        public let withdrawalReason: String?
    }

    /// The years there are, the latest first.
    public static func years(_ db: any Reader) throws -> [Year] {
        try db.all("SELECT year, file_name, digest, imported_at, is_provisional FROM calendar_year ORDER BY year DESC").map { row in
            Year(
                year: try row.get("year"), fileName: try row.get("file_name"), digest: try row.get("digest"), importedAt: try row.get("imported_at"),
                isProvisional: try row.optional("is_provisional") ?? false)
        }
    }

    /// A year's days in order; none when the year was not imported.
    public static func days(of year: Int, _ db: any Reader) throws -> [OfficeCalendarCSV.Day] {
        try db.all("SELECT date, is_day_off, note FROM calendar_day WHERE year = \(String(year)) ORDER BY date").map { row in
            OfficeCalendarCSV.Day(date: try row.date("date"), isDayOff: try row.get("is_day_off"), note: try row.get("note"))
        }
    }

    /// Every closure of a year, the withdrawn ones too, by date.
    public static func closures(of year: Int, _ db: any Reader) throws -> [Closure] {
        let (first, last) = ("\(year)-01-01", "\(year)-12-31")
        return try db.all(
            "SELECT \(closureColumns) FROM calendar_closure WHERE date >= \(first) AND date <= \(last) ORDER BY date, id"
        ).map(closure)
    }

    public static func closure(_ id: String, _ db: any Reader) throws -> Closure? {
        try db.first("SELECT \(closureColumns) FROM calendar_closure WHERE id = \(id)").map(closure)
    }

    /// Which state of the calendar the record is in.
    static func revision(_ db: any Reader) throws -> String {
        try db.first("SELECT revision FROM calendar_revision WHERE id = 'city'")?.get("revision") ?? ""
    }

    /// The calendar as it stands, or stood. By ranges of the keys, so that it may be read wherever a point may.
    static func load(asOf: AsOf = .now, _ db: any Reader) throws -> OfficeCalendar {
        var days: [(date: CivilDate, isDayOff: Bool)] = []
        try db.each("SELECT date, is_day_off FROM \(asOf.table("calendar_day")) WHERE date > '0'") { row in
            days.append((try row.date("date"), try row.get("is_day_off")))
            return true
        }
        let closures = try db.all(
            "SELECT \(closureColumns) FROM \(asOf.table("calendar_closure")) WHERE date > '0' AND withdrawn_at IS NULL"
        ).map { try closure($0).closure }
        let provisional = try db.all("SELECT year FROM calendar_year WHERE year > 0 AND is_provisional").map { try $0.get("year", as: Int.self) }
        return OfficeCalendar(days: days, closures: closures, provisional: Set(provisional))
    }

    private static let closureColumns: SQL = "id, date, part, agency, reason, added_at, withdrawn_at, withdrawal_reason"

    private static func closure(_ row: Row) throws -> Closure {
        guard let part = OfficeClosure.Part(rawValue: try row.get("part")) else { throw StoreError.unexpectedType(column: "part") }
        return Closure(
            id: try row.get("id"), closure: OfficeClosure(date: try row.date("date"), part: part, agency: try row.optional("agency")),
            reason: try row.get("reason"), addedAt: try row.get("added_at"), withdrawnAt: try row.optional("withdrawn_at"),
            withdrawalReason: try row.optional("withdrawal_reason"))
    }
}

extension Row {
    /// A cell with an ISO date.
    public func date(_ column: String) throws -> CivilDate {
        guard let date = CivilDate(iso: try get(column)) else { throw StoreError.unexpectedType(column: column) }
        return date
    }

    /// A cell with an ISO date, or nil where it is NULL.
    public func optionalDate(_ column: String) throws -> CivilDate? {
        guard let text: String = try optional(column) else { return nil }
        guard let date = CivilDate(iso: text) else { throw StoreError.unexpectedType(column: column) }
        return date
    }
}
