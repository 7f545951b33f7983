internal import Kernel

extension PlanDocument {
    /// More is no plan.
    private static let mostLines = 20_000
    private static let mostText = 100_000

    /// Whether the bytes are meant to be a plan in one of these forms, and no document to be understood.
    public static func isMeant(_ bytes: [UInt8]) -> Bool { RawPlan.isMeant(bytes) }

    /// Reads a plan from JSON or ODS, whichever the bytes are.
    /// - Throws: ``PlanFaults``, with everything that is wrong.
    public init(reading bytes: [UInt8]) throws(PlanFaults) {
        var check = PlanCheck(try RawPlan(bytes))
        let document = check.document()
        guard let document, check.faults.isEmpty else {
            throw PlanFaults(check.faults.isEmpty ? [.init(place: "", phrase: "檔案裡沒有計畫。")] : check.faults)
        }
        self = document
    }

    fileprivate static func isKey(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count)
            && text.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
    }

    /// Goes through a file once and notes everything that is wrong.
    private struct PlanCheck {
        let raw: RawPlan
        var faults: [PlanFault] = []

        init(_ raw: RawPlan) {
            self.raw = raw
        }

        mutating func document() -> PlanDocument? {
            guard raw.head["schema"] == .text(PlanDocument.schema) else {
                fault(raw.head, "schema", "應為 \(PlanDocument.schema)。")
                return nil
            }
            let (agency, title) = (word(raw.head, "agency"), text(raw.head, "title", required: true))
            let (from, to) = (whole(raw.head, "from", 1...200), whole(raw.head, "to", 1...209))
            if let from, let to, to < from || to > from + 9 { fault(raw.head, "to", "結束年度不早於起始年度，最多十年。") }
            guard raw.lines.count <= PlanDocument.mostLines, raw.indicators.count <= PlanDocument.mostLines else {
                fault(raw.head, "lines", "最多 \(PlanDocument.mostLines) 項。")
                return nil
            }
            let lines = self.lines()
            let indicators = self.indicators(lines)
            let (mission, vision) = (text(raw.head, "mission"), text(raw.head, "vision"))
            guard let agency, let from, let to, from <= to else { return nil }
            return PlanDocument(
                agency: agency, years: from...to, title: title, mission: mission, vision: vision, lines: lines, indicators: indicators)
        }

        private mutating func lines() -> [PlanLine] {
            var (lines, keys) = ([PlanLine](), Set<String>())
            /// The goal whose items may follow.
            var goal: String?
            var stage = 0
            for row in raw.lines {
                guard let id = word(row, "id"), let kind: PlanLine.Kind = choice(row, "kind") else { continue }
                if !keys.insert(id).inserted { fault(row, "id", "和別的一項相同。") }
                let parent = optional(row, "parent")
                let goalKind: GoalKind? = kind == .goal ? choice(row, "goalKind") : nil
                let perspective: Perspective? = row["perspective"].text?.isEmpty == false ? choice(row, "perspective") : nil
                let place: Int
                switch kind {
                case .priority: (place, goal) = (0, nil)
                case .goal: (place, goal) = (goalKind == .common ? 2 : 1, id)
                case .item: place = stage
                }
                if place < stage { fault(row, "kind", "順序應是施政重點、關鍵策略目標、共同性目標。") }
                stage = max(stage, place)
                if kind == .item && (parent == nil || parent != goal) { fault(row, "parent", "工作項目要緊接在所屬的目標後面。") }
                if kind != .item && parent != nil { fault(row, "parent", "只有工作項目有上層。") }
                lines.append(
                    PlanLine(
                        id: id, kind: kind, parent: parent, number: whole(row, "number", 0...100_000) ?? 0, goalKind: goalKind,
                        perspective: perspective, title: text(row, "title", required: kind == .goal),
                        text: text(row, "text", required: kind == .item), shortName: optional(row, "shortName")))
            }
            return lines
        }

        private mutating func indicators(_ lines: [PlanLine]) -> [ProposedIndicator] {
            let goals = Set(lines.filter { $0.kind == .goal }.map(\.id))
            var (indicators, keys) = ([ProposedIndicator](), Set<String>())
            for row in raw.indicators {
                guard let id = word(row, "id"), let line = word(row, "line") else { continue }
                if !keys.insert(id).inserted { fault(row, "id", "和別的一項相同。") }
                if !goals.contains(line) { fault(row, "line", "沒有這個目標。") }
                guard let target = number(row, "target"), let comparison: Comparison = choice(row, "comparison") else { continue }
                indicators.append(
                    ProposedIndicator(
                        id: id, line: line, title: text(row, "title", required: true), target: target, unit: text(row, "unit"),
                        comparison: comparison, sourceText: text(row, "sourceText")))
            }
            return indicators
        }

        private mutating func fault(_ row: RawPlan.Row, _ name: String, _ phrase: Phrase) {
            // A page with more is read by nobody; the first ones say what is wrong with the rest.
            if faults.count < 200 { faults.append(.init(place: row.place(name), phrase: phrase)) }
        }

        private mutating func text(_ row: RawPlan.Row, _ name: String, required: Bool = false) -> String {
            guard let text = row[name].text else {
                fault(row, name, "應為文字。")
                return ""
            }
            if required && text.trimmed.isEmpty { fault(row, name, "請填寫這一欄。") }
            if text.utf8.count > PlanDocument.mostText { fault(row, name, "文字太長。") }
            return text
        }

        private func optional(_ row: RawPlan.Row, _ name: String) -> String? { row[name].text.flatMap { $0.isEmpty ? nil : $0 } }

        /// A key: letters, digits and hyphens.
        private mutating func word(_ row: RawPlan.Row, _ name: String) -> String? {
            guard let text = row[name].text, PlanDocument.isKey(text) else {
                fault(row, name, "應為代號：小寫英文字母、數字、連字號。")
                return nil
            }
            return text
        }

        private mutating func choice<Word: RawRepresentable<String> & CaseIterable>(_ row: RawPlan.Row, _ name: String) -> Word? {
            guard let text = row[name].text, let word = Word(rawValue: text) else {
                fault(row, name, "應為 \(Word.allCases.map(\.rawValue).joined(separator: "、")) 之一。")
                return nil
            }
            return word
        }

        private mutating func number(_ row: RawPlan.Row, _ name: String) -> Double? {
            let number: Double? = if case .number(let number) = row[name] { number } else { row[name].text.flatMap(PlanSection.target) }
            if number == nil { fault(row, name, "請填數字。") }
            return number
        }

        private mutating func whole(_ row: RawPlan.Row, _ name: String, _ range: ClosedRange<Int>) -> Int? {
            guard let number = number(row, name) else { return nil }
            guard let whole = Int(exactly: number), range.contains(whole) else {
                fault(row, name, "請填 \(range.lowerBound) 到 \(range.upperBound) 的整數。")
                return nil
            }
            return whole
        }
    }
}
