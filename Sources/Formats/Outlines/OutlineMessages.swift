/// A line that looks like a heading or a page number and was not taken for one, or the other way round. Lines count from 1.
public enum OutlineWarning: Sendable, Equatable {
    /// The number does not continue its series, so the line is text. `expected` is the number that would, nil when no series is open.
    case notInSeries(line: Int, marker: String, expected: Int?)
    /// The number stands inside a sentence that was wrapped before it, so the line is text.
    case insideSentence(line: Int, marker: String)
    /// The document's first line begins with this number, not with 1; it was taken for a heading of an excerpt.
    case startsLate(line: Int, marker: String)
    /// A line that is only a number, kept as text because the sentence needs it.
    case numberKept(line: Int, text: String)

    public var line: Int {
        switch self {
        case .notInSeries(let line, _, _), .insideSentence(let line, _), .startsLate(let line, _), .numberKept(let line, _): line
        }
    }

    public func message(_ language: MessageLanguage) -> String {
        switch (self, language) {
        case (.notInSeries(let line, let marker, let expected?), .chinese): "第 \(line) 行「\(marker)」未接續編號（應為第 \(expected) 項），視為內文。"
        case (.notInSeries(let line, let marker, let expected?), .english):
            "Line \(line): \(marker) does not continue its series (\(expected) would); taken as text."
        case (.notInSeries(let line, let marker, nil), .chinese): "第 \(line) 行「\(marker)」不是從 1 開始的新編號，視為內文。"
        case (.notInSeries(let line, let marker, nil), .english): "Line \(line): \(marker) does not begin a series at 1; taken as text."
        case (.insideSentence(let line, let marker), .chinese): "第 \(line) 行「\(marker)」在句子中間，視為內文。"
        case (.insideSentence(let line, let marker), .english): "Line \(line): \(marker) stands inside a sentence; taken as text."
        case (.startsLate(let line, let marker), .chinese): "第 \(line) 行編號由「\(marker)」開始，視為節錄文件的標題。"
        case (.startsLate(let line, let marker), .english): "Line \(line): numbering begins with \(marker); taken as a heading of an excerpt."
        case (.numberKept(let line, let text), .chinese): "第 \(line) 行只有數字「\(text)」，但句子需要它，視為內文。"
        case (.numberKept(let line, let text), .english): "Line \(line): only the number \(text), which the sentence needs; taken as text."
        }
    }
}
