/// Why a file cannot be read as an outline at all.
public enum OutlineError: Error, Sendable, Equatable {
    /// No character but blanks.
    case empty
    /// NUL bytes: a program's file, or text in UTF-16.
    case binary
    /// The first byte that is not UTF-8 stands in this line.
    case invalidUTF8(line: Int)
    /// A character that is no text, such as a bell or a backspace.
    case controlCharacter(line: Int)

    public func message(_ language: MessageLanguage) -> String {
        switch (self, language) {
        case (.empty, .chinese): "檔案沒有文字。"
        case (.empty, .english): "The file has no text."
        case (.binary, .chinese): "這不是純文字檔（含有 NUL 位元組），請另存為 UTF-8 純文字。"
        case (.binary, .english): "This is not a plain text file (it has NUL bytes); save it as UTF-8 text."
        case (.controlCharacter(let line), .chinese): "第 \(line) 行有看不見的控制字元，請刪除後再試。"
        case (.controlCharacter(let line), .english): "Line \(line) has an invisible control character; remove it and try again."
        case (.invalidUTF8(let line), .chinese): "第 \(line) 行不是 UTF-8 文字，請將檔案另存為 UTF-8。"
        case (.invalidUTF8(let line), .english): "Line \(line) is not UTF-8; save the file as UTF-8 text."
        }
    }
}

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
