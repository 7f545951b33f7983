/// A target that a sentence states: 「每年預算執率達 90%以上」. Quick to say no: a plan has many numbers that are not targets
/// (未來 4 年, 1999, 111 年度, 已達 3 萬人次), and a person can add what was missed but may not notice what was made up.
struct IndicatorSentence: Equatable {
    var title: String
    var target: Double
    var unit: String
    var comparison: Comparison
    /// The title as printed, when the document misprints it.
    var misprint: String?

    /// All targets of a text, each with its whole sentence.
    static func all(in text: String) -> [(target: IndicatorSentence, sentence: String)] {
        sentences(of: text).flatMap { sentence in targets(in: sentence).map { ($0, sentence) } }
    }

    static func sentences(of text: String) -> [String] {
        var sentences: [String] = []
        var current = ""
        for character in text {
            if character != "\n" { current.append(character) }
            if "。！？；\n".contains(character) {
                sentences.append(current.trimmed)
                current = ""
            }
        }
        return (sentences + [current.trimmed]).filter { !$0.isEmpty }
    }

    private static func targets(in sentence: String) -> [IndicatorSentence] {
        let isPeriodic = periods.contains { sentence.folded.range(ofText: $0) != nil }
        return sentence.folded.split(whereSeparator: { "，；。".contains($0) }).flatMap { clause -> [IndicatorSentence] in
            var targets: [IndicatorSentence] = []
            var rest = clause
            while let quantity = Quantity(firstIn: rest) {
                if let target = target(quantity, after: rest[..<quantity.range.lowerBound], isPeriodic: isPeriodic) { targets.append(target) }
                rest = rest[quantity.range.upperBound...]
            }
            return targets
        }
    }

    private static func target(_ quantity: Quantity, after text: Substring, isPeriodic: Bool) -> IndicatorSentence? {
        guard let verb = lastVerb(in: text), !past.contains(where: { text[..<verb.range.lowerBound].hasSuffix($0) }) else { return nil }
        // Without a bound (以上, 至少) only what comes back every year is a target, not what is reported.
        guard quantity.bound != nil || verb.isBound || isPeriodic else { return nil }
        let between = text[verb.range.upperBound...]
        let around = aroundPeriod(text[..<verb.range.lowerBound])
        let printed = noun(between) ?? noun(around.after) ?? noun(around.before) ?? ""
        var title = printed
        for (wrong, right) in misprints {
            if let range = title.range(ofText: wrong) { title.replaceSubrange(range, with: right) }
        }
        return IndicatorSentence(
            title: title, target: quantity.value, unit: quantity.unit, comparison: quantity.bound ?? verb.comparison,
            misprint: title == printed ? nil : printed)
    }

    private static func noun(_ text: Substring) -> String? {
        var text = text
        while let first = text.first, "與及其之各的應須需為、".contains(first) { text.removeFirst() }
        while let last = text.last, "應須需為至約、".contains(last) { text.removeLast() }
        return text.isEmpty ? nil : String(text)
    }

    /// What stands on either side of 每年; all is after it when there is none. 未來 4 年 is no part of what is measured.
    private static func aroundPeriod(_ text: Substring) -> (before: Substring, after: Substring) {
        let text = String(text)
        if let period = periods.lazy.compactMap({ text.range(ofText: $0) }).first {
            return (text[..<period.lowerBound], text[period.upperBound...])
        }
        if text.hasPrefix("未來"), let year = text.firstIndex(of: "年") { return ("", text[text.index(after: year)...]) }
        return ("", text[...])
    }

    private struct Verb {
        let range: Range<String.Index>
        let comparison: Comparison
        /// Whether it states a bound by itself.
        let isBound: Bool
    }

    private static func lastVerb(in text: Substring) -> Verb? {
        var found: Verb?
        var index = text.startIndex
        while index < text.endIndex {
            if let (word, comparison, isBound) = verbs.first(where: { text[index...].hasPrefix($0.0) }) {
                let end = text.index(index, offsetBy: word.count)
                found = Verb(range: index..<end, comparison: comparison, isBound: isBound)
                index = end
            } else {
                index = text.index(after: index)
            }
        }
        return found
    }

    private static let periods = ["每年度", "每年", "每半年", "每季", "每月", "每學期", "各年度", "逐年"]

    /// Before a verb they say that it has happened.
    private static let past = ["已", "業", "總", "共", "計", "累計"]

    /// Longer words first, for 達成 begins with 達.
    private static let verbs: [(String, Comparison, Bool)] = [
        ("不低於", .atLeast, true), ("不少於", .atLeast, true), ("至少", .atLeast, true), ("高於", .atLeast, true), ("不超過", .atMost, true),
        ("不高於", .atMost, true), ("不逾", .atMost, true), ("低於", .atMost, true), ("少於", .atMost, true), ("降低至", .atMost, true),
        ("降至", .atMost, true), ("提升至", .atLeast, true), ("提高至", .atLeast, true), ("增加至", .atLeast, true), ("達成", .atLeast, false),
        ("達到", .atLeast, false), ("達", .atLeast, false), ("完成", .atLeast, false), ("辦理", .atLeast, false), ("舉辦", .atLeast, false),
    ]

    /// Misprints that were met in published plans: 預算執率 in the Tainan RDEC's plan of 111–114.
    private static let misprints = [("預算執率", "預算執行率")]
}
