/// The one door for documents: bytes of any format that is read become a ``SourceDocument``, or a reason why not.
///
/// Nothing of a file is trusted: the format is what its bytes are, names inside it are never paths, sizes are counted while they grow, and what
/// parses PDF is a child process with limits that ends with the call.
public struct DocumentReader: Sendable {
    public var limits: Limits
    /// Reads the text of a PDF; an effect, so that it can be another program.
    public var converter: PDFConverter

    public init(limits: Limits = Limits(), converter: PDFConverter = .poppler) {
        self.limits = limits
        self.converter = converter
    }

    /// Reads a document, off the caller's thread and at most two at a time.
    /// - Parameter name: the file's name, of which only the ending is looked at; nil when it has none.
    public func document(_ bytes: [UInt8], named name: String?) async throws(DocumentError) -> SourceDocument {
        try await HeavyWork.reading.run { () throws(DocumentError) in try read(bytes, named: name) }.get()
    }

    /// Finds the outline of a document, off the caller's thread and at most two at a time.
    /// - Parameter marks: what a person says of single lines, by their number.
    /// - Throws: ``DocumentError/empty`` when no line has text.
    public func outline(of document: SourceDocument, marks: [Int: LineMark] = [:]) async throws(DocumentError) -> Outline {
        try await HeavyWork.reading.run { () throws(DocumentError) in try Outline(of: document, marks: marks) }.get()
    }

    /// Reads a document on the caller's thread, which waits for the child process.
    /// - Parameter name: the file's name, of which only the ending is looked at; nil when it has none.
    public func read(_ bytes: [UInt8], named name: String?) throws(DocumentError) -> SourceDocument {
        guard bytes.count <= limits.bytes else { throw .tooLarge(limit: limits.bytes >> 20) }
        let format = try FormatSniffer.format(of: bytes)
        if let name, let claimed = FileEnding(name), claimed.format != format {
            throw .wronglyNamed(found: format, extension: claimed.text)
        }
        let document =
            switch format {
            case .text: try SourceDocument(text: bytes)
            case .pdf: try converter.document(bytes, limits)
            case .odt: try OpenDocumentReader.read(bytes, limits)
            case .docx: try WordReader.read(bytes, limits)
            }
        guard document.lines.contains(where: { $0.text.unicodeScalars.contains { !$0.isBlank } }) else { throw .empty }
        return document
    }
}

/// The ending of a file's name, when it promises one of the formats that are read.
private struct FileEnding {
    let text: String
    let format: SourceDocument.Format

    init?(_ name: String) {
        guard let dot = name.lastIndex(of: ".") else { return nil }
        text = name[name.index(after: dot)...].lowercased()
        switch text {
        case "txt", "md", "markdown", "text": format = .text
        case "pdf": format = .pdf
        case "odt": format = .odt
        case "docx": format = .docx
        default: return nil
        }
    }
}
