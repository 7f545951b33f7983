/// A date of the Republic of China's calendar (民國; year 1 is 1912) as documents state it: whole, or without day, month or year.
public struct ROCDate: Sendable, Hashable {
    /// The 民國 year: 115 is 2026, 0 and below lie before 1912 (民國前1年 is 0). Nil when the text names none (`11月3日`).
    public let year: Int?
    public let month: Int?
    public let day: Int?

    /// The day, when year, month and day are all there.
    public var civil: CivilDate? {
        guard let year, let month, let day else { return nil }
        return CivilDate(year: year + 1911, month: month, day: day)
    }

    /// Reads `中華民國115年10月9日`, `民國前1年`, `115年10月9日`, `113年10月`, `115年`, `11月3日`, `115.10.09`, `115/10/9`, `1151009`, `991009`;
    /// full-width digits and blanks are understood. Nil for anything else and for days that do not exist.
    public init?(_ text: String) {
        var rest = Self.plain(text)[...]
        let named = Self.drop("中華民國", from: &rest) || Self.drop("民國", from: &rest)
        guard let parts = Self.marked(rest, named: named) ?? (named ? nil : Self.dotted(rest) ?? Self.compact(rest)) else { return nil }
        (year, month, day) = parts
        guard (1...12).contains(month ?? 1), year.map({ (-1910...8088).contains($0) }) ?? true else { return nil }
        // Without a year, February may have 29 days.
        guard (1...CivilDate.days(inMonth: month ?? 1, of: year.map { $0 + 1911 } ?? 2000)).contains(day ?? 1) else { return nil }
    }

    private typealias Parts = (year: Int?, month: Int?, day: Int?)

    /// Half-width digits, no blanks.
    private static func plain(_ text: String) -> [Unicode.Scalar] {
        text.unicodeScalars.filter { !$0.isBlank }.map { ("０"..."９").contains($0) ? Unicode.Scalar(UInt8($0.value - 0xFEE0)) : $0 }
    }

    private static func drop(_ prefix: String, from rest: inout ArraySlice<Unicode.Scalar>) -> Bool {
        guard rest.starts(with: prefix.unicodeScalars) else { return false }
        rest = rest.dropFirst(prefix.unicodeScalars.count)
        return true
    }

    private static func number(from rest: inout ArraySlice<Unicode.Scalar>, atMost length: Int) -> Int? {
        let digits = rest.prefix { ("0"..."9").contains($0) }
        guard (1...length).contains(digits.count) else { return nil }
        rest = rest.dropFirst(digits.count)
        return digits.reduce(0) { $0 * 10 + Int($1.value - 0x30) }
    }

    private static func marked(_ text: ArraySlice<Unicode.Scalar>, named: Bool) -> Parts? {
        var rest = text
        let before = named && drop("前", from: &rest)
        var parts: Parts = (nil, nil, nil)
        if drop("元年", from: &rest) {
            parts.year = before ? 0 : 1
        } else {
            var attempt = rest
            if let year = number(from: &attempt, atMost: 4), drop("年", from: &attempt) {
                guard year > 0 else { return nil }
                parts.year = before ? 1 - year : year
                rest = attempt
            }
        }
        guard parts.year != nil || !named else { return nil }
        guard !rest.isEmpty else { return parts.year == nil ? nil : parts }
        guard let month = number(from: &rest, atMost: 2), drop("月", from: &rest) else { return nil }
        parts.month = month
        if rest.isEmpty { return parts.year == nil ? nil : parts }
        guard let day = number(from: &rest, atMost: 2), drop("日", from: &rest), rest.isEmpty else { return nil }
        parts.day = day
        return parts
    }

    private static func dotted(_ text: ArraySlice<Unicode.Scalar>) -> Parts? {
        var rest = text
        guard let year = number(from: &rest, atMost: 3), let mark = rest.first, [".", "/", "．", "／"].contains(mark) else { return nil }
        rest.removeFirst()
        guard let month = number(from: &rest, atMost: 2), rest.first == mark else { return nil }
        rest.removeFirst()
        guard let day = number(from: &rest, atMost: 2), rest.isEmpty, year > 0 else { return nil }
        return (year, month, day)
    }

    private static func compact(_ text: ArraySlice<Unicode.Scalar>) -> Parts? {
        var rest = text
        guard text.count == 6 || text.count == 7, let number = number(from: &rest, atMost: 7), rest.isEmpty, number >= 10_000 else { return nil }
        return (number / 10_000, number / 100 % 100, number % 100)
    }
}

extension CivilDate {
    /// The 民國 year: 2026 is 115; 0 and below lie before 1912.
    public var rocYear: Int { year - 1911 }

    /// How a date is shown. Dates before 1912, which 民國 years do not reach without 前, are shown as ``iso`` in the two short forms.
    public enum ROCStyle: Sendable {
        /// `中華民國115年10月9日`
        case full
        /// `115年10月9日`
        case plain
        /// `115.10.09`
        case dotted
        /// `1151009`
        case compact
    }

    /// `11月24日` within the year of `today`, with its year otherwise.
    public func roc(seenFrom today: CivilDate) -> String { year == today.year ? "\(month)月\(day)日" : roc(.plain) }

    public func roc(_ style: ROCStyle = .dotted) -> String {
        let year = rocYear > 0 ? "\(rocYear)年" : "前\(1 - rocYear)年"
        return switch style {
        case .full: "中華民國\(year)\(month)月\(day)日"
        case .plain: "\(rocYear > 0 ? "" : "民國")\(year)\(month)月\(day)日"
        case .dotted: rocYear > 0 ? "\(rocYear).\(iso.dropFirst(5).prefix(2)).\(iso.suffix(2))" : iso
        case .compact:
            rocYear > 0
                ? "\(String(repeating: "0", count: max(0, 3 - String(rocYear).count)))\(rocYear)\(iso.dropFirst(5).prefix(2))\(iso.suffix(2))" : iso
        }
    }
}
