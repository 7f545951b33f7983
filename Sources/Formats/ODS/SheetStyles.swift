/// How the cells, columns and pages of a spreadsheet look. All are declared before the first row, for rows are written as they come.
enum SheetStyles {
    /// The automatic styles of `content.xml`.
    static let automatic: String = {
        let places = 0...9
        let numbers =
            places.map { "<number:number-style style:name=\"n\($0)\">\(digits($0))</number:number-style>" }
            + places.map {
                "<number:percentage-style style:name=\"p\($0)\">\(digits($0, grouping: false))<number:text>%</number:text></number:percentage-style>"
            }
        let cells = places.map { cell("point\($0)", data: "n\($0)", end: true) + cell("share\($0)", data: "p\($0)", end: true) }
        let columns = SheetColumn.Width.allCases.map {
            "<style:style style:name=\"\($0.rawValue)\" style:family=\"table-column\"><style:table-column-properties style:column-width=\"\($0.centimetres)\"/></style:style>"
        }
        return numbers.joined() + dates + money + cells.joined() + columns.joined()
            + cell("whole", data: "n0", end: true) + cell("day", data: "d", end: false) + cell("moment", data: "t", end: false)
            + cell("yesno", data: "b", end: false) + cell("money", data: "m", end: true)
                + """
                <style:style style:name="words" style:family="table-cell" style:parent-style-name="Default"><style:table-cell-properties style:vertical-align="top" fo:wrap-option="wrap"/></style:style>
                <style:style style:name="plain" style:family="table-cell" style:parent-style-name="Default"><style:table-cell-properties style:vertical-align="top"/><style:paragraph-properties fo:text-align="end"/></style:style>
                <style:style style:name="head" style:family="table-cell" style:parent-style-name="Default"><style:table-cell-properties style:vertical-align="middle" fo:wrap-option="wrap" fo:background-color="#E7ECEF" fo:border-bottom="0.75pt solid #404040"/><style:text-properties fo:font-weight="bold" style:font-weight-asian="bold"/></style:style>
                <style:style style:name="sheet" style:family="table" style:master-page-name="Default"><style:table-properties table:display="true"/></style:style>
                <style:style style:name="row" style:family="table-row"><style:table-row-properties style:use-optimal-row-height="true"/></style:style>
                """
    }()

    private static let dates = """
        <number:date-style style:name="d"><number:year number:style="long"/><number:text>-</number:text><number:month number:style="long"/><number:text>-</number:text><number:day number:style="long"/></number:date-style><number:date-style style:name="t"><number:year number:style="long"/><number:text>-</number:text><number:month number:style="long"/><number:text>-</number:text><number:day number:style="long"/><number:text> </number:text><number:hours number:style="long"/><number:text>:</number:text><number:minutes number:style="long"/><number:text>:</number:text><number:seconds number:style="long"/></number:date-style><number:boolean-style style:name="b"><number:boolean/></number:boolean-style>
        """

    private static let money = """
        <number:currency-style style:name="m"><number:currency-symbol number:language="zh" number:country="TW">NT$</number:currency-symbol><number:number number:decimal-places="0" number:min-integer-digits="1" number:grouping="true"/></number:currency-style>
        """

    /// `styles.xml`: the font, and pages that lie on their side, named and numbered.
    static let document =
        OpenPackage.head + """
            <office:document-styles \(OpenPackage.namespaces)>
            <office:font-face-decls><style:font-face style:name="Body" svg:font-family="'Noto Sans CJK TC', '微軟正黑體', sans-serif"/></office:font-face-decls>
            <office:styles><style:default-style style:family="table-cell"><style:text-properties style:font-name="Body" style:font-name-asian="Body" fo:font-size="11pt" style:font-size-asian="11pt" fo:language="en" fo:country="US" style:language-asian="zh" style:country-asian="TW"/></style:default-style><style:style style:name="Default" style:family="table-cell"/></office:styles>
            <office:automatic-styles><style:page-layout style:name="Page"><style:page-layout-properties fo:page-width="29.7cm" fo:page-height="21cm" fo:margin="1.5cm" style:print-orientation="landscape" style:scale-to-X="1" style:scale-to-Y="0"/><style:header-style/><style:footer-style/></style:page-layout></office:automatic-styles>
            <office:master-styles><style:master-page style:name="Default" style:page-layout-name="Page"><style:header><text:p><text:sheet-name>???</text:sheet-name></text:p></style:header><style:footer><text:p><text:page-number>1</text:page-number> / <text:page-count>1</text:page-count></text:p></style:footer></style:master-page></office:master-styles>
            </office:document-styles>
            """

    /// `settings.xml`: the row of headings stays while one scrolls.
    static func settings(sheets: [String]) -> String {
        func item(_ name: String, _ type: String, _ value: String) -> String {
            "<config:config-item config:name=\"\(name)\" config:type=\"\(type)\">\(value)</config:config-item>"
        }
        let split =
            item("VerticalSplitMode", "short", "2") + item("VerticalSplitPosition", "int", "1") + item("ActiveSplitRange", "short", "2")
            + item("PositionBottom", "int", "1")
        let entries = sheets.map {
            "<config:config-item-map-entry config:name=\"\(OpenXML.attribute($0))\">\(split)</config:config-item-map-entry>"
        }.joined()
        return OpenPackage.head
            + "<office:document-settings xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:config=\"urn:oasis:names:tc:opendocument:xmlns:config:1.0\" xmlns:ooo=\"http://openoffice.org/2004/office\" office:version=\"1.3\"><office:settings><config:config-item-set config:name=\"ooo:view-settings\"><config:config-item-map-indexed config:name=\"Views\"><config:config-item-map-entry>\(item("ViewId", "string", "view1"))<config:config-item-map-named config:name=\"Tables\">\(entries)</config:config-item-map-named></config:config-item-map-entry></config:config-item-map-indexed></config:config-item-set></office:settings></office:document-settings>"
    }

    private static func digits(_ places: Int, grouping: Bool = true) -> String {
        "<number:number number:decimal-places=\"\(places)\" number:min-decimal-places=\"\(places)\" number:min-integer-digits=\"1\"\(grouping ? " number:grouping=\"true\"" : "")/>"
    }

    private static func cell(_ name: String, data: String, end: Bool) -> String {
        "<style:style style:name=\"\(name)\" style:family=\"table-cell\" style:parent-style-name=\"Default\" style:data-style-name=\"\(data)\"><style:table-cell-properties style:vertical-align=\"top\"/>\(end ? "<style:paragraph-properties fo:text-align=\"end\"/>" : "")</style:style>"
    }
}
