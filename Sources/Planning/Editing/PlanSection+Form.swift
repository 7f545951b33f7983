internal import Kernel

/// A section on its way through a form that works without script: every button sends the form, and only one of them saves it.
extension PlanSection {
    enum Button: Equatable {
        case save
        case add
        case up(Int), down(Int), remove(Int)
        /// Takes what the other one wrote: of a head field, or of the row with a key.
        case takeHead(String), takeRow(String)

        init(_ text: String) {
            let parts = text.split(separator: ".", maxSplits: 1).map(String.init)
            let number = parts.count == 2 ? Int(parts[1]) : nil
            switch (parts.first, number) {
            case ("add", nil): self = .add
            case ("up", let number?): self = .up(number)
            case ("down", let number?): self = .down(number)
            case ("remove", let number?): self = .remove(number)
            case ("take", nil) where parts.count == 2: self = .takeHead(parts[1])
            case ("row", nil) where parts.count == 2: self = .takeRow(parts[1])
            default: self = .save
            }
        }
    }

    /// What was sent: same fields, the rows as many as came.
    func reading(_ sent: Submission) -> PlanSection {
        var section = self
        for column in headColumns { section.head[column.name] = Self.clean(sent.values["h.\(column.name)"] ?? "", column) }
        let known = Set(rows.map(\.key))
        section.rows = []
        var seen: Set<String> = []
        for place in 0..<Self.mostRows {
            guard let key = sent.values["r.\(place).key"] else { break }
            let values = Dictionary(
                uniqueKeysWithValues: rowColumns.map { ($0.name, Self.clean(sent.values["r.\(place).\($0.name)"] ?? "", $0)) })
            // A row that somebody took away meanwhile comes back as a new one; nobody names a key that was never there, or one twice.
            let isKnown = known.contains(key) && seen.insert(key).inserted
            section.rows.append(Row(key: isKnown ? key : "", values: values))
        }
        return section
    }

    /// Line ends as browsers send them are one line end; what is one line is one.
    private static func clean(_ text: String, _ column: Column) -> String {
        let lines = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
        return column.input == .paragraph ? lines.trimmed : lines.split(whereSeparator: \.isNewline).joined(separator: " ").trimmed
    }

    /// Without rows in which nothing was written.
    var withoutEmptyRows: PlanSection {
        var section = self
        section.rows.removeAll { row in
            row.key.isEmpty && rowColumns.allSatisfy { $0.input == .comparison || (row.values[$0.name] ?? "").isEmpty }
        }
        return section
    }

    /// What is wrong, by the name of the field: `h.title`, `r.3.text`.
    var errors: [String: Phrase] {
        var errors: [String: Phrase] = [:]
        for column in headColumns { errors["h.\(column.name)"] = Self.error(head[column.name] ?? "", column) }
        for (place, row) in rows.enumerated() {
            for column in rowColumns { errors["r.\(place).\(column.name)"] = Self.error(row.values[column.name] ?? "", column) }
        }
        return errors
    }

    private static func error(_ value: String, _ column: Column) -> Phrase? {
        if value.isEmpty { return column.isRequired ? "請填寫這一欄。" : nil }
        if value.count > column.maximum { return "最多 \(column.maximum) 個字。" }
        switch column.input {
        case .line, .paragraph: return nil
        case .number: return target(value) == nil ? "請填數字。" : nil
        case .perspective: return Perspective(rawValue: value) == nil ? "請從清單中選擇。" : nil
        case .comparison: return Comparison(rawValue: value) == nil ? "請從清單中選擇。" : nil
        }
    }

    /// A number as people type it: full-width digits, a comma between thousands.
    static func target(_ text: String) -> Double? {
        let plain = Submission(values: ["n": text]).digits("n").filter { $0 != "," && $0 != "，" }
        return Double(plain).flatMap { $0.isFinite && abs($0) < 1e15 ? $0 : nil }
    }

    /// The form after a button that saves nothing.
    /// - Parameter theirs: the section as it is stored.
    func pressing(_ button: Button, theirs: PlanSection) -> PlanSection {
        var section = self
        switch button {
        case .save: break
        case .add:
            if section.rows.count < Self.mostRows { section.rows.append(Row(key: "", values: ["comparison": Comparison.atLeast.rawValue])) }
        case .up(let place) where rows.indices.contains(place) && place > 0: section.rows.swapAt(place, place - 1)
        case .down(let place) where rows.indices.contains(place) && place + 1 < rows.count: section.rows.swapAt(place, place + 1)
        case .remove(let place) where rows.indices.contains(place): section.rows.remove(at: place)
        case .takeHead(let name) where headColumns.contains { $0.name == name }: section.head[name] = theirs.head[name]
        case .takeRow(let key):
            guard let row = theirs.rows.first(where: { $0.key == key }) else { break }
            if let place = section.rows.firstIndex(where: { $0.key == key }) { section.rows[place] = row } else { section.rows.append(row) }
        case .up, .down, .remove, .takeHead: break
        }
        return section
    }
}
