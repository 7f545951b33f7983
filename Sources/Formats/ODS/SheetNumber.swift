/// Numbers and moments as text, without a locale.
enum SheetNumber {
    /// The largest whole number that comes back from every spreadsheet program as it went in: they count in IEEE 754 doubles and write fifteen digits.
    static let largest: Int64 = 999_999_999_999_999

    /// With so many digits after the point, rounded half away from zero; as it is where that cannot be done.
    static func text(_ number: Double, places: Int) -> String {
        var scale = 1.0
        for _ in 0..<places { scale *= 10 }
        let scaled = (number * scale).rounded(.toNearestOrAwayFromZero)
        guard scaled.magnitude < Double(largest) else { return String(number) }
        var digits = String(Int64(scaled.magnitude))
        while digits.count <= places { digits = "0" + digits }
        let whole = digits.dropLast(places)
        let sign = scaled < 0 ? "-" : ""
        return places == 0 ? sign + digits : "\(sign)\(whole).\(digits.suffix(places))"
    }

    /// `2026-11-24T01:00:00.000Z`
    static func utc(_ milliseconds: Int64) -> String {
        let clamped = clamped(milliseconds)
        return local(clamped) + fraction(clamped) + "Z"
    }

    /// `2026-11-24T09:00:00`, by the clocks of Taipei, which have stood at UTC+8 since 1980; with its milliseconds where it has some.
    static func taipei(_ milliseconds: Int64) -> String {
        let clamped = clamped(milliseconds)
        return local(clamped + 8 * 3_600_000) + (clamped % 1000 == 0 ? "" : fraction(clamped))
    }

    /// The calendar ends with the year 9999; what lies beyond is its end.
    private static func clamped(_ milliseconds: Int64) -> Int64 { min(max(milliseconds, -62_135_596_800_000), 253_402_271_999_999) }

    private static func local(_ milliseconds: Int64) -> String {
        let seconds = floored(milliseconds, 1000)
        let day = floored(seconds, 86_400)
        let second = seconds - day * 86_400
        return "\(CivilDate(dayNumber: Int(day)).iso)T\(digits(second / 3600, 2)):\(digits(second / 60 % 60, 2)):\(digits(second % 60, 2))"
    }

    private static func fraction(_ milliseconds: Int64) -> String { "." + digits(milliseconds - floored(milliseconds, 1000) * 1000, 3) }

    private static func floored(_ number: Int64, _ divisor: Int64) -> Int64 {
        number >= 0 ? number / divisor : (number - divisor + 1) / divisor
    }

    private static func digits(_ number: Int64, _ count: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, count - text.count)) + text
    }
}
