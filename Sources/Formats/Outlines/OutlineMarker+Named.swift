extension OutlineMarker {
    /// 第一章, 第二節, 附件一, 附表 2：, 【附錄】.
    init?(named line: ArraySlice<Unicode.Scalar>) {
        var rest = line
        let isBracketed = rest.first == "【"
        if isBracketed { rest.removeFirst() }
        guard let first = rest.first, first == "附" || first == "第" && !isBracketed else { return nil }
        guard let named = first == "附" ? Self.appendix(&rest) : Self.division(&rest) else { return nil }
        (system, variant, number, label) = named
        if isBracketed {
            guard rest.first == "】" else { return nil }
            rest.removeFirst()
        }
        // What is only referred to goes on as a sentence does: 附件一所列, 第三章之規定.
        let next = rest.first
        let isMark = next.map { ["：", ":", "、", "．", "."].contains($0) } ?? false
        let stands = isBracketed || isMark || next == nil || next.map { $0.isBlank || $0 == "（" || $0 == "(" || $0 == "－" || $0 == "《" } ?? true
        guard stands || system != .appendix && Self.isTitle(rest) else { return nil }
        guard rest.last.map({ !["。", "，", "；", "、"].contains($0) }) ?? true || isMark else { return nil }
        if isMark { rest.removeFirst() }
        length = rest.startIndex - line.startIndex
        sub = 0
        isEnumeration = false
    }

    private typealias Name = (system: NumberingSystem, variant: Int, number: Int, label: String)

    private static func appendix(_ rest: inout ArraySlice<Unicode.Scalar>) -> Name? {
        let words = ["件", "表", "錄", "圖"]
        guard let variant = words.firstIndex(where: { rest.dropFirst().first == Unicode.Scalar($0) }) else { return nil }
        let whole = rest
        rest = rest.dropFirst(2)
        let inner = rest.drop { $0.isBlank }
        var number = 0
        if let numeral = MarkerNumeral(inner), numeral.kind != .stem, numeral.sub == 0 {
            number = numeral.number
            rest = inner.dropFirst(numeral.length)
            // 附表1-2 is the second of the first.
            if let dash = rest.first, dash == "-" || dash == "－" || dash == "之", let part = MarkerNumeral(rest.dropFirst()) {
                rest = rest.dropFirst(1 + part.length)
            }
        }
        return (.appendix, variant, number, String(whole[..<rest.startIndex].filter { !$0.isBlank }[...]))
    }

    private static func division(_ rest: inout ArraySlice<Unicode.Scalar>) -> Name? {
        let whole = rest
        let inner = rest.dropFirst().drop { $0.isBlank }
        guard let numeral = MarkerNumeral(inner), numeral.sub == 0, [.ordinary, .financial, .digits, .fullWidthDigits].contains(numeral.kind) else {
            return nil
        }
        rest = inner.dropFirst(numeral.length).drop { $0.isBlank }
        let system: NumberingSystem
        switch rest.first {
        case "章": system = .chapter
        case "節": system = .section
        case "編", "篇": system = .part
        case "部" where rest.dropFirst().first == "分" || rest.dropFirst().first == "份":
            system = .part
            rest.removeFirst()
        default: return nil
        }
        rest.removeFirst()
        return (system, 0, numeral.number, String(whole[..<rest.startIndex].filter { !$0.isBlank }[...]))
    }

    /// Whether what follows the number at once is a title and no sentence that speaks of the chapter.
    private static func isTitle(_ rest: ArraySlice<Unicode.Scalar>) -> Bool {
        guard let next = rest.first, rest.count <= 30 else { return false }
        return !["之", "第", "所", "及", "與", "至", "的", "，", "）", ")", "。", "」", "；"].contains(next)
    }
}
