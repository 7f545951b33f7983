/// Verbatim records: what the chair rules at the end of a speech, and papers that councillors want to have.
extension MinutesWalk {
    mutating func spoken(_ paragraph: MinutesParagraph, _ speaker: String) {
        close()
        ruling = nil
        let name = MinutesText(speaker)
        if name.starts(with: "主席") || name.contains("議長") {
            settle(answeredBy: nil)
            rulings(paragraph)
        } else if name.contains("議員") {
            settle(answeredBy: nil)
            demands(paragraph)
        } else if let agency = agencies.mention(in: name, at: 0, guesses: true, isCouncil: false), !agency.isCollective,
            !"科室".contains(agency.name.printed.last ?? " ")
        {
            settle(answeredBy: agency.name)
            self.speaker = agency.name
        }
    }

    private static let rulingWords = ["主席裁示", "裁示如下", "本席裁示", "做以下裁示", "作以下裁示", "主席裁決", "主席結論", "個裁示", "以下裁示", "裁示，第一", "裁示:第一"].map(Array.init)
    private static let ordinals = ["第一", "第二", "第三", "第四", "第五", "第六", "第七", "第八", "第九", "第十"].map(Array.init)

    /// 主席裁示，第一，請農業局…。第二，…
    private mutating func rulings(_ paragraph: MinutesParagraph) {
        let text = paragraph.text
        guard let start = Self.rulingWords.compactMap({ word in last(word, text).map { $0 + word.count - (word.last == "一" ? 2 : 0) } }).max() else {
            return
        }
        var cuts: [(number: String, start: Int)] = []
        var place = start
        for ordinal in Self.ordinals {
            guard let found = text.first(ordinal, from: place), found + 2 < text.count, "，、:點".contains(text.folded[found + 2]) else { break }
            cuts.append((String(ordinal), found))
            place = found + 2
        }
        guard !cuts.isEmpty else {
            return propose(.init(line: paragraph.line, kind: .directive, number: "", text: text.part(start..<text.count)), decides: false)
        }
        for (index, cut) in cuts.enumerated() {
            let end = index + 1 < cuts.count ? cuts[index + 1].start : text.count
            propose(.init(line: paragraph.line, kind: .directive, number: cut.number, text: text.part((cut.start + 3)..<end)), decides: false)
        }
    }

    private func last(_ words: [Character], _ text: MinutesText) -> Int? {
        var (found, start): (Int?, Int) = (nil, 0)
        while let place = text.first(words, from: start) { (found, start) = (place, place + 1) }
        return found
    }

    private static let papers = [
        "書面資料", "書面的資料", "書面答復", "書面答覆", "書面回復", "書面回覆", "書面說明", "書面報告", "書面給", "資料給我", "資料給本席", "資料提供給", "資料提供本席", "資料記得給", "份資料給", "份報告給", "給我一份",
        "給本席一份", "回文給我", "資料送到我", "資料送到本席", "書面答復我", "用書面給", "回文給本席",
    ]
    private static let asking = ["請", "麻煩", "要", "給我", "給本席", "提供", "拜託", "記得"]
    private static let past = ["沒有給", "給我了", "上次", "你們給", "已經給", "有給我", "提供給你", "給你們", "給我的資料", "給我的書面"]

    /// One item for each speech, however often it is repeated. Who is meant answers next, as a rule.
    private mutating func demands(_ paragraph: MinutesParagraph) {
        let sentences = Self.sentences(paragraph.text).filter { sentence in
            guard !Self.past.contains(where: { sentence.contains($0) }) else { return false }
            let isAfter = sentence.contains("會後") && ["給我", "給本席", "提供", "資料", "答案"].contains { sentence.contains($0) }
            return isAfter || Self.papers.contains { sentence.contains($0) } && Self.asking.contains { sentence.contains($0) }
        }
        guard let first = sentences.first else { return }
        var point = Point(line: paragraph.line, kind: .answer, number: "", text: sentences.dropFirst().reduce(first) { $0.joined($1) })
        let task = MinutesTask.read(point.text, agencies: agencies, isCouncil: true, decides: false, presenter: nil, guesses: false)
        (point.lead, point.isNamed) = (task?.lead.flatMap { $0.isCollective ? nil : $0.name }, true)
        demanded = point
    }

    /// Closes a demand that waits for its answer.
    mutating func settle(answeredBy agency: Minutes.AgencyName?) {
        guard var point = demanded else { return }
        demanded = nil
        point.lead = point.lead ?? agency ?? speaker
        propose(point, decides: false)
    }

    private static func sentences(_ text: MinutesText) -> [MinutesText] {
        var (all, start): ([MinutesText], Int) = ([], 0)
        for place in text.folded.indices where "。？！".contains(text.folded[place]) {
            all.append(text.part(start..<(place + 1)))
            start = place + 1
        }
        if start < text.count { all.append(text.part(start..<text.count)) }
        return all
    }
}
