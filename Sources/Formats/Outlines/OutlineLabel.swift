/// A word and a colon at the beginning of a line that tell what follows: who speaks, or what was decided.
struct OutlineLabel {
    let kind: Outline.Node.Kind
    /// Characters, with the colon.
    let length: Int
}

extension OutlineLabel {
    /// 決議：, 主席裁示：, 辦理情形： and the like. Nil for any other line.
    init?(minutes line: ArraySlice<Unicode.Scalar>) {
        guard let length = Self.length(line, atMost: 12) else { return nil }
        let word = line.prefix(length - 1).filter { !$0.isBlank }
        // 附帶決議 and 會議結論 are decisions too; what is said about one (對上次決議) is not.
        if word.count <= 6, Self.decisions.contains(where: { word.suffix($0.count) == $0[...] }) {
            kind = .decision
        } else if word.count <= 8, Self.progress.contains(where: { word.suffix($0.count) == $0[...] }) {
            kind = .progress
        } else {
            return nil
        }
        self.length = length
    }

    private static let decisions = ["決議", "議決", "決定", "裁示", "裁決", "結論", "指示", "裁示事項", "決議事項", "指示事項"].scalars
    private static let progress = ["辦理情形", "執行情形", "處理情形", "辦理進度", "執行進度", "辦理結果", "辦理現況"].scalars

    /// The length of the label with its colon, when the line has one.
    static func length(_ line: ArraySlice<Unicode.Scalar>, atMost limit: Int) -> Int? {
        guard let colon = line.prefix(limit + 1).firstIndex(where: { $0 == "：" || $0 == ":" }), colon > line.startIndex else { return nil }
        return colon - line.startIndex + 1
    }
}

/// Finds out whether a document is a transcript, and who speaks.
struct OutlineTranscript {
    /// Where the first speech begins; before it, 主席：王大明 is a list of those present. `Int.max` when it is no transcript.
    private var start = Int.max
    private var speakers: Set<String> = []

    init(_ lines: [OutlineSource.Line]) {
        var first = Int.max
        var spoken = 0
        var named = 0
        for (index, line) in lines.enumerated() {
            guard let (speaker, rest) = Self.parts(line.text) else { continue }
            let isLast = index + 1 == lines.count
            if Self.isSaid(rest) || rest.isEmpty && !isLast && lines[index + 1].marker == nil {
                spoken += 1
                first = min(first, index)
                speakers.insert(speaker)
            } else {
                named += 1
            }
        }
        // Lists of those present name people too, and minutes quote one or two.
        if spoken >= 3, spoken > named { start = first }
    }

    /// The label of a line that begins a speech, nil for any other line.
    func label(_ line: OutlineSource.Line, at index: Int) -> OutlineLabel? {
        guard index >= start, let (speaker, rest) = Self.parts(line.text), rest.isEmpty || Self.isSaid(rest) || speakers.contains(speaker) else {
            return nil
        }
        return OutlineLabel(kind: .speech, length: rest.startIndex - line.text.startIndex)
    }

    private static func parts(_ text: ArraySlice<Unicode.Scalar>) -> (speaker: String, rest: ArraySlice<Unicode.Scalar>)? {
        guard let length = OutlineLabel.length(text, atMost: 28) else { return nil }
        let name = text.prefix(length - 1)
        guard name.allSatisfy({ $0.isWide && !$0.isPunctuation || $0.isWordPart || $0.isBlank || $0 == "·" || $0 == "‧" }) else { return nil }
        guard roles.contains(where: { name.holds($0) }), !fields.contains(where: { name.starts(with: $0) }) else { return nil }
        return (String(name), text.dropFirst(length))
    }

    /// A sentence, or a note in brackets: （業務報告：略）.
    private static func isSaid(_ rest: ArraySlice<Unicode.Scalar>) -> Bool {
        rest.contains { ["。", "？", "！", "?", "!", "…", "，"].contains($0) } || rest.first { !$0.isBlank }.map { $0 == "（" || $0 == "(" } ?? false
    }

    /// Words by which somebody is called in an assembly or a meeting.
    private static let roles = [
        "議員", "議長", "主席", "長", "主任", "委員", "主委", "秘書", "教授", "老師", "先生", "女士", "小姐", "代表", "專員", "技正", "召集人", "律師", "同學", "司儀", "主持人", "發言人", "顧問",
        "經理", "董事", "理事", "課員", "科員", "參事", "幹事",
    ].scalars
    /// What minutes say of a meeting under the same words.
    private static let fields = ["出席", "列席", "請假", "缺席", "紀錄", "記錄", "總紀錄", "發言", "質詢", "提案", "連署", "附議", "參加", "主持", "聯絡", "承辦"].scalars
}

extension [String] {
    /// Words to be looked for in lines, which are scalars.
    var scalars: [[Unicode.Scalar]] { map { [Unicode.Scalar]($0.unicodeScalars) } }
}

extension ArraySlice<Unicode.Scalar> {
    fileprivate func holds(_ word: [Unicode.Scalar]) -> Bool {
        guard let first = word.first else { return true }
        var rest = self
        while let place = rest.firstIndex(of: first) {
            rest = rest[place...]
            if rest.starts(with: word) { return true }
            rest = rest.dropFirst()
        }
        return false
    }
}

extension Unicode.Scalar {
    /// Chinese and full-width punctuation.
    var isPunctuation: Bool {
        (0x3001...0x3003).contains(value) || (0x3008...0x3020).contains(value) || (0xFE30...0xFE6F).contains(value)
            || (0xFF01...0xFF0F).contains(value)
            || (0xFF1A...0xFF20).contains(value) || (0xFF3B...0xFF40).contains(value) || (0xFF5B...0xFF65).contains(value)
    }
}
