/// Why a file is not a year's office calendar. Nothing of it was kept.
public enum OfficeCalendarError: Error, Sendable, Equatable {
    case notText
    case notATable
    case noHeader
    case empty
    /// All of them, by line.
    case faults([OfficeCalendarFault])

    /// One sentence each: what is wrong and where.
    public func messages(_ language: MessageLanguage) -> [String] {
        let isChinese = language == .chinese
        switch self {
        case .notText: return [isChinese ? "檔案不是 UTF-8 也不是 Big5 文字。" : "The file is text neither in UTF-8 nor in Big5."]
        case .notATable: return [isChinese ? "檔案不是 CSV：引號沒有成對。" : "The file is no CSV: its quotes do not match."]
        case .noHeader:
            return [
                isChinese
                    ? "找不到欄名「西元日期、星期、是否放假、備註」，請用人事行政總處公布的檔案。"
                    : "The columns 西元日期, 星期, 是否放假 and 備註 are not there; use the file that the DGPA publishes."
            ]
        case .empty: return [isChinese ? "檔案裡沒有任何一天。" : "There is not a single day in the file."]
        case .faults(let faults): return faults.map { $0.message(language) }
        }
    }
}

/// One thing wrong with one line.
public struct OfficeCalendarFault: Sendable, Equatable {
    public enum Kind: Sendable, Equatable {
        case badDate(String)
        case wrongWeekday(String, is: String)
        /// 是否放假 is neither 0 nor 2.
        case badMark(String)
        /// The day was in an earlier line.
        case repeated(Int)
        case otherYear(Int, expected: Int)
        /// The file ends without it.
        case missingDay(CivilDate)
    }

    public let line: Int
    public let kind: Kind

    public init(line: Int, kind: Kind) {
        self.line = line
        self.kind = kind
    }

    func message(_ language: MessageLanguage) -> String {
        language == .chinese ? "第 \(line) 行：\(chinese)" : "Line \(line): \(english)"
    }

    private var chinese: String {
        switch kind {
        case .badDate(let text): "「\(text)」不是日期。"
        case .wrongWeekday(let text, let right): "星期寫「\(text)」，那一天是星期\(right)。"
        case .badMark(let text): "是否放假寫「\(text)」，應為 0 或 2。"
        case .repeated(let line): "和第 \(line) 行是同一天。"
        case .otherYear(let year, let expected): "是 \(year) 年，其他各行是 \(expected) 年。"
        case .missingDay(let date): "到這裡結束，少了 \(date.iso)。"
        }
    }

    private var english: String {
        switch kind {
        case .badDate(let text): "\"\(text)\" is no date."
        case .wrongWeekday(let text, let right): "the weekday says \(text), but that day is 星期\(right)."
        case .badMark(let text): "是否放假 says \"\(text)\"; it has to be 0 or 2."
        case .repeated(let line): "the same day as line \(line)."
        case .otherYear(let year, let expected): "is of \(year), while the other lines are of \(expected)."
        case .missingDay(let date): "the file ends here without \(date.iso)."
        }
    }
}
