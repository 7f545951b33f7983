/// Writes an OpenDocument spreadsheet (ISO/IEC 26300, ODF 1.3) while its rows come; what is in memory is the packed file and one block of rows.
public final class SpreadsheetWriter {
    public static let type = "application/vnd.oasis.opendocument.spreadsheet"
    /// What one sheet takes, its row of headings included; the rows after it go on in another.
    static let mostRows = 1_048_576

    private let title: String
    private let language: String
    private let rowsInSheet: Int
    private let zip = ZipWriter()
    private var block: [UInt8] = []
    private var names: [String] = []
    private var columns: [SheetColumn] = []
    private var rows = 0
    private var isOpen = false
    private var error: ZipWriter.TooLarge?

    /// - Parameters:
    ///   - title: in the file's properties.
    ///   - language: `zh-Hant-TW` or `en`.
    public convenience init(title: String, language: String) {
        self.init(title: title, language: language, rowsInSheet: Self.mostRows)
    }

    init(title: String, language: String, rowsInSheet: Int) {
        self.title = title
        self.language = language
        self.rowsInSheet = rowsInSheet
        OpenPackage.begin(zip, type: Self.type)
        zip.begin("content.xml")
        let start = "<office:document-content \(OpenPackage.namespaces)><office:automatic-styles>"
        block += (OpenPackage.head + start + SheetStyles.automatic + "</office:automatic-styles><office:body><office:spreadsheet>").utf8
    }

    /// Begins a sheet with its headings, which stay in sight and are printed on every page.
    public func beginSheet(_ name: String, columns: [SheetColumn]) {
        endSheet()
        self.columns = columns
        rows = 1
        isOpen = true
        names.append(free(name))
        block += "<table:table table:style-name=\"sheet\" table:name=\"".utf8
        OpenXML.append(attribute: names[names.count - 1], to: &block)
        block += "\">".utf8
        for column in columns { block += "<table:table-column table:style-name=\"\(column.width.rawValue)\"/>".utf8 }
        guard !columns.isEmpty else { return block += "<table:table-column/>".utf8 }
        block += "<table:table-header-rows><table:table-row table:style-name=\"row\">".utf8
        for column in columns { SheetXML.append(column.title, style: "head", to: &block) }
        block += "</table:table-row></table:table-header-rows>".utf8
    }

    /// Adds a row to the sheet that was begun last.
    public func append(_ row: [SheetCell]) {
        if rows == rowsInSheet { beginSheet(names.last ?? "", columns: columns) }
        rows += 1
        block += "<table:table-row table:style-name=\"row\">".utf8
        for cell in row { SheetXML.append(cell, to: &block) }
        if row.isEmpty { block += "<table:table-cell/>".utf8 }
        block += "</table:table-row>".utf8
        if block.count >= 1 << 16 { flush() }
    }

    /// The file.
    /// - Throws: when it would be larger than a spreadsheet program opens (4 GB of XML).
    public func finish() throws -> [UInt8] {
        if names.isEmpty { beginSheet(title, columns: []) }
        if rows == 1 && columns.isEmpty { append([]) }
        endSheet()
        block += "</office:spreadsheet></office:body></office:document-content>".utf8
        flush()
        zip.end()
        if let error { throw error }
        let xml = "text/xml"
        try zip.add("styles.xml", Array(SheetStyles.document.utf8))
        try zip.add("meta.xml", Array(OpenPackage.meta(title: title, language: language).utf8))
        try zip.add("settings.xml", Array(SheetStyles.settings(sheets: names).utf8))
        let files = ["content.xml", "styles.xml", "meta.xml", "settings.xml"].map { (path: $0, type: xml) }
        try zip.add("META-INF/manifest.xml", Array(OpenPackage.manifest(type: Self.type, files: files).utf8))
        return zip.finish()
    }

    private func endSheet() {
        guard isOpen else { return }
        block += "</table:table>".utf8
        isOpen = false
    }

    private func flush() {
        // After the first failure nothing more is kept: the file is refused at its end.
        if error == nil { do { try zip.write(block[...]) } catch { self.error = error } }
        block.removeAll(keepingCapacity: true)
    }

    /// A name that spreadsheet programs take: at most 31 characters, none of those that stand in addresses of cells, and no other sheet's.
    private func free(_ name: String) -> String {
        let kept = String(name.filter { !"[]*?:/\\'".contains($0) && !$0.isNewline }.prefix(31))
        let stem = kept.isEmpty ? "1" : kept
        var candidate = stem
        var number = 2
        while names.contains(candidate) {
            candidate = "\(stem.prefix(26)) (\(number))"
            number += 1
        }
        return candidate
    }
}
