public import Formats
public import Storage

/// A column of a list that is also a table.
public struct TableColumn: Sendable {
    /// For programs; a contract, like a member of JSON.
    public let name: String
    /// For people, at the head of a spreadsheet.
    public let title: Phrase
    public let width: SheetColumn.Width

    public init(_ name: StaticString, _ title: Phrase, _ width: SheetColumn.Width = .usual) {
        self.name = name.description
        self.title = title
        self.width = width
    }

    public init(_ column: PublicColumn) {
        name = column.name
        title = column.title
        width = column.width
    }
}

/// A list on its way out as a table, CSV or ODS as it was asked for. Rows are added while they are read, so no snapshot is held for a long one.
public struct TableReply {
    private let name: String
    private var csv: [UInt8] = []
    private let sheet: SpreadsheetWriter?

    fileprivate init(_ form: AnswerForm, _ name: String, title: String, columns: [TableColumn], t: Words) {
        self.name = name
        if form == .ods {
            sheet = SpreadsheetWriter(title: title, language: t.language.tag)
            sheet?.beginSheet(title, columns: columns.map { SheetColumn(t($0.title), $0.width) })
        } else {
            sheet = nil
            CSV.append(columns.map(\.name), to: &csv)
        }
    }

    public mutating func append(_ row: [SheetCell]) {
        if let sheet { sheet.append(row) } else { CSV.append(row.map(\.plain), to: &csv) }
    }

    /// The whole table.
    public func reply() throws -> Reply {
        guard let sheet else { return .csv(csv, name: name + ".csv") }
        return .download(try sheet.finish(), type: SpreadsheetWriter.type, name: name + ".ods")
    }
}

extension Call {
    /// A table to fill, where one is asked for; otherwise nil.
    /// - Parameters:
    ///   - name: of the file, without its ending: ASCII letters, digits, dots and hyphens.
    ///   - title: of the sheet.
    public func table(_ name: String, title: Phrase, columns: [TableColumn]) -> TableReply? {
        guard let form = request.form, AnswerForm.tables.contains(form) else { return nil }
        return TableReply(form, name, title: t(title), columns: columns, t: t)
    }
}

extension SheetCell {
    /// A moment; shown as the clocks of Taipei had it.
    public static func moment(_ instant: Instant) -> SheetCell { .moment(milliseconds: instant.milliseconds) }

    /// A cell where there is a value.
    public static func some<Value>(_ value: Value?, _ cell: (Value) -> SheetCell) -> SheetCell { value.map(cell) ?? .empty }
}
