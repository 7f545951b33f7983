/// 期限 as people write it: `115年6月30日前`, `本(6)月底前`, `兩週內`, `下次定期會前`.
struct DueWords {
    let text: MinutesText
    /// The day of the meeting, from which such words count.
    let meeting: CivilDate?

    /// The first deadline the text states.
    func first() -> Minutes.Due? {
        var place = 0
        while place < text.count {
            if let found = date(at: place) ?? span(at: place) ?? occasion(at: place) { return found }
            place += 1
        }
        return nil
    }

    /// What must follow a date before it is a deadline and not just a date.
    private static let limits = ["以前", "之前", "前", "止", "內", "完成", "完工", "提報", "提出", "提送", "送達", "下班前", "期限"].map(Array.init)

    // MARK: 115年6月30日前

    private func date(at start: Int) -> Minutes.Due? {
        var reading = DueReading(text, at: start)
        guard let parts = reading.date(seenFrom: meeting) else { return nil }
        let end = reading.place
        let isFirm = text.has(Array("於"), at: start - 1) || text.has(Array("期限:"), at: start - 3)
        var after = end
        for filler in ["中午", "上午", "下午", "下班"].map(Array.init) where text.has(filler, at: after) { after += filler.count }
        var clock = DueReading(text, at: after)
        if clock.number() != nil, clock.takeAny(["時", "點"]) != nil { after = clock.place }
        guard let limit = Self.limits.first(where: { text.has($0, at: after) }) else {
            return isFirm && after == text.count ? due(start, end, parts) : nil
        }
        let isPlain = ["前", "以前", "之前", "止", "內", "下班前", "期限"].map(Array.init).contains(limit)
        return due(start, isPlain ? after + limit.count : end, parts)
    }

    // MARK: 兩週內

    private func span(at start: Int) -> Minutes.Due? {
        var reading = DueReading(text, at: start)
        guard let span = reading.span() else { return nil }
        for filler in ["之", "以"].map(Array.init) where text.has(filler, at: reading.place) { reading.place += filler.count }
        guard text.has(Array("內"), at: reading.place) else { return nil }
        // 文到七日內 counts from a day that nobody knows yet.
        for unknown in ["文到", "接獲通知", "決標後", "完工後", "核定後", "公告後"].map(Array.init) where text.has(unknown, at: start - unknown.count) {
            return due(start - unknown.count, reading.place + 1, nil)
        }
        return due(start, reading.place + 1, meeting.flatMap { span.day(after: $0) })
    }

    // MARK: 下次定期會前

    private static let occasions = [
        "下次定期會", "下次定期大會", "下次市政會議", "下次縣務會議", "下次會議", "下次大會", "下次會期", "下個會期", "下一個會期", "下會期", "下次主管會報", "下次例會", "下週會議",
        "下週市政會議", "下屆會期", "本會期結束",
    ].map(Array.init)
    private static let endings = ["開議前", "開會前", "召開前", "開始前", "時", "前"].map(Array.init)

    private func occasion(at start: Int) -> Minutes.Due? {
        guard let occasion = Self.occasions.filter({ text.has($0, at: start) }).max(by: { $0.count < $1.count }) else { return nil }
        let end = start + occasion.count
        let ending = Self.endings.first { text.has($0, at: end) }
        return due(start, end + (ending?.count ?? 0), nil)
    }

    private func due(_ start: Int, _ end: Int, _ day: CivilDate?) -> Minutes.Due {
        Minutes.Due(words: String(text.printed[start..<min(end, text.count)]), day: day)
    }
}

/// Reads numbers and calendar words from a place on.
struct DueReading {
    let text: MinutesText
    var place: Int

    init(_ text: MinutesText, at place: Int) {
        self.text = text
        self.place = place
    }

    /// A stretch of time.
    enum Span {
        case days(Int)
        case months(Int)

        func day(after start: CivilDate) -> CivilDate? {
            switch self {
            case .days(let days): return start.adding(days: days)
            case .months(let months):
                let count = start.year * 12 + start.month - 1 + months
                let (year, month) = (count / 12, count % 12 + 1)
                guard (1...9999).contains(year) else { return nil }
                return CivilDate(year: year, month: month, day: min(start.day, CivilDate.days(inMonth: month, of: year)))
            }
        }
    }

    mutating func take(_ words: String) -> Bool {
        let words = Array(words)
        guard text.has(words, at: place) else { return false }
        place += words.count
        return true
    }

    mutating func takeAny(_ choices: [String]) -> String? { choices.first { take($0) } }

    mutating func skipBlanks() {
        while place < text.count, text.folded[place] == " " { place += 1 }
    }

    /// `12`, `十二`, `兩`; nil when there is none or digits stand before it.
    mutating func number() -> Int? {
        if place > 0, text.folded[place - 1].isNumber { return nil }
        var end = place
        while end < text.count, end - place < 4, text.folded[end].isASCII, text.folded[end].isNumber { end += 1 }
        if end > place {
            guard let value = Int(String(text.folded[place..<end])) else { return nil }
            place = end
            return value
        }
        if take("兩") { return 2 }
        for length in [3, 2, 1] where place + length <= text.count {
            let numeral = String(text.folded[place..<(place + length)])
            if numeral.allSatisfy({ "〇一二三四五六七八九十廿".contains($0) }), let value = ChineseNumeral.value(of: numeral) {
                place += length
                return value
            }
        }
        return nil
    }

    /// `一週`, `3個月`, `十日`, `半年`. Working days are counted as seven for five.
    mutating func span() -> Span? {
        let start = place
        if take("半年") { return .months(6) }
        if take("半個月") { return .days(15) }
        guard let number = number(), number > 0, number < 1000 else {
            place = start
            return nil
        }
        skipBlanks()
        if takeAny(["個星期", "星期", "個禮拜", "禮拜", "週", "周", "個週"]) != nil { return .days(number * 7) }
        if takeAny(["個月", "月"]) != nil {
            // 6月內 is a month of the year.
            if text.has(Array("月"), at: place - 1), !text.has(Array("個月"), at: place - 2) {
                place = start
                return nil
            }
            return .months(number)
        }
        if takeAny(["個工作天", "個工作日", "工作天", "工作日", "個上班日"]) != nil { return .days(number + (number + 4) / 5 * 2) }
        if takeAny(["日曆天", "日", "天"]) != nil { return .days(number) }
        if takeAny(["年"]) != nil, number < 20 { return .months(number * 12) }
        place = start
        return nil
    }
}
