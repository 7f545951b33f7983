/// Rows of tables: a council's bills, a city hall's list of what was told to whom.
extension MinutesWalk {
    mutating func row(_ paragraph: MinutesParagraph, _ number: String) {
        close()
        ruling = nil
        if header.count == paragraph.cells.count, header.count >= 3, cells(paragraph) { return }
        bill(paragraph, number)
    }

    /// 案號, 案由, 審查意見, 議決, 備註. Blanks do not tell where a cell ends, but a bill ends with a full stop, and what was decided on it comes after.
    private mutating func bill(_ paragraph: MinutesParagraph, _ number: String) {
        let text = paragraph.text
        guard let end = Self.endOfBill(text) else { return }
        let rest = text.part(end..<text.count)
        // What a committee thought is not decided while the council leaves it lying.
        guard !Self.isLeft(rest) else { return }
        heading = text.part(0..<end).string.split(separator: "\n").joined()
        let rider = ["附帶決議:", "附帶意見:"].compactMap { rest.first(Array($0)) }.min()
        let first = rest.part(0..<(rider ?? rest.count))
        if let asked = Self.asked(first) { propose(point(asked, paragraph, number, .resolution), decides: true) }
        guard let rider else { return }
        for one in Self.points(rest.part((rider + 5)..<rest.count)) { propose(point(one, paragraph, number, .rider), decides: true) }
    }

    private func point(_ text: MinutesText, _ paragraph: MinutesParagraph, _ number: String, _ kind: Minutes.Kind) -> Point {
        // The line within the row where these words stand.
        let lines = paragraph.text.string.split(separator: "\n", omittingEmptySubsequences: false)
        let head = String(text.printed.prefix(10))
        let offset = lines.firstIndex { $0.contains(head) } ?? 0
        var point = Point(line: paragraph.line + (kind == .rider ? offset : 0), kind: kind, number: number, text: text)
        point.isBill = true
        return point
    }

    private static func endOfBill(_ text: MinutesText) -> Int? {
        for place in text.folded.indices where text.folded[place] == "。" && place + 1 < text.count && text.folded[place + 1].isWhitespace {
            return place + 1
        }
        // A bill without a full stop: what comes after the first wide gap.
        var blanks = 0
        for place in text.folded.indices {
            blanks = text.folded[place].isWhitespace ? blanks + 1 : 0
            if blanks >= 4 { return place + 1 }
        }
        return nil
    }

    /// 暫擱 or 退回 as a cell of its own.
    static func isLeft(_ rest: MinutesText) -> Bool {
        let words = rest.folded.split(whereSeparator: \.isWhitespace).map { String($0.filter { $0 != "。" }) }
        return words.contains { ["暫擱", "擱置", "保留", "退回", "撤回", "不予通過", "否決"].contains($0) } && !(rest.starts(with: "暫擱,") || rest.starts(with: "暫擱，"))
            && words.last.map { $0.count <= 6 || words.contains("暫擱") } ?? false
    }

    /// The piece of a decision that asks: 送市府研議辦理。
    static func asked(_ text: MinutesText) -> MinutesText? {
        let pieces = points(text)
        let asking = pieces.filter { piece in
            ["送市府", "送請市府", "送市政府", "送請市政府", "送請縣府", "送縣府", "請", "應", "須"].contains { piece.contains($0) }
        }
        guard !asking.isEmpty else { return nil }
        return asking.dropFirst().reduce(asking[0]) { $0.joined($1) }
    }

    /// Lines and numbered points, without those that only say that it was passed.
    static func points(_ text: MinutesText) -> [MinutesText] {
        text.string.split(separator: "\n").map { MinutesText($0).part(0..<Int.max) }.compactMap { line in
            var line = line
            // 備註: who spoke.
            if let gap = line.first(Array("    ")), gap > 4 { line = line.part(0..<gap) }
            for approval in ["照審查意見通過", "照案通過"].map(Array.init) {
                if let place = line.first(approval), place == 0 || line.folded[place - 1].isWhitespace { line = line.part(0..<place) }
            }
            return line.isEmpty || line.starts(with: "※") || line.starts(with: "〈") ? nil : line
        }
    }
}
