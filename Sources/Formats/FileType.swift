/// What a file is, told by its content and never by its name.
public struct FileType: Sendable, Hashable {
    /// RFC 6838.
    public let mediaType: String
    /// What names of such files end in, without the dot.
    public let ending: String

    /// May be shown in a page; everything else is downloaded.
    public var isPicture: Bool { mediaType.hasPrefix("image/") }

    public static let pdf = FileType(mediaType: "application/pdf", ending: "pdf")
    public static let text = FileType(mediaType: "text/plain", ending: "txt")
    /// What is none of those we know.
    public static let unknown = FileType(mediaType: "application/octet-stream", ending: "bin")
    private static let zip = FileType(mediaType: "application/zip", ending: "zip")

    /// Those that are taken unless a setting says more.
    public static let known: Set<FileType> = Set([pdf, text, webp] + pictures.map(\.type) + office.map(\.type) + openDocuments)

    /// By the first bytes; archives of an office program by their parts.
    public static func of(_ bytes: [UInt8]) -> FileType {
        if bytes.starts(with: Array("%PDF-".utf8)) { return pdf }
        for (start, type) in pictures where bytes.starts(with: start) { return type }
        if bytes.starts(with: Array("RIFF".utf8)), bytes.dropFirst(8).starts(with: Array("WEBP".utf8)) { return webp }
        if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) { return package(bytes) }
        return isText(bytes) ? text : unknown
    }

    private static let webp = FileType(mediaType: "image/webp", ending: "webp")
    private static let pictures: [(start: [UInt8], type: FileType)] = [
        ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], FileType(mediaType: "image/png", ending: "png")),
        ([0xFF, 0xD8, 0xFF], FileType(mediaType: "image/jpeg", ending: "jpg")), (Array("GIF87a".utf8), gif), (Array("GIF89a".utf8), gif),
    ]
    private static let gif = FileType(mediaType: "image/gif", ending: "gif")

    /// ECMA-376, by the part that only that kind has.
    private static let office: [(part: String, type: FileType)] = [
        ("word/document.xml", FileType(mediaType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ending: "docx")),
        ("xl/workbook.xml", FileType(mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ending: "xlsx")),
        ("ppt/presentation.xml", FileType(mediaType: "application/vnd.openxmlformats-officedocument.presentationml.presentation", ending: "pptx")),
    ]

    /// OASIS OpenDocument 1.3, part 2, §3.3: the entry `mimetype` says it.
    private static let openDocuments = [("text", "odt"), ("spreadsheet", "ods"), ("presentation", "odp"), ("graphics", "odg")].map {
        FileType(mediaType: "application/vnd.oasis.opendocument.\($0.0)", ending: $0.1)
    }

    private static func package(_ bytes: [UInt8]) -> FileType {
        guard let archive = try? ZipArchive(bytes) else { return unknown }
        let said = String(decoding: (try? archive.read("mimetype", upTo: 128)) ?? [], as: UTF8.self)
        if let type = openDocuments.first(where: { $0.mediaType == said }) { return type }
        return office.first { archive.has("[Content_Types].xml") && archive.has($0.part) }?.type ?? zip
    }

    /// UTF-8 without control characters but those of lines, tabs and pages.
    private static func isText(_ bytes: [UInt8]) -> Bool {
        bytes.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 9 || $0 == 10 || $0 == 12 || $0 == 13 }
            && String(validating: bytes, as: UTF8.self) != nil
    }
}
