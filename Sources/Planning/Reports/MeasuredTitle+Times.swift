extension MeasuredTitle {
    /// Without 103 年度, 截至 103 年止, 6 月至 11 月底: when it was measured is no part of what was.
    static func withoutTimes(_ text: String) -> String {
        var kept = ""
        var rest = text[...]
        while let first = rest.first {
            if let after = afterTime(rest) {
                while let last = kept.last, "迄至自於在截從".contains(last) { kept.removeLast() }
                rest = after
            } else {
                kept.append(first)
                rest = rest.dropFirst()
                // The digits of 第 15 屆 are no year; go on behind them.
                while kept.last?.isDigit == true, let next = rest.first, next.isDigit {
                    kept.append(next)
                    rest = rest.dropFirst()
                }
            }
        }
        return kept
    }

    /// What is left behind a time at the beginning; nil when there is none.
    private static func afterTime(_ text: Substring) -> Substring? {
        guard var rest = afterDate(text) else { return nil }
        while true {
            if let next = afterDate(rest) ?? tails.first(where: { rest.hasPrefix($0) }).map({ rest.dropFirst($0.count) }) {
                rest = next
            } else if rest.first == "至" || rest.first == "到", let next = afterDate(rest.dropFirst()) {
                rest = next
            } else {
                return rest
            }
        }
    }

    private static func afterDate(_ text: Substring) -> Substring? {
        let rest = text.drop { $0.isDigit }
        guard rest.startIndex > text.startIndex, let unit = units.first(where: { rest.hasPrefix($0) }) else { return nil }
        return rest.dropFirst(unit.count)
    }

    /// Longer ones first.
    private static let units = ["學年度", "年度", "年", "月", "日"]
    private static let tails = ["上半年", "下半年", "上學期", "下學期", "暑假", "寒假", "底", "止", "間", "初", "起"]
}
