internal import Formats
internal import Indicators
internal import Kernel

/// The form that makes a number of a report the value of an indicator.
struct NumberForm {
    /// Those that the person may tell values of.
    let indicators: [Indicator]
    let periods: [Period]
    let t: Words

    /// What any number may be sent with.
    static let anyFields = [
        Field("title", "量的是什麼", maximum: 100), Field("value", "數值", maximum: 20), Field("unit", "單位", required: false, maximum: 12),
        Field("indicator", "成為哪個指標的值", maximum: 60), Field("period", "哪一期的值", maximum: 10),
        Field("reason", "更正的理由", .paragraph, hint: "這一期已經填過別的數字才要寫。", required: false, maximum: 200),
    ]

    /// - Parameter today: a period that has not begun has no value.
    init(indicators: [Indicator], years: ClosedRange<Int>, today: CivilDate, t: Words) {
        self.indicators = indicators
        self.t = t
        let asked = Set(indicators.map(\.cadence))
        // A report tells of months at most.
        let lengths: [Period.Length] = [.year, .halfYear, .quarter, .month].filter(asked.contains)
        periods = lengths.flatMap { length in years.flatMap { Period.year($0 + 1911)?.parts(length) ?? [] } }.filter { $0.first <= today }
    }

    var fields: [Field] {
        let indicators = indicators.map { one in
            (one.id, Phrase(said: "\(one.title)（\(one.unit.isEmpty ? "" : one.unit + "，")\(t(Self.cadence(one.cadence)))）"))
        }
        return Self.anyFields.prefix(3) + [
            Field("indicator", "成為哪個指標的值", .choice(indicators)),
            Field("period", "哪一期的值", .choice(periods.map { ($0.id, Phrase(said: t.period($0))) })),
        ] + Self.anyFields.suffix(1)
    }

    /// What the form begins with: of indicators in the same unit the one with the likest name.
    func values(_ number: ProposedMeasurement) -> [String: String] {
        var values = ["title": number.title, "value": ReportNumber.plain(number.value), "unit": number.unit]
        let likest = indicators.filter { $0.unit == number.unit }.max { likeness($0, number) < likeness($1, number) }
        values["indicator"] = likest?.id ?? indicators.first?.id
        let cadence = (likest ?? indicators.first)?.cadence
        values["period"] = periods.last { $0.length == cadence }?.id
        return values
    }

    /// - Returns: nil when something is wrong, which is then among the errors.
    func acceptance(_ sent: Submission, _ errors: inout [String: Phrase]) -> ProposedMeasurement.Acceptance? {
        errors = sent.errors(in: fields)
        let value = ReportNumber.parsed(sent.text("value"))
        if value == nil && errors["value"] == nil { errors["value"] = "請填數字。" }
        guard errors.isEmpty, let value, let period = Period(id: sent.text("period")) else { return nil }
        return ProposedMeasurement.Acceptance(
            title: sent.text("title"), value: value, unit: sent.text("unit"), indicator: sent.text("indicator"), period: period,
            reason: sent.text("reason"))
    }

    private func likeness(_ indicator: Indicator, _ number: ProposedMeasurement) -> Int {
        Set(indicator.title).intersection(Set(number.title)).count
    }

    private static func cadence(_ length: Period.Length) -> Phrase {
        switch length {
        case .day: "每日填報"
        case .month: "每月填報"
        case .quarter: "每季填報"
        case .halfYear: "每半年填報"
        case .year: "每年填報"
        }
    }
}
