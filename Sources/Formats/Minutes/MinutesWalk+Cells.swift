/// Rows of tables that name their columns and keep to them.
extension MinutesWalk {
    /// - Returns: whether the row was understood; what it asks for is proposed then.
    mutating func cells(_ paragraph: MinutesParagraph) -> Bool {
        let cells = paragraph.cells.map { MinutesText($0).part(0..<Int.max) }
        let lead = column(["主辦", "權責", "辦理單位", "辦理機關", "承辦", "主政", "主責", "提案單位", "提案機關", "報告單位"])
        let decision = header.indices.last { names($0, ["決議", "議決", "裁示", "決定", "結論", "列管建議"]) }
        let bill = column(["案由", "提案"]) ?? column(["事項", "內容", "指示"])
        // What was asked before, how it was done, and what the chair says of that now.
        if let decision, let bill, decision > bill {
            heading = cells[bill].string
            if let lead { presenter = agencies.mention(in: cells[lead], at: 0, guesses: true, isCouncil: false) }
            decided(cells[decision], opinion: column(["審查意見", "審查結果", "初審"]).map { cells[$0] }, paragraph)
            return true
        }
        guard let lead, let what = column(["指示", "裁示", "決議", "結論", "事項", "內容"]) ?? bill, column(["辦理情形", "執行情形"]) == nil else {
            return lead != nil && bill != nil
        }
        var point = Point(line: paragraph.line, kind: .directive, number: cells[0].string, text: cells[what])
        let found = names(cells[lead])
        guard let first = found.first else { return false }
        (point.lead, point.supporting, point.isNamed) = (first, Array(found.dropFirst()), true)
        if let supporting = column(["協辦", "配合", "協助"]) { point.supporting += names(cells[supporting]) }
        if let due = column(["期限", "期程", "時限", "完成日期", "限辦"]), cells[due].count > 1 { point.due = cells[due] }
        propose(point, decides: true)
        return true
    }

    private mutating func decided(_ decision: MinutesText, opinion: MinutesText?, _ paragraph: MinutesParagraph) {
        let left = ["暫擱", "擱置", "保留", "撤回", "退回", "不予", "交付", "否決"]
        let isLeft = left.contains { decision.contains($0) } && decision.count <= 16 && !decision.contains("請")
        guard !isLeft else { return }
        let text = opinion.map { decision.contains("照審查意見") ? $0.joined(decision) : decision } ?? decision
        let rider = ["附帶決議:", "附帶意見:"].compactMap { text.first(Array($0)) }.min()
        let kind: Minutes.Kind = header.contains { $0.contains("裁示") } ? .directive : .resolution
        // A city's table says 請; a council's sends its wishes to the government.
        let first = text.part(0..<(rider ?? text.count))
        if let asked = isCouncil ? Self.asked(first) : first { propose(cell(asked, kind, paragraph), decides: true) }
        if let rider { propose(cell(text.part((rider + 5)..<text.count), .rider, paragraph), decides: true) }
    }

    private func cell(_ text: MinutesText, _ kind: Minutes.Kind, _ paragraph: MinutesParagraph) -> Point {
        var point = Point(line: paragraph.line, kind: kind, number: paragraph.cells[0], text: text)
        point.isBill = isCouncil
        return point
    }

    private func names(_ column: Int, _ words: [String]) -> Bool {
        let name = header[column].filter { $0 != " " && $0 != "　" }.map { $0 == "（" ? "(" : $0 == "）" ? ")" : $0 }
        return words.contains { String(name).contains($0) }
    }

    private func column(_ words: [String]) -> Int? { header.indices.first { names($0, words) } }
}
