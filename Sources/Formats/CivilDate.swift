/// A day of the Gregorian calendar, from 0001-01-01 to 9999-12-31, without clock or time zone.
public struct CivilDate: Sendable, Hashable, Comparable {
    public let year: Int
    /// 1…12
    public let month: Int
    /// 1…31
    public let day: Int

    /// Nil when there is no such day.
    public init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), (1...Self.days(inMonth: month, of: year)).contains(day) else { return nil }
        self.init(checkedYear: year, month, day)
    }

    private init(checkedYear year: Int, _ month: Int, _ day: Int) {
        self.year = year
        self.month = month
        self.day = day
    }

    public static func < (left: CivilDate, right: CivilDate) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }

    public static func isLeap(year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

    /// - Parameter month: 1…12
    public static func days(inMonth month: Int, of year: Int) -> Int {
        switch month {
        case 2: isLeap(year: year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}

// Days are counted from 1970-01-01 in the proleptic Gregorian calendar; Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
extension CivilDate {
    /// Days since 1970-01-01, negative before it.
    public var dayNumber: Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let ofYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + ofYear - 719_468
    }

    /// The day that many days after 1970-01-01; beyond the calendar's ends, the end.
    public init(dayNumber: Int) {
        let shifted = min(max(dayNumber, -719_162), 2_932_896) + 719_468
        let era = shifted / 146_097
        let ofEra = shifted - era * 146_097
        let yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
        let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let fromMarch = (5 * ofYear + 2) / 153
        let month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9
        self.init(checkedYear: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, ofYear - (153 * fromMarch + 2) / 5 + 1)
    }

    /// The day it is in Taipei at a moment, given in seconds since 1970-01-01T00:00:00Z. Taiwan has kept UTC+8 without summer time since 1980.
    public init(taipeiAtUnixSeconds seconds: Int64) {
        let (local, overflow) = seconds.addingReportingOverflow(8 * 3600)
        let clamped = overflow ? Int64.max : local
        let (days, rest) = clamped.quotientAndRemainder(dividingBy: 86_400)
        self.init(dayNumber: Int(rest < 0 ? days - 1 : days))
    }

    /// That many days later, or earlier when negative.
    public func adding(days: Int) -> CivilDate {
        let (number, overflow) = dayNumber.addingReportingOverflow(days)
        return CivilDate(dayNumber: overflow ? (days < 0 ? .min : .max) : number)
    }

    /// How many days lie from the other day to this one; negative when the other is later.
    public func days(since other: CivilDate) -> Int { dayNumber - other.dayNumber }

    /// 1 for Monday … 7 for Sunday (ISO 8601).
    public var weekday: Int { (dayNumber + 719_162) % 7 + 1 }
}

extension CivilDate: CustomStringConvertible {
    /// `2026-10-09` (ISO 8601, RFC 3339 full-date).
    public var iso: String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(10)
        for (number, divisor) in [(year, 1000), (month, 10), (day, 10)] {
            if !bytes.isEmpty { bytes.append(UInt8(ascii: "-")) }
            var divisor = divisor
            while divisor > 0 {
                bytes.append(UInt8(ascii: "0") + UInt8(number / divisor % 10))
                divisor /= 10
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    public var description: String { iso }

    /// Reads exactly the form that ``iso`` writes.
    public init?(iso text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-") else { return nil }
        func number(_ range: Range<Int>) -> Int? {
            var result = 0
            for byte in bytes[range] {
                guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
                result = result * 10 + Int(byte - UInt8(ascii: "0"))
            }
            return result
        }
        guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10) else { return nil }
        self.init(year: year, month: month, day: day)
    }
}
