/// A piece of minutes that belongs together: a numbered point, a ruling, a speech, a row of a table, with its wrapped lines put together.
struct MinutesParagraph {
    enum Role: Equatable {
        case text
        /// 臺北市議會第11屆成立大會會議紀錄
        case title
        /// 決議：
        case label(MinutesLabel)
        /// 農業局陳代理局長仲杰：
        case speech(speaker: String)
        /// A row of a table: its case number.
        case row(number: String)
        /// The row with the names of the columns.
        case header
    }

    let line: Int
    var role: Role
    /// Of its number.
    let marker: OutlineMarker?
    /// Without its number and its label.
    var text: MinutesText
    /// Whether an empty line stands before it.
    let isApart: Bool
    /// Blank-separated or tab-separated cells, for a table that has them.
    var cells: [String]
}

/// The word before a colon that says what follows.
struct MinutesLabel: Equatable {
    enum Sense: Equatable {
        /// What was decided.
        case decision(Minutes.Kind)
        /// Who brought it: 報告單位
        case presenter
        /// Who is to do it: 主辦機關
        case lead
        case supporting
        case due
        /// 時間
        case time
        /// 審查意見: what a committee thinks, until the meeting agrees.
        case opinion
        /// Anything else: attendance, explanation, proposal.
        case other
    }

    let sense: Sense
    /// How many characters it takes, with its colon.
    let length: Int

    private static let senses: [(Sense, [String])] = [
        (.decision(.rider), ["附帶決議", "附帶意見", "附帶條件", "附帶建議"]),
        (
            .decision(.directive),
            [
                "主席裁示", "主席裁決", "主席指示", "主席提示", "主席結論", "主席決定", "市長裁示", "市長指示", "市長提示", "縣長裁示", "縣長指示", "裁示", "裁決", "指示", "指裁示", "裁指示", "裁示事項",
                "指示事項", "指裁示事項", "裁指示事項",
                "指(裁)示事項", "裁(指)示事項", "主席指示事項", "主席裁示事項", "主席指(裁)示事項", "主席裁(指)示事項", "市長指示事項", "市長裁示事項", "市長指(裁)示事項", "市長裁(指)示事項", "縣長指示事項", "縣長裁示事項",
                "縣長指(裁)示事項", "指(裁)示", "裁(指)示",
                "副市長裁示", "副市長指示", "秘書長裁示", "秘書長指示", "主席裁(指)示", "主席指(裁)示", "市長指(裁)示", "市長裁(指)示", "主席綜合裁示", "綜合裁示", "綜合指示", "主席綜合指示", "主席總結", "會議結論",
                "結論", "本次會議裁示事項", "臨時指示事項", "召集人裁示", "召集人指示",
                "主席裁示如下", "裁示如下", "結論如下",
            ]
        ),
        (.decision(.resolution), ["決議", "議決", "決定", "大會議決", "大會決議", "協商結論", "會議決議", "決議事項", "決定事項", "決議如下", "委員會決議"]),
        (.presenter, ["報告單位", "報告機關", "提案單位", "提案機關", "報告人", "提報單位", "提報機關"]),
        (
            .lead,
            [
                "主辦機關", "主辦單位", "主辦", "主(協)辦單位", "主(協)辦機關", "主協辦機關", "主協辦單位", "辦理單位", "辦理機關", "權責機關", "權責單位", "主政單位", "主政機關", "承辦單位", "承辦機關", "主責機關",
                "主責單位", "執行單位",
            ]
        ),
        (.supporting, ["協辦機關", "協辦單位", "協辦", "協助機關", "配合單位", "配合機關"]),
        (.due, ["辦理期限", "完成期限", "期限", "限辦日期", "預定完成日期", "辦理時限", "完成時限"]),
        (.opinion, ["審查意見", "委員會審查意見", "小組意見", "初審意見"]),
        (.time, ["時間", "開會時間", "會議時間", "日期", "會議日期", "開會日期", "召開時間", "召開日期"]),
    ]

    private static let table: [[Character]: Sense] = {
        var table: [[Character]: Sense] = [:]
        for (sense, words) in senses { for word in words { table[Array(word)] = sense } }
        return table
    }()

    /// The label a text begins with, or that it is, as a heading: `指(裁)示事項`.
    init?(_ text: MinutesText, isHeading: Bool = false) {
        let head = text.folded.prefix(24)
        if let colon = head.firstIndex(of: ":") {
            var word = head[..<colon].filter { $0 != " " }
            // 主席(王市長)裁示: who it was does not matter.
            word = Self.withoutName(word)
            if let sense = Self.table[word] ?? Self.ending(word) {
                self.sense = sense
                length = colon + 1
                return
            }
            guard word.count <= 8, !word.contains("，"), !word.contains("。"), !word.contains("」") else { return nil }
            // A heading with a colon in it stays whole.
            sense = .other
            length = 0
            return
        }
        guard isHeading, text.count <= 14 else { return nil }
        let word = Self.withoutName(text.folded.filter { $0 != " " && $0 != "。" })
        guard let found = Self.table[word] ?? Self.ending(word), case .decision = found else { return nil }
        sense = found
        length = text.count
    }

    /// 第11屆第4次政黨協商會議協商結論, 黃市長裁示
    private static func ending(_ word: [Character]) -> Sense? {
        guard word.count <= 20, !word.contains("，") else { return nil }
        if word.suffix(6) == Array("協商結論報告")[...] { return .decision(.resolution) }
        for words in ["協商結論", "裁示", "指示", "裁示事項", "指示事項", "指(裁)示事項", "裁(指)示事項", "附帶決議"].map(Array.init)
        where word.count > words.count && word.suffix(words.count) == words[...] {
            return table[words]
        }
        return nil
    }

    /// Without what stands in brackets, unless it is 指(裁)示.
    private static func withoutName(_ word: [Character]) -> [Character] {
        guard let open = word.firstIndex(of: "("), let close = word.firstIndex(of: ")"), open < close, close - open > 2 else { return word }
        return Array(word[..<open] + word[(close + 1)...])
    }
}
