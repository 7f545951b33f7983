/// A document to print or to send: what an OpenDocument text (ISO/IEC 26300, ODF 1.3) is made of here.
public struct TextDocument: Sendable {
    public enum Block: Sendable, Equatable {
        /// The document's own title, at the top.
        case title(String)
        /// - Parameter level: 1…3
        case heading(String, level: Int)
        case paragraph(String)
        /// A line in front of which its name stands in bold: 時間：….
        case fact(String, String)
        /// Items with numbers, or with marks.
        case list([String], isNumbered: Bool)
        /// Rows of as many cells as there are columns; the first row names them and is repeated on every page.
        case table(columns: [String], rows: [[String]])
    }

    public let title: String
    /// `zh-Hant-TW` or `en`.
    public let language: String
    public var blocks: [Block]

    public init(title: String, language: String, blocks: [Block]) {
        self.title = title
        self.language = language
        self.blocks = blocks
    }

    /// The file, as `application/vnd.oasis.opendocument.text`.
    public func odt() -> [UInt8] {
        var zip = StoredZip()
        // First and as it is, so that the type can be read at a fixed place (ODF 1.3 part 2 §3.3).
        zip.add("mimetype", Array(Self.type.utf8))
        zip.add("content.xml", Array(ODTContent(document: self).xml.utf8))
        zip.add("styles.xml", Array(ODTStyles.styles.utf8))
        zip.add("meta.xml", Array(ODTStyles.meta(title: title, language: language).utf8))
        zip.add("META-INF/manifest.xml", Array(ODTStyles.manifest.utf8))
        return zip.bytes
    }

    public static let type = "application/vnd.oasis.opendocument.text"
}
