/// `content.xml`: the words of the document.
struct ODTContent {
    let document: TextDocument
    /// In the order in which they were met.
    private(set) var pictures: [TextDocument.Picture] = []
    private var tables = 0
    private var columnStyles = ""
    private var headings = 0

    init(document: TextDocument) {
        self.document = document
    }

    mutating func xml() -> [UInt8] {
        var body = ""
        for block in document.blocks { body += xml(of: block) + "\n" }
        let styles = """
            <style:style style:name="Bold" style:family="text"><style:text-properties fo:font-weight="bold" style:font-weight-asian="bold"/></style:style>
            <style:style style:name="Grid" style:family="table"><style:table-properties style:width="17cm" table:align="margins"/></style:style>
            \(columnStyles)
            <style:style style:name="Cell" style:family="table-cell"><style:table-cell-properties fo:padding="0.1cm" fo:border="0.5pt solid #808080"/></style:style>
            <style:style style:name="Whole" style:family="table-row"><style:table-row-properties fo:keep-together="always"/></style:style>
            <style:style style:name="Picture" style:family="graphic"><style:graphic-properties text:anchor-type="as-char" style:vertical-pos="top" style:vertical-rel="baseline"/></style:style>
            <style:style style:name="Break" style:family="paragraph" style:parent-style-name="Standard"><style:paragraph-properties fo:break-before="page"/></style:style>
            """
        return Array(
            (OpenPackage.head
                + "<office:document-content \(OpenPackage.namespaces)><office:automatic-styles>\(styles)</office:automatic-styles><office:body><office:text>\n\(body)</office:text></office:body></office:document-content>")
                .utf8)
    }

    private mutating func xml(of block: TextDocument.Block) -> String {
        switch block {
        case .title(let text): return "<text:p text:style-name=\"Title\">\(OpenXML.words(text))</text:p>"
        case .heading(let text, let level):
            headings += 1
            let level = Self.level(level)
            return
                "<text:h text:style-name=\"Heading_20_\(level)\" text:outline-level=\"\(level)\"><text:bookmark text:name=\"h\(headings)\"/>\(OpenXML.words(text))</text:h>"
        case .paragraph(let text): return Self.paragraphs(text, style: "Text_20_body")
        case .runs(let runs, let style): return "<text:p text:style-name=\"\(style.rawValue)\">\(runs.map(Self.run).joined())</text:p>"
        case .fact(let name, let text):
            return
                "<text:p text:style-name=\"Text_20_body\"><text:span text:style-name=\"Bold\">\(OpenXML.words(name))：</text:span>\(OpenXML.words(text))</text:p>"
        case .list(let items, let isNumbered):
            return "<text:list text:style-name=\"\(isNumbered ? "Numbers" : "Marks")\">"
                + items.map { "<text:list-item>\(Self.paragraphs($0, style: "Text_20_body"))</text:list-item>" }.joined() + "</text:list>"
        case .table(let columns, let rows):
            tables += 1
            let widths = ODTColumns(columns, rows, table: tables)
            columnStyles += widths.styles
            return
                "<table:table table:name=\"Table\(tables)\" table:style-name=\"Grid\">\(widths.xml)"
                + "<table:table-header-rows>\(Self.row(columns, style: "Table_20_Heading"))</table:table-header-rows>"
                + rows.map { Self.row($0, style: "Table_20_Contents") }.joined() + "</table:table>"
        case .picture(let picture):
            pictures.append(picture)
            return xml(of: picture, number: pictures.count)
        case .contents(let title, let depth): return ODTIndex(document: document, title: title, depth: Self.level(depth)).xml
        case .pageBreak: return "<text:p text:style-name=\"Break\"/>"
        }
    }

    private func xml(of picture: TextDocument.Picture, number: Int) -> String {
        let (width, height) = (SheetNumber.text(picture.width, places: 2), SheetNumber.text(picture.height, places: 2))
        return
            "<text:p text:style-name=\"Standard\"><draw:frame draw:style-name=\"Picture\" draw:name=\"Picture\(number)\" text:anchor-type=\"as-char\""
            + " svg:width=\"\(width)cm\" svg:height=\"\(height)cm\"><draw:image xlink:href=\"\(Self.path(of: picture, number: number))\" xlink:type=\"simple\""
            + " xlink:show=\"embed\" xlink:actuate=\"onLoad\" draw:mime-type=\"\(picture.format.rawValue)\"/><svg:title>\(OpenXML.attribute(picture.title))</svg:title>"
            + "<svg:desc>\(OpenXML.attribute(picture.description))</svg:desc></draw:frame></text:p>"
    }

    static func path(of picture: TextDocument.Picture, number: Int) -> String {
        switch picture.format {
        case .png: "Pictures/\(number).png"
        case .jpeg: "Pictures/\(number).jpg"
        case .svg: "Pictures/\(number).svg"
        }
    }

    static func level(_ level: Int) -> Int { min(max(level, 1), 3) }

    private static func run(_ run: TextDocument.Run) -> String {
        switch run {
        case .text(let text): return OpenXML.words(text)
        case .strong(let text): return "<text:span text:style-name=\"Bold\">\(OpenXML.words(text))</text:span>"
        case .link(let text, let url):
            guard url.hasPrefix("https://") || url.hasPrefix("http://") || url.hasPrefix("mailto:") else { return OpenXML.words(text) }
            return "<text:a xlink:type=\"simple\" xlink:href=\"\(OpenXML.attribute(url))\">\(OpenXML.words(text))</text:a>"
        }
    }

    private static func row(_ cells: [String], style: String) -> String {
        "<table:table-row table:style-name=\"Whole\">"
            + cells.map {
                "<table:table-cell table:style-name=\"Cell\" office:value-type=\"string\">\(paragraphs($0, style: style))</table:table-cell>"
            }.joined() + "</table:table-row>"
    }

    /// A paragraph for each line.
    private static func paragraphs(_ text: String, style: String) -> String {
        OpenXML.lines(text).map { "<text:p text:style-name=\"\(style)\">\(OpenXML.words(String($0)))</text:p>" }.joined()
    }
}
