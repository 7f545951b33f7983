internal import Markup

/// Numbers of reports as people read and write them.
enum ReportNumber {
    /// `166,511`, `87.5`
    static func shown(_ value: Double) -> String { Measure(decimals: decimals(value)).text(value) }

    /// `166511`, `87.5`: what a field holds.
    static func plain(_ value: Double) -> String { Int64(exactly: value).map { String($0) } ?? "\(value)" }

    /// With or without commas, in either width; nil for what is no number.
    static func parsed(_ text: String) -> Double? {
        guard let number = Double(text.folded.filter { $0 != "," && $0 != "，" }), number.isFinite else { return nil }
        return number
    }

    /// As many as are needed, and no more than two: a share of a third has no end.
    private static func decimals(_ value: Double) -> Int {
        (0...1).first { (value * ($0 == 0 ? 1 : 10)).rounded() == value * ($0 == 0 ? 1 : 10) } ?? 2
    }
}
