internal import Formats

extension PlanReader {
    /// Title, agency and years from the lines before the first heading; other lines are left over.
    mutating func readPreamble(_ passages: [Outline.Passage]) {
        var agencyLine: Outline.Passage?
        for passage in passages {
            let years = Self.years(in: passage.text)
            if draft.years == nil { draft.years = years }
            if draft.title == nil, let agency = Self.agency(inTitle: passage.text) {
                draft.title = passage.text
                draft.agencyName = agency.isEmpty ? agencyLine?.text : agency
                if agency.isEmpty { agencyLine = nil }
            } else if years == nil {
                if draft.title == nil, agencyLine == nil, Self.isAgency(passage.text) {
                    agencyLine = passage
                } else {
                    leave(passage.text, passage.line)
                }
            }
        }
        // An agency's name that no title followed.
        if let agencyLine {
            if draft.agencyName == nil { draft.agencyName = agencyLine.text } else { leave(agencyLine.text, agencyLine.line) }
        }
    }

    /// What stands before 中程施政計畫 and the like, without years; empty when nothing does, nil when the line is no such title.
    private static func agency(inTitle title: String) -> String? {
        for word in ["中程施政計畫", "中程計畫", "年度施政計畫", "施政計畫", "施政綱要"] {
            guard let range = title.range(ofText: word) else { continue }
            let before = title[..<range.lowerBound]
            // Years in front of the word: 某局111-114年度 施政計畫.
            let name = before.prefix { !$0.isNumber && $0 != "（" && $0 != "(" }
            return String(name).trimmed.droppingSuffix("民國").droppingSuffix("中華")
        }
        return nil
    }

    private static func isAgency(_ text: String) -> Bool {
        text.count <= 30 && ["局", "處", "會", "府", "所", "中心", "隊", "館", "院"].contains { text.hasSuffix($0) }
    }

    /// `111 年度至 114 年度`, `111-114 年`, `112 年度`, `2022-2025`: 民國 years.
    static func years(in text: String) -> ClosedRange<Int>? {
        var numbers: [(value: Int, next: Substring)] = []
        var rest = text.folded[...]
        while let start = rest.firstIndex(where: { $0.isASCII && $0.isNumber }) {
            let digits = rest[start...].prefix { $0.isASCII && $0.isNumber }
            rest = rest[digits.endIndex...]
            guard let number = Int(digits) else { continue }
            switch number {
            case 1...200: numbers.append((number, rest))
            case 1912...2111: numbers.append((number - 1911, rest))
            default: break
            }
        }
        guard let first = numbers.first else { return nil }
        let between = first.next.prefix { !($0.isASCII && $0.isNumber) }
        let joining = between.filter { !"年度中華民國至到-–—~～".contains($0) }
        if numbers.count >= 2, joining.isEmpty, !between.isEmpty, (1...20).contains(numbers[1].value - first.value) {
            return first.value...numbers[1].value
        }
        return first.next.hasPrefix("年") && first.value >= 50 ? first.value...first.value : nil
    }
}

extension String {
    func range(ofText word: String) -> Range<Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(word) { return start..<index(start, offsetBy: word.count) }
            start = index(after: start)
        }
        return nil
    }

    fileprivate func droppingSuffix(_ suffix: String) -> String {
        hasSuffix(suffix) ? String(dropLast(suffix.count)) : self
    }
}
