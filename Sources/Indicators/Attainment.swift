public import Formats
public import Kernel
public import Markup

/// 達成率: how much of a target was reached, in percent.
public enum Attainment {
    /// Actual over target; target over actual where less is better (domain: 自評作業, "inverse for lower is better").
    /// - Returns: nil where no share can be told: a target of nothing that more is wanted of, or numbers below zero.
    public static func percent(_ value: Double, of target: Double, _ direction: Indicator.Direction) -> Double? {
        guard value >= 0, target >= 0, value.isFinite, target.isFinite else { return nil }
        switch direction {
        case .higher: return target == 0 ? nil : (value / target * 100).told
        case .lower:
            if value <= target { return value == 0 ? 100 : (target / value * 100).told }
            return (target / value * 100).told
        }
    }
}

/// 燈號: settings with a source and a date, since cities change them.
public enum LightRule {
    static let green = Setting(
        "indicators.greenFrom", "指標亮綠燈：達成率至少", standard: 100, unit: "%", source: "研考平台預設值；請依市府施政績效管理作業填本府規定", range: 1...200)
    static let yellow = Setting(
        "indicators.yellowFrom", "指標亮黃燈：達成率至少（低於此為紅燈）", standard: 80, unit: "%", source: "研考平台預設值；請依市府施政績效管理作業填本府規定", range: 1...200)
    static let reportDays = Setting(
        "indicators.reportDays", "指標填報期限：期間結束後幾天內", standard: 10, unit: "日曆天", source: "研考平台預設值", range: 1...120)
    static let cap = Setting(
        "indicators.rollUpCap", "彙總時，單一指標的達成率最多算到", standard: 100, unit: "%", source: "研考平台預設值：超額不抵其他指標的不足", range: 100...1000)
    static let all = [green, yellow, reportDays, cap]

    /// - Parameters:
    ///   - attainment: nil where it cannot be told.
    ///   - day: whose rules count: the last day of what is judged.
    public static func light(_ attainment: Double?, on day: CivilDate, _ settings: Settings) -> Light {
        guard let attainment else { return .white }
        // Two decimals are shown, so two decimals count: 99.996 % is told as 100 % and must not be yellow.
        let shown = (attainment * 100).rounded() / 100
        if shown >= Double(settings.value(of: green, on: day)) { return .ok }
        return shown >= Double(settings.value(of: yellow, on: day)) ? .warn : .bad
    }
}

extension Light {
    /// What it says of an indicator.
    public var indicatorWord: Phrase {
        switch self {
        case .ok: "達標"
        case .warn: "接近目標"
        case .bad: "未達標"
        case .white: "未屆評估"
        case .grey: "未填報"
        }
    }
}

extension Double {
    /// To a billionth: adding 4.2 and 5.6 in binary leaves crumbs that nobody measured.
    var told: Double { (self * 1e9).rounded() / 1e9 }
}
