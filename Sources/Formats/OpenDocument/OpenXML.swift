/// Text in the XML of an OpenDocument. What XML 1.0 does not know, and control characters that mean nothing in a document, are left out.
enum OpenXML {
    /// Words of a paragraph, whose blanks ODF joins into one, and drops at the ends, unless they are counted (ODF 1.3 part 3 §6.1.2).
    static func append(words text: String, to xml: inout [UInt8]) {
        var blanks = 0
        var isFirst = true
        func flush(atEnd: Bool) {
            guard blanks > 0 else { return }
            var counted = blanks
            if !isFirst && !atEnd {
                xml.append(0x20)
                counted -= 1
            }
            if counted > 0 { xml += "<text:s text:c=\"\(counted)\"/>".utf8 }
            blanks = 0
        }
        for scalar in text.unicodeScalars {
            if scalar == " " {
                blanks += 1
                continue
            }
            guard scalar == "\t" || isKnown(scalar) else { continue }
            flush(atEnd: false)
            isFirst = false
            if scalar == "\t" { xml += "<text:tab/>".utf8 } else { append(scalar, to: &xml) }
        }
        flush(atEnd: true)
    }

    /// The value of an attribute in double quotes.
    static func append(attribute text: String, to xml: inout [UInt8]) {
        for scalar in text.unicodeScalars {
            // A line break in an attribute would become a blank (XML 1.0 §3.3.3).
            if scalar == "\n" { xml += "&#10;".utf8 } else if isKnown(scalar) { append(scalar, to: &xml) }
        }
    }

    /// Lines as somebody typed them: each becomes a paragraph. Other characters that break lines, such as a vertical tab, mean nothing here.
    static func lines(_ text: String) -> [Substring] {
        text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" || $0 == "\r" }
    }

    static func words(_ text: String) -> String {
        var xml: [UInt8] = []
        append(words: text, to: &xml)
        return String(decoding: xml, as: UTF8.self)
    }

    static func attribute(_ text: String) -> String {
        var xml: [UInt8] = []
        append(attribute: text, to: &xml)
        return String(decoding: xml, as: UTF8.self)
    }

    private static func isKnown(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case ..<0x20, 0x7F...0x9F, 0xFFFE, 0xFFFF: false
        default: true
        }
    }

    private static func append(_ scalar: Unicode.Scalar, to xml: inout [UInt8]) {
        switch scalar {
        case "&": xml += "&amp;".utf8
        case "<": xml += "&lt;".utf8
        case ">": xml += "&gt;".utf8
        case "\"": xml += "&quot;".utf8
        default: xml += UTF8.encode(scalar)!
        }
    }
}
