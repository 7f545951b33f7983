/// What a cell says, from its type and its value (ODF 1.3 part 3 §19.385).
enum SheetValue {
    static func read(_ attributes: [String: String], _ paragraphs: [String]) -> SheetCell {
        let words = paragraphs.joined(separator: "\n")
        switch attributes["office:value-type"] {
        case "float", "currency", "percentage":
            guard let text = attributes["office:value"], let number = Double(text), number.isFinite else { return text(words) }
            if attributes["office:value-type"] == "percentage" { return .percentage(number, places: 0) }
            guard let whole = Int64(exactly: number), !text.contains("."), !text.contains("e"), !text.contains("E") else { return .number(number) }
            return attributes["office:value-type"] == "currency" ? .money(whole) : .integer(whole)
        case "date":
            guard let text = attributes["office:date-value"] else { return Self.text(words) }
            if let date = CivilDate(iso: text) { return .date(date) }
            return moment(text).map { .moment(milliseconds: $0) } ?? Self.text(text)
        case "boolean": return attributes["office:boolean-value"].map { .bool($0 == "true") } ?? text(words)
        case "time": return text(attributes["office:time-value"] ?? words)
        // A text may stand in the attribute when what is shown is shorter.
        case "string": return text(attributes["office:string-value"] ?? words)
        default: return text(words)
        }
    }

    private static func text(_ words: String) -> SheetCell { words.isEmpty ? .empty : .text(words) }

    /// `2026-11-24T09:00:00.250` by the clocks of Taipei.
    private static func moment(_ text: String) -> Int64? {
        let parts = text.split(separator: "T", omittingEmptySubsequences: false)
        guard parts.count == 2, let day = CivilDate(iso: String(parts[0])) else { return nil }
        let clock = parts[1].split(separator: ":", omittingEmptySubsequences: false)
        guard clock.count == 3, let hour = Int64(clock[0]), let minute = Int64(clock[1]), let second = Double(clock[2]), (0...23).contains(hour),
            (0...59).contains(minute), second >= 0, second < 60
        else { return nil }
        let seconds = Int64(day.dayNumber) * 86_400 + hour * 3600 + minute * 60 - 8 * 3600
        return seconds * 1000 + Int64((second * 1000).rounded())
    }
}
