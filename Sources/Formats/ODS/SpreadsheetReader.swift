/// A sheet as it was read: its name, and its rows up to the last one that has something in it, each up to its last cell that has.
public struct ReadSheet: Sendable, Equatable {
    public let name: String
    public var rows: [[SheetCell]]
}

/// Reads an OpenDocument spreadsheet (ISO/IEC 26300, ODF 1.3): the values of its cells with their types. Formulas are read as what they came to,
/// and looks are not read at all.
public enum SpreadsheetReader {
    /// How much a spreadsheet may ask for.
    public struct Limits: Sendable {
        public var bytes = 32 << 20
        public var sheets = 64
        public var rows = 100_000
        public var columns = 1024
        /// Cells that have something in them, in all sheets.
        public var cells = 2_000_000
        var package = DocumentReader.Limits()

        public init() {}
    }

    /// Whether the bytes say that they are a spreadsheet of this kind.
    public static func isSpreadsheet(_ bytes: [UInt8]) -> Bool {
        guard bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]), let archive = try? ZipArchive(bytes), archive.has("content.xml") else { return false }
        let type = try? archive.read("mimetype", upTo: 256)
        return String(decoding: type ?? [], as: UTF8.self).trimmed == SpreadsheetWriter.type
    }

    public static func read(_ bytes: [UInt8], limits: Limits = Limits()) throws(SpreadsheetError) -> [ReadSheet] {
        guard bytes.count <= limits.bytes else { throw .tooLarge }
        guard isSpreadsheet(bytes) else { throw bytes.starts(with: [0x50, 0x4B]) && !isPackage(bytes) ? .damaged : .unknown }
        let content = SheetContent(limits)
        do throws(DocumentError) {
            var package = try DocumentPackage(bytes, .odt, limits.package)
            let manifest = OpenManifest()
            try package.parse("META-INF/manifest.xml", into: manifest)
            guard !manifest.isEncrypted else { throw .encrypted(.odt) }
            try package.parse("content.xml", into: content)
        } catch {
            throw SpreadsheetError(error)
        }
        guard !content.isTooLarge else { throw .tooLarge }
        return content.sheets
    }

    private static func isPackage(_ bytes: [UInt8]) -> Bool { (try? ZipArchive(bytes)) != nil }
}
