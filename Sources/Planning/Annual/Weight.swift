internal import Formats

/// 權重: a share in percent, to two decimals. Counted in hundredths, for shares have to add up exactly.
struct Weight: Sendable, Equatable, Comparable {
    let hundredths: Int

    static let zero = Weight(hundredths: 0)
    static let whole = Weight(hundredths: 10_000)

    init(hundredths: Int) { self.hundredths = hundredths }

    /// `25`, `12.5`, `12.50%`.
    /// - Returns: nil for what is no number from 0 to 100 with two decimals at most.
    init?(_ text: String) {
        var text = text[...]
        while let last = text.last, "%％ ".contains(last) { text.removeLast() }
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, !first.isEmpty, first.count <= 3, let whole = Int(first), whole >= 0, first.allSatisfy(\.isNumber) else {
            return nil
        }
        var fraction = 0
        if parts.count == 2 {
            guard (1...2).contains(parts[1].count), parts[1].allSatisfy(\.isNumber), let digits = Int(parts[1]) else { return nil }
            fraction = parts[1].count == 1 ? digits * 10 : digits
        }
        guard whole * 100 + fraction <= 10_000 else { return nil }
        hundredths = whole * 100 + fraction
    }

    /// Without needless zeros: `25`, `12.5`.
    var text: String {
        let (whole, rest) = (abs(hundredths) / 100, abs(hundredths) % 100)
        let sign = hundredths < 0 ? "-" : ""
        if rest == 0 { return "\(sign)\(whole)" }
        return rest % 10 == 0 ? "\(sign)\(whole).\(rest / 10)" : "\(sign)\(whole).\(rest < 10 ? "0" : "")\(rest)"
    }

    /// In percent.
    var percent: Double { Double(hundredths) / 100 }

    static func < (left: Weight, right: Weight) -> Bool { left.hundredths < right.hundredths }
    static func + (left: Weight, right: Weight) -> Weight { Weight(hundredths: left.hundredths + right.hundredths) }
    static func - (left: Weight, right: Weight) -> Weight { Weight(hundredths: left.hundredths - right.hundredths) }

    static func sum(_ weights: some Sequence<Weight>) -> Weight { weights.reduce(.zero, +) }

    /// Divides a weight into whole percents that add up to it again; the first ones take what is over.
    func divided(by count: Int) -> [Weight] {
        guard count > 0 else { return [] }
        let (each, over) = (hundredths / 100 / count, hundredths / 100 % count)
        var shares = (0..<count).map { Weight(hundredths: (each + ($0 < over ? 1 : 0)) * 100) }
        shares[0] = shares[0] + Weight(hundredths: hundredths % 100)
        return shares
    }
}
