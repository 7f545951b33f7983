extension DueReading {
    /// `(民國)115年6月30日`, `115年6月底`, `115年底`, `6月30日`, `6月底`, `本(6)月底`, `明（101）年8月底`, `年底`, `月底`, `115/6/30`, `115.06.30`.
    /// - Parameter meeting: what `本月` and a month without a year are seen from.
    mutating func date(seenFrom meeting: CivilDate?) -> CivilDate? {
        let start = place
        if let found = slashed(seenFrom: meeting) ?? weekday(seenFrom: meeting) ?? spelled(seenFrom: meeting) { return found }
        place = start
        return nil
    }

    /// 本週五, 下週三
    private mutating func weekday(seenFrom meeting: CivilDate?) -> CivilDate? {
        let start = place
        guard let meeting, let word = takeAny(["本週", "本周", "這週", "下週", "下周", "本星期", "下星期", "本禮拜", "下禮拜"]), place < text.count,
            let day = Array("一二三四五六日").firstIndex(of: text.folded[place])
        else {
            place = start
            return nil
        }
        place += 1
        return meeting.adding(days: day + 1 - meeting.weekday + (word.hasPrefix("下") ? 7 : 0))
    }

    private mutating func slashed(seenFrom meeting: CivilDate?) -> CivilDate? {
        let start = place
        // 3/20
        if let meeting, let month = number(), (1...12).contains(month), take("/"), let day = plainNumber(), !text.has(["/"], at: place) {
            if let found = CivilDate(year: month < meeting.month ? meeting.year + 1 : meeting.year, month: month, day: day) { return found }
        }
        for mark in ["/", "."] {
            place = start
            guard let year = number(), year >= 90, take(mark), let month = plainNumber(), take(mark), let day = plainNumber() else { continue }
            if let found = CivilDate(year: year < 1000 ? year + 1911 : year, month: month, day: day) { return found }
        }
        place = start
        return nil
    }

    /// A number after a mark, where digits may stand before it.
    private mutating func plainNumber() -> Int? {
        var end = place
        while end < text.count, end - place < 2, text.folded[end].isASCII, text.folded[end].isNumber { end += 1 }
        guard end > place else { return nil }
        defer { place = end }
        return Int(String(text.folded[place..<end]))
    }

    private mutating func spelled(seenFrom meeting: CivilDate?) -> CivilDate? {
        let start = place
        _ = takeAny(["中華民國", "民國", "西元"])
        let isNamed = place > start
        skipBlanks()
        var year: Int?
        if let named = namedYear(meeting) {
            year = named
        } else {
            let before = place
            if let number = number(), takeSpaced("年"), number >= 80 {
                year = number < 1000 ? number + 1911 : number
            } else {
                place = before
                if isNamed { return nil }
            }
        }
        skipBlanks()
        if let year, takeAny(["年底", "底"]) != nil { return CivilDate(year: year, month: 12, day: 31) }
        if year == nil, takeAny(["年底"]) != nil { return meeting.flatMap { CivilDate(year: $0.year, month: 12, day: 31) } }
        guard let month = month(meeting) else { return nil }
        let seen = year ?? meeting.map { month.number < $0.month && !month.isNamed ? $0.year + 1 : $0.year }
        guard let seen else { return nil }
        let whole = month.number > 12 ? (seen + 1, month.number - 12) : (seen, month.number)
        guard (1...12).contains(whole.1) else { return nil }
        skipBlanks()
        if takeAny(["月底", "底", "份底"]) != nil { return end(whole) }
        if take("上旬") { return CivilDate(year: whole.0, month: whole.1, day: 10) }
        if takeAny(["中旬"]) != nil { return CivilDate(year: whole.0, month: whole.1, day: 20) }
        if takeAny(["下旬", "份"]) != nil { return end(whole) }
        let before = place
        if let day = number(), takeSpaced("日") || take("號") {
            skipWeekday()
            return CivilDate(year: whole.0, month: whole.1, day: day)
        }
        place = before
        // 6月前, 6月完成: the month as a whole.
        return end(whole)
    }

    /// 明(101)年, 本年, 今年; the number in brackets is believed.
    private mutating func namedYear(_ meeting: CivilDate?) -> Int? {
        let start = place
        guard let word = takeAny(["本", "今", "明", "次"]) else { return nil }
        let stated = bracketed()
        guard take("年") else {
            place = start
            return nil
        }
        // 年 of 年底 is read with what follows.
        if let stated, stated >= 80 { return stated + 1911 }
        return meeting.map { word == "明" || word == "次" ? $0.year + 1 : $0.year }
    }

    /// 6月, 本(6)月, 下月, 月底.
    private mutating func month(_ meeting: CivilDate?) -> (number: Int, isNamed: Bool)? {
        let start = place
        if let word = takeAny(["本", "這個", "下個", "下", "次", "當"]) {
            let stated = bracketed()
            guard take("月"), let meeting else {
                place = start
                return nil
            }
            if let stated { return (stated, true) }
            return (word.hasPrefix("下") || word == "次" ? meeting.month + 1 : meeting.month, true)
        }
        if text.has(Array("月底"), at: place), place == 0 || !text.folded[place - 1].isNumber, let meeting {
            place += 1
            return (meeting.month, true)
        }
        guard let number = number(), (1...12).contains(number) else {
            place = start
            return nil
        }
        skipBlanks()
        guard take("月") else {
            place = start
            return nil
        }
        return (number, false)
    }

    private mutating func takeSpaced(_ words: String) -> Bool {
        let start = place
        skipBlanks()
        if take(words) { return true }
        place = start
        return false
    }

    private mutating func bracketed() -> Int? {
        let start = place
        if take("("), let number = number(), take(")") { return number }
        place = start
        return nil
    }

    private mutating func skipWeekday() {
        let start = place
        guard take("("), takeAny(["星期", "週", "周"]) != nil else {
            place = start
            return
        }
        while place < text.count, text.folded[place] != ")" { place += 1 }
        place += 1
    }

    private func end(_ month: (Int, Int)) -> CivilDate? {
        CivilDate(year: month.0, month: month.1, day: CivilDate.days(inMonth: month.1, of: month.0))
    }
}
