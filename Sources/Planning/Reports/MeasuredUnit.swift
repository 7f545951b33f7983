/// What a number in a report counts. Text has no blanks and half-width digits.
enum MeasuredUnit {
    /// After the number (16 件), after it with a word between (123,374 網路人次), or before it (網路人次 200,557).
    static func find(_ before: Substring, _ after: Substring) -> (unit: String, length: Int)? {
        // A4, B1 and their like count nothing.
        if let last = before.last, last.isASCII, last.isLetter { return nil }
        return direct(after) ?? afterWord(after) ?? counted(before, after)
    }

    private static func direct(_ after: Substring) -> (unit: String, length: Int)? {
        // 70 餘國
        let about = after.first.map { "餘多".contains($0) } == true ? 1 : 0
        let rest = after.dropFirst(about)
        guard let (unit, followers) = units.first(where: { rest.hasPrefix($0.unit) }) else { return nil }
        // 3 個月 is no 個, and 臺 after the year 2014 belongs to 臺北.
        if let next = rest.dropFirst(unit.count).first, followers.contains(next) { return nil }
        return (unit, about + unit.count)
    }

    private static func afterWord(_ after: Substring) -> (unit: String, length: Int)? {
        guard let first = after.first, !notBetween.contains(first) else { return nil }
        let word = String(after.prefix { $0.isLetter && !$0.isASCII }.prefix(6))
        for unit in counts {
            if let range = word.range(ofText: unit), range.lowerBound > word.startIndex {
                return (unit, word.distance(from: word.startIndex, to: range.upperBound))
            }
        }
        return nil
    }

    private static func counted(_ before: Substring, _ after: Substring) -> (unit: String, length: Int)? {
        guard after.first.map({ !$0.isLetter && !$0.isNumber && $0 != "-" && $0 != "/" }) ?? true else { return nil }
        let noun = MeasuredTitle.trimmedEnd(String(before))
        return nouns.first { noun.hasSuffix($0.noun) }.map { ($0.unit, 0) }
    }

    /// Words that are units and are counted in another word before the number.
    private static let counts = ["人次", "場次", "車次", "件次", "戶次"]
    /// After these a number is a date, a place or an ordinal.
    private static let notBetween: Set<Character> = ["年", "月", "日", "屆", "號", "條", "段", "樓", "期", "週", "周", "歲", "點", "時", "分", "學", "巷", "弄"]

    private static let nouns: [(noun: String, unit: String)] = [
        ("人次", "人次"), ("人數", "人"), ("場次", "場次"), ("件數", "件"), ("次數", "次"), ("戶數", "戶"), ("家數", "家"),
    ]

    /// Longer ones first. With each, the characters before which it is another word.
    private static let units: [(unit: String, followers: Set<Character>)] = [
        ("平方公尺", []), ("平方公里", []), ("個百分點", []), ("個工作天", []), ("工作天", []), ("立方公尺", []), ("小時", []), ("分鐘", []), ("人次", []), ("場次", []),
        ("件次", []), ("車次", []), ("戶次", []), ("家次", []), ("公里", []), ("公頃", []), ("公噸", []), ("公尺", []), ("公斤", []), ("美元", []), ("歐元", []),
        ("日圓", []), ("人", ["行", "口", "工", "力"]), ("件", []), ("場", ["館", "所", "地", "域"]), ("案", []), ("次", ["長", "級"]),
        ("處", ["理", "長", "置", "分"]), ("項", []), ("戶", ["政", "外"]), ("元", ["月", "旦", "宵"]), ("天", ["橋", "然"]), ("家", ["庭", "長"]), ("所", ["有", "得"]),
        ("座", ["談", "位"]), ("棟", []), ("檔", ["案"]), ("班", ["級"]), ("組", ["織", "長"]), ("國", ["家", "際", "內", "定", "民", "小", "中"]), ("席", ["次"]),
        ("面", ["向", "積", "對"]), ("名", ["稱", "額"]), ("團", ["體", "隊", "員"]), ("位", ["於", "置"]), ("個", ["月", "人", "案"]), ("隊", []), ("種", []),
        ("類", ["組"]), ("冊", []), ("篇", []), ("則", []), ("筆", []), ("份", []), ("株", []), ("棵", []), ("輛", []), ("艘", []), ("坪", []),
        ("支", ["持", "援"]),
        ("隻", []), ("款", []), ("幅", []), ("部", ["分", "門", "隊", "會"]), ("集", []), ("校", ["園", "長"]), ("區", ["域", "公", "塊"]), ("里", ["長", "程"]),
        ("臺", ["北", "中", "南", "灣", "東", "西"]), ("%", []),
    ]
}
