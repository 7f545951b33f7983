/// A stretch of the calendar that numbers are told for: a day, a month, a quarter, half a year or a year.
public struct Period: Sendable, Hashable {
    public enum Length: String, Sendable, CaseIterable {
        case day, month, quarter
        case halfYear = "half-year"
        case year

        /// How many months it takes; 0 for a day.
        public var months: Int {
            switch self {
            case .day: 0
            case .month: 1
            case .quarter: 3
            case .halfYear: 6
            case .year: 12
            }
        }
    }

    public let length: Length
    public let first: CivilDate

    /// The one that a day lies in.
    public init(_ length: Length, containing day: CivilDate) {
        self.length = length
        switch length {
        case .day: first = day
        case .month, .quarter, .halfYear, .year:
            let month = (day.month - 1) / length.months * length.months + 1
            // Every month has a first day.
            first = CivilDate(year: day.year, month: month, day: 1) ?? day
        }
    }

    public static func year(_ year: Int) -> Period? { CivilDate(year: year, month: 1, day: 1).map { Period(.year, containing: $0) } }

    /// Its last day.
    public var last: CivilDate { length == .day ? first : next.first.adding(days: -1) }

    public var next: Period { moved(by: 1) }
    public var previous: Period { moved(by: -1) }

    /// The year that it lies in, as a period.
    public var year: Period { Period(.year, containing: first) }

    public func contains(_ day: CivilDate) -> Bool { first <= day && day <= last }

    /// Its parts of a shorter length, in order; itself when they are of its own length, none when they are longer.
    public func parts(_ length: Length) -> [Period] {
        var parts: [Period] = []
        var part = Period(length, containing: first)
        guard part.first >= first else { return [] }
        while part.last <= last {
            parts.append(part)
            part = part.next
        }
        return parts
    }

    private func moved(by count: Int) -> Period {
        guard length != .day else { return Period(.day, containing: first.adding(days: count)) }
        let months = first.year * 12 + first.month - 1 + length.months * count
        return Period(length, containing: CivilDate(year: months / 12, month: months % 12 + 1, day: 1) ?? first)
    }
}

extension Period: Comparable, CustomStringConvertible {
    /// By their beginnings; of two that begin together, the shorter one is first.
    public static func < (left: Period, right: Period) -> Bool {
        (left.first, left.length.months) < (right.first, right.length.months)
    }

    /// `2026`, `2026-H1`, `2026-Q1`, `2026-03`, `2026-03-05`: what addresses, tables and the API call it.
    public var id: String {
        let year = first.iso.prefix(4)
        return switch length {
        case .day: first.iso
        case .month: String(first.iso.prefix(7))
        case .quarter: "\(year)-Q\((first.month - 1) / 3 + 1)"
        case .halfYear: "\(year)-H\(first.month > 6 ? 2 : 1)"
        case .year: String(year)
        }
    }

    public var description: String { id }

    /// Reads exactly the forms that ``id`` writes.
    public init?(id: String) {
        let (length, day): (Length, CivilDate?)
        switch id.utf8.count {
        case 4: (length, day) = (.year, CivilDate(iso: id + "-01-01"))
        case 7 where id.contains("Q"):
            (length, day) = (
                .quarter, id.last?.wholeNumberValue.flatMap { Self.month($0, of: 4) }.flatMap { CivilDate(iso: "\(id.prefix(5))\($0)-01") }
            )
        case 7 where id.contains("H"):
            (length, day) = (
                .halfYear, id.last?.wholeNumberValue.flatMap { Self.month($0, of: 2) }.flatMap { CivilDate(iso: "\(id.prefix(5))\($0)-01") }
            )
        case 7: (length, day) = (.month, CivilDate(iso: id + "-01"))
        case 10: (length, day) = (.day, CivilDate(iso: id))
        default: return nil
        }
        guard let day else { return nil }
        self.init(length, containing: day)
        guard self.id == id else { return nil }
    }

    /// The first month of a part, in two digits.
    private static func month(_ part: Int, of parts: Int) -> String? {
        guard (1...parts).contains(part) else { return nil }
        let month = (part - 1) * 12 / parts + 1
        return month < 10 ? "0\(month)" : "\(month)"
    }

    /// `115年`, `115年上半年`, `115年第1季`, `115年3月`, `115年3月5日`
    public var roc: String {
        let year = first.rocYear > 0 ? "\(first.rocYear)年" : "民國前\(1 - first.rocYear)年"
        return switch length {
        case .day: first.roc(.plain)
        case .month: "\(year)\(first.month)月"
        case .quarter: "\(year)第\((first.month - 1) / 3 + 1)季"
        case .halfYear: "\(year)\(first.month > 6 ? "下" : "上")半年"
        case .year: year
        }
    }
}
