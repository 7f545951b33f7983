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
    /// Numbers are missing before this one. `lost` is a line that reads like the heading whose number was lost.
    case gap(line: Int, marker: String, expected: Int, lost: Int?)
    /// The same number as the heading before it.
    case repeated(line: Int, marker: String)
    /// The series begins again at 1, `after` being its last number.
    case restarts(line: Int, marker: String, after: Int)
    /// A heading that stands before or after its place.
    case outOfOrder(line: Int, marker: String, expected: Int)
    /// The table of contents, in this line, lists a heading that the text does not have.
    case notInBody(line: Int, title: String)

    public var line: Int {
        switch self {
        case .notInSeries(let line, _, _), .insideSentence(let line, _), .startsLate(let line, _), .numberKept(let line, _),
            .gap(let line, _, _, _), .repeated(let line, _), .restarts(let line, _, _), .outOfOrder(let line, _, _), .notInBody(let line, _):
            line
        }
    }

    public func message(_ language: MessageLanguage) -> String {
        switch language {
        case .chinese: chinese
        case .english: english
        }
    }

    private var chinese: String {
        switch self {
        case .notInSeries(let line, let marker, let expected?): "第 \(line) 行「\(marker)」未接續編號（應為第 \(expected) 項），視為內文。"
        case .notInSeries(let line, let marker, nil): "第 \(line) 行「\(marker)」不是從 1 開始的新編號，視為內文。"
        case .insideSentence(let line, let marker): "第 \(line) 行「\(marker)」在句子中間，視為內文。"
        case .startsLate(let line, let marker): "第 \(line) 行編號由「\(marker)」開始，視為節錄文件的標題。"
        case .numberKept(let line, let text): "第 \(line) 行只有數字「\(text)」，但句子需要它，視為內文。"
        case .gap(let line, let marker, let expected, let lost?): "第 \(line) 行「\(marker)」之前少了第 \(expected) 項；第 \(lost) 行可能是它的標題，只是沒有編號。"
        case .gap(let line, let marker, let expected, nil): "第 \(line) 行「\(marker)」之前少了第 \(expected) 項，仍視為標題。"
        case .repeated(let line, let marker): "第 \(line) 行「\(marker)」和前一個標題的編號相同，仍視為標題。"
        case .restarts(let line, let marker, let last): "第 \(line) 行「\(marker)」在第 \(last) 項之後重新開始編號。"
        case .outOfOrder(let line, let marker, let expected): "第 \(line) 行「\(marker)」沒有照順序（應為第 \(expected) 項），仍視為標題。"
        case .notInBody(let line, let title): "第 \(line) 行目錄列出的「\(title)」，內文裡找不到。"
        }
    }

    private var english: String {
        switch self {
        case .notInSeries(let line, let marker, let expected?):
            "Line \(line): \(marker) does not continue its series (\(expected) would); taken as text."
        case .notInSeries(let line, let marker, nil): "Line \(line): \(marker) does not begin a series at 1; taken as text."
        case .insideSentence(let line, let marker): "Line \(line): \(marker) stands inside a sentence; taken as text."
        case .startsLate(let line, let marker): "Line \(line): numbering begins with \(marker); taken as a heading of an excerpt."
        case .numberKept(let line, let text): "Line \(line): only the number \(text), which the sentence needs; taken as text."
        case .gap(let line, let marker, let expected, let lost?):
            "Line \(line): number \(expected) is missing before \(marker); line \(lost) may be its heading without the number."
        case .gap(let line, let marker, let expected, nil):
            "Line \(line): number \(expected) is missing before \(marker); taken as a heading all the same."
        case .repeated(let line, let marker): "Line \(line): \(marker) repeats the number before it; taken as a heading all the same."
        case .restarts(let line, let marker, let last): "Line \(line): numbering begins again with \(marker) after number \(last)."
        case .outOfOrder(let line, let marker, let expected):
            "Line \(line): \(marker) is out of order (\(expected) would follow); taken as a heading all the same."
        case .notInBody(let line, let title): "Line \(line): the table of contents lists \(title), which the text does not have."
        }
    }
}
