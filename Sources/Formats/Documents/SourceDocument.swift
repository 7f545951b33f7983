/// A document that came in, as lines: what every format is turned into before anything is understood.
///
/// A line is a line of the file in text, a line as set in PDF, and a paragraph, a row of a table or a footnote in ODT and DOCX.
public struct SourceDocument: Sendable, Equatable {
    /// What the bytes are, found by looking at them.
    public enum Format: String, Sendable, CaseIterable {
        case text, pdf, odt, docx
    }

    /// How the characters of a text were encoded.
    public enum Encoding: String, Sendable, CaseIterable {
        case utf8, utf16LittleEndian, utf16BigEndian
        /// Big5 as Windows writes it (code page 950).
        case big5
    }

    /// What the format itself says of a line.
    public enum Role: Sendable, Equatable {
        case text
        /// A line of a table of contents that the program made.
        case contents
        /// A row of a table, its cells separated by tabs. Rows of one table have the same number.
        case row(table: Int)
        case footnote
        /// Header or footer of every page.
        case furniture
    }

    public struct Line: Sendable, Equatable {
        /// From 1.
        public let number: Int
        /// From 1; nil in formats that are paged only when they are printed (ODT, DOCX).
        public let page: Int?
        /// As in the source, with the blanks at its ends; numbers that a program would have counted are written out.
        public let text: String
        public let role: Role
        /// 1 for the outermost, where the format marks the line as a heading.
        public let headingLevel: Int?
        /// Whether all of it is bold.
        public let isBold: Bool
        /// Height of the type in points, where the format says so for the whole line.
        public let size: Double?

        public init(
            number: Int, page: Int? = nil, text: String, role: Role = .text, headingLevel: Int? = nil, isBold: Bool = false, size: Double? = nil
        ) {
            self.number = number
            self.page = page
            self.text = text
            self.role = role
            self.headingLevel = headingLevel
            self.isBold = isBold
            self.size = size
        }
    }

    public let format: Format
    /// Nil unless the format is text.
    public let encoding: Encoding?
    public let lines: [Line]

    public init(format: Format, encoding: Encoding? = nil, lines: [Line]) {
        self.format = format
        self.encoding = encoding
        self.lines = lines
    }
}

extension SourceDocument {
    /// Plain text: UTF-8 or UTF-16 with or without byte order mark, or Big5.
    /// - Throws: ``DocumentError`` when it is none of these, or has no text.
    public init(text bytes: [UInt8]) throws(DocumentError) {
        guard !bytes.isEmpty else { throw .empty }
        let (text, encoding) = try TextDecoder.decode(bytes)
        self.init(format: .text, encoding: encoding, lines: try TextLines(text).lines)
    }
}
