/// The sheets of `content.xml` while it is read (ODF 1.3 part 3 §9.1). What repeats is only written out when something follows it: programs end a sheet
/// with a million empty rows.
final class SheetContent: XMLHandler {
    private(set) var sheets: [ReadSheet] = []
    private(set) var isTooLarge = false

    private let limits: SpreadsheetReader.Limits
    private var cells = 0
    /// Tables inside tables, and what stands beside the cells: not read.
    private var skipped = 0
    private var depth = 0
    private var row: [SheetCell] = []
    private var emptyCells = 0
    private var emptyRows = 0
    private var rowRepeat = 1
    private var cell: Cell?

    private struct Cell {
        let attributes: [String: String]
        let times: Int
        var paragraphs: [String] = []
        var text: ParagraphText?
    }

    init(_ limits: SpreadsheetReader.Limits) {
        self.limits = limits
    }

    func start(_ name: String, _ attributes: [String: String]) {
        guard !isTooLarge else { return }
        if skipped > 0 || Self.ignored.contains(name) || (name == "table:table" && cell != nil) {
            skipped += 1
            return
        }
        switch name {
        case "table:table":
            guard sheets.count < limits.sheets else { return fail() }
            sheets.append(ReadSheet(name: attributes["table:name"] ?? "", rows: []))
            emptyRows = 0
        case "table:table-row":
            (row, emptyCells) = ([], 0)
            rowRepeat = Self.count(attributes["table:number-rows-repeated"])
        case "table:table-cell", "table:covered-table-cell":
            cell = Cell(attributes: attributes, times: Self.count(attributes["table:number-columns-repeated"]))
        case "text:p", "text:h":
            if cell != nil { cell?.text = ParagraphText() }
        case "text:s": cell?.text?.append(blanks: Self.count(attributes["text:c"]))
        case "text:tab": cell?.text?.append(exactly: "\t")
        case "text:line-break": cell?.text?.append(exactly: "\n")
        default: break
        }
    }

    func end(_ name: String) {
        guard !isTooLarge else { return }
        if skipped > 0 {
            skipped -= 1
            return
        }
        switch name {
        case "table:table-row": endRow()
        case "table:table-cell", "table:covered-table-cell": endCell()
        case "text:p", "text:h":
            guard let text = cell?.text else { return }
            cell?.paragraphs.append(text.text)
            cell?.text = nil
        default: break
        }
    }

    func characters(_ text: String) {
        guard skipped == 0, !isTooLarge else { return }
        cell?.text?.append(words: text)
    }

    /// Notes on cells, drawings, changes that were tracked, and what a table was taken from.
    private static let ignored: Set<String> = [
        "office:annotation", "draw:frame", "table:shapes", "table:tracked-changes", "table:dde-links", "office:forms", "table:content-validations",
    ]

    private static func count(_ text: String?) -> Int { max(1, text.flatMap { Int($0) } ?? 1) }

    private func fail() { isTooLarge = true }

    private func endCell() {
        guard let cell else { return }
        self.cell = nil
        let value = SheetValue.read(cell.attributes, cell.paragraphs)
        if value == .empty {
            emptyCells = min(emptyCells + min(cell.times, limits.columns + 1), limits.columns + 1)
            return
        }
        let width = row.count + emptyCells
        guard width < limits.columns, cell.times <= limits.columns - width, cell.times <= limits.cells - cells else { return fail() }
        row += Array(repeating: .empty, count: emptyCells) + Array(repeating: value, count: cell.times)
        emptyCells = 0
        cells += cell.times
    }

    private func endRow() {
        guard !sheets.isEmpty else { return }
        if row.isEmpty {
            emptyRows = min(emptyRows + min(rowRepeat, limits.rows + 1), limits.rows + 1)
            return
        }
        let place = sheets.count - 1
        let height = sheets[place].rows.count + emptyRows
        // The cells of the row itself are counted already.
        let more = row.count.multipliedReportingOverflow(by: rowRepeat - 1)
        guard height < limits.rows, rowRepeat <= limits.rows - height, !more.overflow, more.partialValue <= limits.cells - cells else {
            return fail()
        }
        sheets[place].rows += Array(repeating: [], count: emptyRows) + Array(repeating: row, count: rowRepeat)
        emptyRows = 0
        cells += more.partialValue
        row = []
    }
}

/// Words of a paragraph: blanks in a row are one, and none at the ends, unless they are counted (ODF 1.3 part 3 §6.1.2).
struct ParagraphText {
    private(set) var text = ""
    private var isPending = false
    private var isAtStart = true

    mutating func append(words: String) {
        for scalar in words.unicodeScalars {
            switch scalar {
            case " ", "\t", "\n", "\r": isPending = !isAtStart
            default:
                if isPending { text.unicodeScalars.append(" ") }
                (isPending, isAtStart) = (false, false)
                text.unicodeScalars.append(scalar)
            }
        }
    }

    mutating func append(exactly words: String) {
        if isPending { text.unicodeScalars.append(" ") }
        (isPending, isAtStart) = (false, false)
        text += words
    }

    /// - Parameter blanks: at most so many as a cell's text may have.
    mutating func append(blanks: Int) { append(exactly: String(repeating: " ", count: min(blanks, 10_000))) }
}
