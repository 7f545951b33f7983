/// What a number is of, from the words around it. A suggestion: the person who accepts it can say it better.
struct MeasuredTitle {
    /// The sentence up to the number, from the number before it on.
    let before: String
    /// The number with its unit, without blanks.
    let number: Substring
    /// The sentence after it.
    let after: String
    let unit: String
    let heading: String

    var text: String {
        let subject = Self.trimmed(Self.withoutTimes(Self.lastPiece(of: before)))
        let object = Self.trimmedObject(Self.firstPiece(of: after))
        if let word { return word }
        // 參觀人數達…: the noun says what is counted.
        if Self.nouns.contains(where: { subject.hasSuffix($0) }) { return String(subject.suffix(Self.longest)) }
        if Self.people.contains(unit), let visit = Self.visits.first(where: { object.hasPrefix($0) }) {
            return "\(subject.suffix(Self.longest))\(visit)\(unit == "人次" ? "人次" : "人數")"
        }
        // 辦理 40 場設計街區活動: what comes after is what is counted; money is named by what it was spent on.
        if !object.isEmpty && unit != "元" { return String(object.prefix(Self.longest)) }
        if !subject.isEmpty { return String(subject.suffix(Self.longest)) }
        return object.isEmpty ? heading : String(object.prefix(Self.longest))
    }

    /// 網路人次 in 123,374 網路人次.
    private var word: String? {
        let word = number.drop { $0.isDigit || ",.百千萬億餘多".contains($0) }
        return word != unit && word.hasSuffix(unit) ? String(word) : nil
    }

    private static let longest = 24
    private static let people = ["人", "人次", "名", "位"]
    private static let visits = ["參與", "參加", "參觀", "參訪", "使用", "入園", "入館"]
    private static let nouns = [
        "人數", "人次", "場次", "件數", "次數", "戶數", "家數", "數量", "金額", "經費", "收入", "票房", "賣座", "公帑", "比例", "比率", "面積", "參與", "服務", "案件", "率", "數",
        "額", "補助", "預算",
    ]

    private static func isBorder(_ character: Character) -> Bool { "，、；：。！？（）「」『』《》()[],;:!?／/".contains(character) }

    private static func lastPiece(of text: String) -> String {
        String(text.split(omittingEmptySubsequences: false, whereSeparator: isBorder).last ?? "")
    }

    private static func firstPiece(of text: String) -> String { String(text.prefix { !isBorder($0) && !$0.isDigit }) }

    static func trimmed(_ text: String) -> String {
        var text = trimmedEnd(text)
        while let opening = openings.first(where: { text.hasPrefix($0) }), !words.contains(where: { text.hasPrefix($0) }) {
            text.removeFirst(opening.count)
        }
        return text
    }

    /// Without the verbs that lead to a number: 達, 共計, 超過.
    static func trimmedEnd(_ text: String) -> String {
        var text = text
        while let ending = endings.first(where: { text.hasSuffix($0) }), !words.contains(where: { text.hasSuffix($0) }) {
            text.removeLast(ending.count)
        }
        return text
    }

    private static func trimmedObject(_ text: String) -> String {
        var text = text
        while let first = text.first, "之的已".contains(first) { text.removeFirst() }
        while let last = text.last, "及與和或等之的".contains(last), !words.contains(where: { text.hasSuffix($0) }) { text.removeLast() }
        return text
    }

    /// Longer ones first.
    private static let endings = [
        "達到", "高達", "多達", "計有", "共有", "共計", "總計", "合計", "累計", "約計", "大約", "超過", "至少", "突破", "吸引", "平均", "分別", "僅有", "其中", "達", "計", "共",
        "約", "逾", "近", "為", "有", "已", "僅", "至", "等", "之", "的", "於", "在",
    ]
    private static let openings = [
        "本市", "本府", "本期", "全市", "其中", "共計", "總計", "合計", "累計", "計有", "約計", "包括", "包含", "分別", "惟", "並", "另", "及", "與", "和", "或", "於", "共", "計",
        "已", "約", "含", "則",
    ]
    /// Words that only look as if they began or ended so.
    private static let words = [
        "參與", "設計", "統計", "會計", "公共", "所有", "計畫", "計程", "共同", "共融", "共享", "和平", "與會", "及格", "約聘", "現在", "行為", "稱為",
    ]
}
