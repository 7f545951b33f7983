/// `content.xml`: the words of the document.
struct ODTContent {
    let document: TextDocument

    var xml: String {
        var tables = 0
        let body = document.blocks.map { block in
            if case .table = block { tables += 1 }
            return xml(of: block, table: tables)
        }.joined(separator: "\n")
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" office:version="1.3">
            <office:automatic-styles>
            <style:style style:name="Bold" style:family="text"><style:text-properties fo:font-weight="bold" style:font-weight-asian="bold"/></style:style>
            <style:style style:name="Grid" style:family="table"><style:table-properties style:width="17cm" table:align="margins"/></style:style>
            <style:style style:name="Cell" style:family="table-cell"><style:table-cell-properties fo:padding="0.1cm" fo:border="0.5pt solid #808080"/></style:style>
            </office:automatic-styles>
            <office:body><office:text>
            \(body)
            </office:text></office:body></office:document-content>
            """
    }

    private func xml(of block: TextDocument.Block, table: Int) -> String {
        switch block {
        case .title(let text): "<text:p text:style-name=\"Title\">\(Self.words(text))</text:p>"
        case .heading(let text, let level):
            "<text:h text:style-name=\"Heading_20_\(min(max(level, 1), 3))\" text:outline-level=\"\(min(max(level, 1), 3))\">\(Self.words(text))</text:h>"
        case .paragraph(let text): Self.paragraphs(text, style: "Text_20_body")
        case .fact(let name, let text):
            "<text:p text:style-name=\"Text_20_body\"><text:span text:style-name=\"Bold\">\(Self.words(name))：</text:span>\(Self.words(text))</text:p>"
        case .list(let items, let isNumbered):
            "<text:list text:style-name=\"\(isNumbered ? "Numbers" : "Marks")\">"
                + items.map { "<text:list-item>\(Self.paragraphs($0, style: "Text_20_body"))</text:list-item>" }.joined() + "</text:list>"
        case .table(let columns, let rows):
            "<table:table table:name=\"Table\(table)\" table:style-name=\"Grid\"><table:table-column table:number-columns-repeated=\"\(columns.count)\"/>"
                + "<table:table-header-rows>\(Self.row(columns, style: "Table_20_Heading"))</table:table-header-rows>"
                + rows.map { Self.row($0, style: "Table_20_Contents") }.joined() + "</table:table>"
        }
    }

    private static func row(_ cells: [String], style: String) -> String {
        "<table:table-row>"
            + cells.map {
                "<table:table-cell table:style-name=\"Cell\" office:value-type=\"string\">\(paragraphs($0, style: style))</table:table-cell>"
            }.joined() + "</table:table-row>"
    }

    /// A paragraph for each line.
    private static func paragraphs(_ text: String, style: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { "<text:p text:style-name=\"\(style)\">\(words(String($0)))</text:p>" }
            .joined()
    }

    /// Escaped; control characters, which XML 1.0 does not know, are left out.
    static func words(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "\t": result += "<text:tab/>"
            default:
                if scalar.value >= 0x20 && scalar.value != 0xFFFE && scalar.value != 0xFFFF { result.unicodeScalars.append(scalar) }
            }
        }
        return result
    }
}
