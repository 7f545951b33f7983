/// Puts the lines of minutes together to paragraphs.
struct MinutesParagraphs {
    private(set) var all: [MinutesParagraph] = []
    private var isApart = true
    private var isTable = false
    /// A council's list of bills, in whose cells blanks do not tell where one ends.
    private var isBills = false
    private var columns = 0

    init(_ document: SourceDocument) {
        for line in document.lines where line.role != .furniture {
            let text = MinutesText(line.text).part(0..<Int.max)
            guard !text.isEmpty else {
                isApart = true
                continue
            }
            guard !Self.isFurniture(text) else { continue }
            add(text, line)
            isApart = false
        }
    }

    private mutating func add(_ text: MinutesText, _ line: SourceDocument.Line) {
        let cells = Self.cells(line)
        if Self.isHeader(text, cells) {
            isTable = true
            isBills = MinutesText(text.folded.filter { $0 != " " }).starts(with: "案號")
            columns = cells.count
            return append(.header, nil, text, line, cells)
        }
        if let title = Self.title(text) {
            isTable = false
            return append(.title, nil, title, line)
        }
        let scalars = Array(text.string.unicodeScalars)
        let marker = OutlineMarker(scalars[...])
        if isTable {
            if let number = Self.caseNumber(text) { return append(.row(number: number), nil, text.dropping(number.count), line, cells) }
            if cells.count >= 3, cells.count >= columns - 1 { return append(.row(number: cells[0]), nil, text, line, cells) }
            // Lines of a cell of bills have numbers too; what ends their table is a heading apart from it.
            let isHeading = marker != nil || MinutesLabel(text).map { $0.sense != .other } ?? false
            if case .row = all.last?.role, !isApart, isBills || !isHeading { return extend(text, cells) }
            isTable = false
        }
        if let marker {
            let rest = text.dropping(String(String.UnicodeScalarView(scalars[..<marker.length])).count)
            if let label = MinutesLabel(rest, isHeading: true) { return append(.label(label), marker, rest.dropping(label.length), line) }
            return append(.text, marker, rest, line)
        }
        if let speaker = Self.speaker(text) {
            return append(.speech(speaker: speaker), nil, text.dropping(speaker.count + 1), line)
        }
        if let label = MinutesLabel(text, isHeading: isApart) { return append(.label(label), nil, text.dropping(label.length), line) }
        if isApart || Self.standsAlone(text) || all.last.map({ $0.role == .title || $0.role == .header || Self.standsAlone($0.text) }) ?? true {
            return append(.text, nil, text, line)
        }
        extend(text)
    }

    private mutating func append(
        _ role: MinutesParagraph.Role, _ marker: OutlineMarker?, _ text: MinutesText, _ line: SourceDocument.Line, _ cells: [String] = []
    ) {
        all.append(MinutesParagraph(line: line.number, role: role, marker: marker, text: text, isApart: isApart, cells: cells))
    }

    private mutating func extend(_ text: MinutesText, _ cells: [String] = []) {
        guard !all.isEmpty else { return }
        let last = all.count - 1
        if case .row = all[last].role {
            all[last].text = MinutesText(all[last].text.printed + "\n" + text.printed)
            // The first piece of a wrapped row goes on with the cell that was open.
            if let first = cells.first, let open = all[last].cells.indices.last {
                all[last].cells[open] += first
                all[last].cells += cells.dropFirst()
            }
        } else {
            all[last].text = all[last].text.joined(text)
        }
    }

    // MARK: What a line is

    private static func isFurniture(_ text: MinutesText) -> Bool {
        let plain = text.folded.filter { $0 != " " }
        if plain.allSatisfy({ $0.isNumber || "-–—─第頁共/，".contains($0) }), plain.contains(where: \.isNumber) {
            return plain.count <= 10 && (plain.contains("頁") || plain.first == "-" || plain.first == "–" || plain.count <= 3)
        }
        return false
    }

    private static func title(_ text: MinutesText) -> MinutesText? {
        guard text.count <= 70, !text.folded.contains("。"), !text.folded.contains(":") else { return nil }
        let plain = text.folded.filter { $0 != " " }
        guard ["會議紀錄", "會議記錄", "議事錄"].map(Array.init).contains(where: { plain.suffix($0.count) == $0[...] }) || isInterpellation(plain) else {
            return nil
        }
        guard
            !["宣讀", "確認", "確定", "上次", "前次", "報告", "核定"].map(Array.init).contains(where: {
                text.first($0) != nil && text.first($0) ?? 9 < 12 && !plain.starts(with: "第")
            })
        else {
            return nil
        }
        return text
    }

