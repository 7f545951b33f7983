/// Rows and cells in OpenDocument's XML (ODF 1.3 part 3 §9.1). A cell's value stands in an attribute, what is read in a paragraph.
enum SheetXML {
    static func append(_ cell: SheetCell, to xml: inout [UInt8]) {
        switch cell {
        case .empty: xml += "<table:table-cell/>".utf8
        case .text(let text): append(text, style: "words", to: &xml)
        case .integer(let number):
            guard number.magnitude <= UInt64(SheetNumber.largest) else { return append(String(number), style: "words", to: &xml) }
            append("float", "value", String(number), style: "whole", String(number), to: &xml)
        case .money(let number):
            guard number.magnitude <= UInt64(SheetNumber.largest) else { return append(String(number), style: "words", to: &xml) }
            append("currency", "value", String(number), style: "money", "NT$\(number)", more: " office:currency=\"TWD\"", to: &xml)
        case .number(let number):
            guard number.isFinite else { return append(String(number), style: "words", to: &xml) }
            append("float", "value", String(number), style: "plain", cell.plain, to: &xml)
        case .decimal(let number, let places):
            guard number.isFinite else { return append(String(number), style: "words", to: &xml) }
            let places = min(max(places, 0), 9)
            append("float", "value", String(number), style: "point\(places)", SheetNumber.text(number, places: places), to: &xml)
        case .percentage(let ratio, let places):
            guard ratio.isFinite else { return append(String(ratio), style: "words", to: &xml) }
            let places = min(max(places, 0), 9)
            append("percentage", "value", String(ratio), style: "share\(places)", SheetNumber.text(ratio * 100, places: places) + "%", to: &xml)
        case .date(let date): append("date", "date-value", date.iso, style: "day", date.iso, to: &xml)
        case .moment(let milliseconds):
            let local = SheetNumber.taipei(milliseconds)
            append("date", "date-value", local, style: "moment", "\(local.prefix(10)) \(local.dropFirst(11).prefix(8))", to: &xml)
        case .bool(let value): append("boolean", "boolean-value", value ? "true" : "false", style: "yesno", value ? "TRUE" : "FALSE", to: &xml)
        case .link(let text, let url):
            guard url.hasPrefix("https://") || url.hasPrefix("http://") || url.hasPrefix("mailto:") else {
                return append(text, style: "words", to: &xml)
            }
            xml +=
                "<table:table-cell table:style-name=\"words\" office:value-type=\"string\"><text:p><text:a xlink:type=\"simple\" xlink:href=\"".utf8
            OpenXML.append(attribute: url, to: &xml)
            xml += "\">".utf8
            OpenXML.append(words: text, to: &xml)
            xml += "</text:a></text:p></table:table-cell>".utf8
        }
    }

    /// Words, a paragraph for each line.
    static func append(_ text: String, style: StaticString, to xml: inout [UInt8]) {
        xml += "<table:table-cell table:style-name=\"\(style)\" office:value-type=\"string\">".utf8
        for line in OpenXML.lines(text) {
            xml += "<text:p>".utf8
            OpenXML.append(words: String(line), to: &xml)
            xml += "</text:p>".utf8
        }
        xml += "</table:table-cell>".utf8
    }

    private static func append(
        _ type: String, _ attribute: String, _ value: String, style: String, _ shown: String, more: String = "", to xml: inout [UInt8]
    ) {
        xml += "<table:table-cell table:style-name=\"\(style)\" office:value-type=\"\(type)\" office:\(attribute)=\"\(value)\"\(more)><text:p>".utf8
        xml += "\(shown)</text:p></table:table-cell>".utf8
    }
}
