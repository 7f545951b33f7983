/// Turns a PDF into text.
public struct PDFConverter: Sendable {
    /// Text as laid out, each page ended by a form feed; or why there is none.
    public var text: @Sendable (_ pdf: [UInt8], _ limits: DocumentReader.Limits) throws(DocumentError) -> [UInt8]
    /// Text of scanned pages, found by looking at them. Nil where no program for it is installed.
    public var recognise: @Sendable (_ pdf: [UInt8], _ pages: Int, _ limits: DocumentReader.Limits) throws(DocumentError) -> [UInt8]?

    public init(
        text: @escaping @Sendable ([UInt8], DocumentReader.Limits) throws(DocumentError) -> [UInt8],
        recognise: @escaping @Sendable ([UInt8], Int, DocumentReader.Limits) throws(DocumentError) -> [UInt8]?
    ) {
        self.text = text
        self.recognise = recognise
    }

    func document(_ pdf: [UInt8], _ limits: DocumentReader.Limits) throws(DocumentError) -> SourceDocument {
        guard Self.isWhole(pdf) else { throw .damaged(.pdf) }
        var text = try text(pdf, limits)
        if !Self.hasText(text) {
            let pages = text.count { $0 == 0x0C }
            guard pages > 0 else { throw .damaged(.pdf) }
            guard let recognised = try recognise(pdf, pages, limits), Self.hasText(recognised) else { throw .scanned(pages: pages) }
            text = recognised
        }
        // Fonts without a character map print control characters; they say nothing.
        text.removeAll { $0 < 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0C || $0 == 0x7F }
        return SourceDocument(format: .pdf, lines: try TextLines(String(decoding: text, as: UTF8.self)).lines)
    }

    /// The end is marked within the last kilobyte (ISO 32000-1, annex H.3.4.4). Converters make do without and say nothing of what is lost.
    private static func isWhole(_ pdf: [UInt8]) -> Bool {
        let mark = Array("%%EOF".utf8)
        let end = pdf.suffix(1024)
        return end.indices.contains { end[$0...].starts(with: mark) }
    }

    private static func hasText(_ bytes: [UInt8]) -> Bool { bytes.contains { $0 > 0x20 } }
}
