/// A document to print or to send: what an OpenDocument text (ISO/IEC 26300, ODF 1.3) is made of here.
public struct TextDocument: Sendable {
    public enum Block: Sendable, Equatable {
        /// The document's own title, at the top.
        case title(String)
        /// - Parameter level: 1…3
        case heading(String, level: Int)
        case paragraph(String)
        /// A paragraph whose words differ among themselves, or that looks other than the text around it.
        case runs([Run], Style)
        /// A line in front of which its name stands in bold: 時間：….
        case fact(String, String)
        /// Items with numbers, or with marks.
        case list([String], isNumbered: Bool)
        /// Rows of as many cells as there are columns; the first row names them and is repeated on every page.
        case table(columns: [String], rows: [[String]])
        case picture(Picture)
        /// The headings down to a level, each leading to its place.
        case contents(title: String, depth: Int)
        case pageBreak
    }

    /// Words of a paragraph.
    public enum Run: Sendable, Equatable {
        case text(String)
        case strong(String)
        /// - Parameter url: `https:`, `http:` or `mailto:`; otherwise the words alone are kept.
        case link(String, url: String)
    }

    /// How a paragraph looks.
    public enum Style: String, Sendable, CaseIterable {
        case body = "Text_20_body"
        /// Smaller: sources and remarks.
        case note = "Note"
        /// What somebody said, set in.
        case quote = "Quotations"
        /// At the right-hand side: dates and names below a letter.
        case right = "Right"
    }

    /// A picture with the words that stand for it where it cannot be seen.
    public struct Picture: Sendable, Equatable {
        public enum Format: String, Sendable {
            case png = "image/png"
            case jpeg = "image/jpeg"
            case svg = "image/svg+xml"
        }

        public let bytes: [UInt8]
        public let format: Format
        /// What it is, in a few words (`svg:title`).
        public let title: String
        /// What it shows, for who does not see it (`svg:desc`).
        public let description: String
        /// Centimetres; 17 is the width of the text.
        public let width: Double
        public let height: Double

        public init(_ bytes: [UInt8], _ format: Format, title: String, description: String, width: Double, height: Double) {
            self.bytes = bytes
            self.format = format
            self.title = title
            self.description = description
            self.width = width
            self.height = height
        }
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
    /// - Throws: when it would be larger than four gigabytes.
    public func odt() throws -> [UInt8] {
        let zip = ZipWriter()
        OpenPackage.begin(zip, type: Self.type)
        var content = ODTContent(document: self)
        var files = [(path: "content.xml", type: "text/xml"), (path: "styles.xml", type: "text/xml"), (path: "meta.xml", type: "text/xml")]
        try zip.add("content.xml", content.xml())
        try zip.add("styles.xml", Array(ODTStyles.styles.utf8))
        try zip.add("meta.xml", Array(OpenPackage.meta(title: title, language: language).utf8))
        // Pictures are packed already.
        for (index, picture) in content.pictures.enumerated() {
            let path = ODTContent.path(of: picture, number: index + 1)
            zip.store(path, picture.bytes)
            files.append((path, picture.format.rawValue))
        }
        try zip.add("META-INF/manifest.xml", Array(OpenPackage.manifest(type: Self.type, files: files).utf8))
        return zip.finish()
    }

    public static let type = "application/vnd.oasis.opendocument.text"
}