    private static func isInterpellation(_ plain: [Character]) -> Bool {
        plain.first == "第" && plain.contains("屆") && MinutesText(plain).contains("質詢") && plain.contains("年") && plain.contains("日")
    }

    private static func isHeader(_ text: MinutesText, _ cells: [String]) -> Bool {
        let plain = MinutesText(text.folded.filter { $0 != " " })
        guard plain.count <= 60, !plain.folded.contains("。") else { return false }
        if plain.starts(with: "案號案由") { return true }
        guard cells.count >= 3 else { return false }
        func says(_ words: [String]) -> Bool { words.contains { plain.contains($0) } }
        guard says(["指示", "裁示", "決議", "事項", "案由", "內容", "結論"]) else { return false }
        return says(["主辦", "權責", "辦理單位", "辦理機關", "承辦", "主政", "主責"]) || says(["案由", "事項"]) && says(["決議", "議決", "裁示", "決定", "結論"])
    }

    private static func caseNumber(_ text: MinutesText) -> String? {
        let digits = text.folded.prefix { $0.isASCII && $0.isNumber }
        guard (3...7).contains(digits.count), digits.count < text.count, text.folded[digits.count] == " " else { return nil }
        return String(digits)
    }

    /// By tabs, or by blanks that are wide.
    private static func cells(_ line: SourceDocument.Line) -> [String] {
        let text = line.text
        if text.contains("\t") {
            return text.split(separator: "\t", omittingEmptySubsequences: false).map { MinutesText($0).part(0..<Int.max).string }
        }
        if text.contains("|") || text.contains("｜") || text.contains("│") {
            return text.split(whereSeparator: { "|｜│".contains($0) }).map { MinutesText($0).part(0..<Int.max).string }.filter { !$0.isEmpty }
        }
        var cells: [String] = []
        var cell: [Character] = []
        var blanks = 0
        for character in text {
            if character == " " || character == "　" {
                blanks += character == "　" ? 2 : 1
                continue
            }
            if blanks >= 2, !cell.isEmpty {
                cells.append(String(cell))
                cell = []
            } else if blanks > 0, !cell.isEmpty {
                cell.append(" ")
            }
            blanks = 0
            cell.append(character)
        }
        if !cell.isEmpty { cells.append(String(cell)) }
        return cells
    }

    private static let offices = ["議員", "局長", "處長", "科長", "主席", "主委", "主任委員", "市長", "議長", "秘書長", "主任", "隊長", "所長", "區長", "專員", "股長", "技正"].map(
        Array.init)

    /// `主席：（陳議員碧玉）`, `農業局陳代理局長仲杰：`
    private static func speaker(_ text: MinutesText) -> String? {
        guard let colon = text.folded.prefix(24).firstIndex(of: ":"), colon >= 2 else { return nil }
        let word = MinutesText(text.folded[..<colon])
        guard !word.folded.contains("，"), !word.folded.contains("。"),
            !["出席", "列席", "請假", "發言", "質詢", "提案", "主持"].contains(where: { word.starts(with: $0) })
        else { return nil }
        guard MinutesLabel(text).map({ $0.sense == .other }) ?? true, offices.contains(where: { word.first($0) != nil }) else { return nil }
        return String(text.printed[..<colon])
    }

    /// A line that neither goes on with the one before nor is gone on with.
    private static func standsAlone(_ text: MinutesText) -> Bool {
        if text.count <= 8, text.starts(with: "散會") { return true }
        if ["其他事項", "臨時動議", "其他"].contains(text.string.filter { $0 != "：" && $0 != ":" }) { return true }
        if text.starts(with: "(未完") || text.starts(with: "詳見") { return true }
        guard text.count <= 24, !text.folded.contains("。"), !text.folded.contains("，") else { return false }
        return ["說明", "答覆", "報告", "修正案", "制定案", "廢止案", "答復"].map(Array.init).contains {
            text.count > $0.count && text.has($0, at: text.count - $0.count)
        }
    }
}
