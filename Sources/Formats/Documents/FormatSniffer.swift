/// Tells what bytes are by their first ones, never by a file's name.
enum FormatSniffer {
    /// - Throws: ``DocumentError/empty``, ``DocumentError/unknown(kind:)``, and what an archive that is neither ODT nor DOCX is.
    static func format(of bytes: [UInt8]) throws(DocumentError) -> SourceDocument.Format {
        guard !bytes.isEmpty else { throw .empty }
        if let found = pdf(bytes) { return found }
        if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0x50, 0x4B, 0x05, 0x06]) { return try ArchiveKind.format(of: bytes) }
        if bytes.starts(with: compoundFile) { throw compound(bytes) }
        for (start, name) in others where bytes.starts(with: start) { throw .unknown(kind: name) }
        return .text
    }

    /// The header may stand anywhere in the first kilobyte (ISO 32000-1, annex H.3.4.1), but only with bytes before it that no text begins with.
    private static func pdf(_ bytes: [UInt8]) -> SourceDocument.Format? {
        let mark = Array("%PDF-".utf8)
        if bytes.starts(with: mark) { return .pdf }
        let blanks = bytes.prefix(1024).prefix { $0 <= 0x20 || $0 == 0xEF || $0 == 0xBB || $0 == 0xBF }
        return bytes.dropFirst(blanks.count).starts(with: mark) ? .pdf : nil
    }

    private static let compoundFile: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]

    /// An OLE2 file holds an encrypted OOXML document ([MS-OFFCRYPTO] 2.3.4) or one of the formats before it.
    private static func compound(_ bytes: [UInt8]) -> DocumentError {
        let encrypted = "EncryptedPackage".utf16.flatMap { [UInt8($0 & 0xFF), 0] }
        return contains(encrypted, bytes) ? .encrypted(.docx) : .unknown(kind: "Word 97–2003 (.doc)")
    }

    private static func contains(_ wanted: [UInt8], _ bytes: [UInt8]) -> Bool {
        var index = 0
        while let found = bytes[index...].firstIndex(of: wanted[0]) {
            if bytes[found...].starts(with: wanted) { return true }
            index = found + 1
        }
        return false
    }

    private static let others: [([UInt8], String)] = [
        ([0xFF, 0xD8, 0xFF], "JPEG"), ([0x89, 0x50, 0x4E, 0x47], "PNG"), (Array("GIF8".utf8), "GIF"), (Array("II*\0".utf8), "TIFF"),
        (Array("MM\0*".utf8), "TIFF"), (Array("BM".utf8) + [0x36], "BMP"), (Array("{\\rtf".utf8), "RTF"), ([0x1F, 0x8B], "gzip"),
        (Array("7z".utf8) + [0xBC, 0xAF], "7-Zip"), (Array("Rar!".utf8), "RAR"), (Array("BZh".utf8), "bzip2"), ([0xFD] + Array("7zXZ".utf8), "xz"),
        ([0x7F] + Array("ELF".utf8), "ELF"), (Array("MZ".utf8) + [0x90], "EXE"), (Array("<!DOCTYPE html".utf8), "HTML"),
        (Array("<html".utf8), "HTML"), (Array("<?xml".utf8), "XML"), (Array("%!PS".utf8), "PostScript"), (Array("ID3".utf8), "MP3"),
        (Array("SQLite format 3".utf8), "SQLite"), (Array("OggS".utf8), "Ogg"),
    ]
}

/// What kind of document an archive is, by the entries that only that kind has.
private enum ArchiveKind {
    static func format(of bytes: [UInt8]) throws(DocumentError) -> SourceDocument.Format {
        let archive: ZipArchive
        do {
            archive = try ZipArchive(bytes)
        } catch {
            // Cut off, most likely; the first entry's name still tells what it was to be.
            throw .damaged(looksLikeOpenDocument(bytes) ? .odt : .docx)
        }
        if archive.has("word/document.xml") { return .docx }
        if archive.has("content.xml") {
            let kind = try? archive.read("mimetype", upTo: 256)
            let type = String(decoding: kind ?? [], as: UTF8.self).trimmed
            if type.isEmpty || type.hasPrefix("application/vnd.oasis.opendocument.text") { return .odt }
            throw .unknown(kind: type.hasSuffix("spreadsheet") ? "ODS" : type.hasSuffix("presentation") ? "ODP" : nil)
        }
        if archive.has("xl/workbook.xml") { throw .unknown(kind: "Excel (.xlsx)") }
        if archive.has("ppt/presentation.xml") { throw .unknown(kind: "PowerPoint (.pptx)") }
        if archive.has("[Content_Types].xml") { throw .damaged(.docx) }
        if archive.has("META-INF/manifest.xml") { throw .damaged(.odt) }
        throw .unknown(kind: "ZIP")
    }

    private static func looksLikeOpenDocument(_ bytes: [UInt8]) -> Bool {
        bytes.dropFirst(30).starts(with: Array("mimetype".utf8))
    }
}
