/// A year's office calendar (政府行政機關辦公日曆表) as the Directorate-General of Personnel Administration publishes it: every day, with 2 for a day off
/// and 0 for a day of work.
public struct OfficeCalendarCSV: Sendable, Equatable {
    public struct Day: Sendable, Equatable {
        public let date: CivilDate
        public let isDayOff: Bool
        /// 備註: what the day is called, such as 補行上班.
        public let note: String

        public init(date: CivilDate, isDayOff: Bool, note: String) {
            self.date = date
            self.isDayOff = isDayOff
            self.note = note
        }
    }

    /// Of the Gregorian calendar.
    public let year: Int
    /// Every day of the year, in order.
    public let days: [Day]

    /// Reads the whole file, or nothing: UTF-8 with or without byte order mark, or Big5; columns in any order, found by their names.
    /// - Throws: every fault there is, with its line.
    public init(reading bytes: [UInt8]) throws(OfficeCalendarError) {
        guard let (text, _) = try? TextDecoder.decode(bytes) else { throw .notText }
        let rows: [[String]]
        do {
            rows = try CSV.read(Array(text.utf8))
        } catch {
            throw .notATable
        }
        var reader = OfficeCalendarReader()
        try reader.read(rows)
        (year, days) = try reader.finished()
    }
}

/// Goes through the rows and notes what is wrong with each.
private struct OfficeCalendarReader {
    private var days: [CivilDate: (day: OfficeCalendarCSV.Day, line: Int)] = [:]
    private var faults: [OfficeCalendarFault] = []
    private var columns: [OfficeCalendarColumn: Int] = [:]
    private var lastLine = 1

    mutating func read(_ rows: [[String]]) throws(OfficeCalendarError) {
        var line = 1
        for row in rows {
            let cells = row.map(Self.plain)
            if columns.isEmpty {
                try readHeader(cells)
            } else if cells.contains(where: { !$0.isEmpty }) {
                readDay(cells, line)
            }
            lastLine = line
            // A quoted cell may hold line breaks of its own.
            line += 1 + row.reduce(0) { $0 + $1.count { $0.isNewline } }
        }
        if columns.isEmpty { throw .noHeader }
    }

    private mutating func readHeader(_ cells: [String]) throws(OfficeCalendarError) {
        for column in OfficeCalendarColumn.allCases {
            guard let index = cells.firstIndex(of: column.rawValue) else { throw .noHeader }
            columns[column] = index
        }
    }

    private func cell(_ column: OfficeCalendarColumn, of cells: [String]) -> String {
        guard let index = columns[column], index < cells.count else { return "" }
        return cells[index]
    }

    private mutating func readDay(_ cells: [String], _ line: Int) {
        let text = cell(.date, of: cells)
        guard let date = Self.date(text) else { return note(.badDate(text), line) }
        let weekday = cell(.weekday, of: cells)
        // A table that was shifted by a row shows here.
        if weekday != Self.weekdays[date.weekday - 1] { note(.wrongWeekday(weekday, is: Self.weekdays[date.weekday - 1]), line) }
        let mark = cell(.isDayOff, of: cells)
        if mark != "0" && mark != "2" { note(.badMark(mark), line) }
        if let first = days[date] { return note(.repeated(first.line), line) }
        days[date] = (OfficeCalendarCSV.Day(date: date, isDayOff: mark == "2", note: cell(.note, of: cells)), line)
    }

    private mutating func note(_ kind: OfficeCalendarFault.Kind, _ line: Int) { faults.append(OfficeCalendarFault(line: line, kind: kind)) }

    mutating func finished() throws(OfficeCalendarError) -> (Int, [OfficeCalendarCSV.Day]) {
        let counts = Dictionary(grouping: days.keys, by: \.year).mapValues(\.count)
        // The year most days are of is the one that is meant.
        guard let year = counts.max(by: { ($0.value, -$0.key) < ($1.value, -$1.key) })?.key else {
            throw faults.isEmpty ? .empty : .faults(faults)
        }
        for (date, entry) in days where date.year != year { note(.otherYear(date.year, expected: year), entry.line) }
        var ordered: [OfficeCalendarCSV.Day] = []
        for month in 1...12 {
            for day in 1...CivilDate.days(inMonth: month, of: year) {
                guard let date = CivilDate(year: year, month: month, day: day) else { continue }
                if let entry = days[date] { ordered.append(entry.day) } else { note(.missingDay(date), lastLine) }
            }
        }
        guard faults.isEmpty else { throw .faults(faults.sorted { $0.line < $1.line }) }
        return (year, ordered)
    }

    private static let weekdays = ["一", "二", "三", "四", "五", "六", "日"]

    private static func plain(_ cell: String) -> String {
        var scalars = cell.unicodeScalars[...]
        while let first = scalars.first, first.properties.isWhitespace || first == "\u{FEFF}" { scalars.removeFirst() }
        while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
        return String(scalars)
    }

    /// `20260101`, or what a spreadsheet program makes of it: `2026/1/1`, `2026-01-01`.
    private static func date(_ text: String) -> CivilDate? {
        guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2F || $0 == 0x2D }) else { return nil }
        if text.utf8.count == 8, let number = Int(text) {
            return CivilDate(year: number / 10_000, month: number / 100 % 100, day: number % 100)
        }
        let parts = text.split(whereSeparator: { $0 == "/" || $0 == "-" })
        guard parts.count == 3, parts[0].count == 4, let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]) else { return nil }
        return CivilDate(year: year, month: month, day: day)
    }
}

/// The columns of the file, by the names they have had in every year so far.
private enum OfficeCalendarColumn: String, CaseIterable {
    case date = "西元日期"
    case weekday = "星期"
    case isDayOff = "是否放假"
    case note = "備註"
}
