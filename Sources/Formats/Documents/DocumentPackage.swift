/// The parts of an ODT or DOCX, unpacked one by one under a common limit.
struct DocumentPackage {
    let format: SourceDocument.Format
    private let archive: ZipArchive
    private let limits: DocumentReader.Limits
    private var unpacked = 0

    init(_ bytes: [UInt8], _ format: SourceDocument.Format, _ limits: DocumentReader.Limits) throws(DocumentError) {
        self.format = format
        self.limits = limits
        do {
            archive = try ZipArchive(bytes)
        } catch {
            throw .damaged(format)
        }
        guard archive.count <= limits.entries else { throw .swells(format) }
        // Names are only ever looked up; but whoever wrote such a one meant no good.
        guard archive.names(startingWith: "").allSatisfy({ Self.isInside($0) }) else { throw .unsafeNames(format) }
    }

    private static func isInside(_ name: String) -> Bool {
        !name.hasPrefix("/") && !name.contains("\\") && !name.split(separator: "/").contains("..") && !name.prefix(3).contains(":")
    }

    func names(startingWith prefix: String) -> [String] { archive.names(startingWith: prefix) }

    /// Nil when the package has no such part.
    mutating func part(_ name: String) throws(DocumentError) -> [UInt8]? {
        do {
            let bytes = try archive.read(name, upTo: limits.unpackedBytes - unpacked, ratio: limits.ratio)
            unpacked += bytes?.count ?? 0
            return bytes
        } catch {
            switch error {
            case .damaged: throw .damaged(format)
            case .encrypted: throw .encrypted(format)
            case .swells: throw .swells(format)
            }
        }
    }

    /// Reads a part into a handler. A part that is not there is not read.
    mutating func parse(_ name: String, into handler: some XMLHandler) throws(DocumentError) {
        guard let bytes = try part(name) else { return }
        do {
            try XMLScanner.scan(bytes, into: handler, depth: limits.depth)
        } catch {
            switch error {
            case .malformed: throw .damaged(format)
            case .documentType: throw .declaresEntities(format)
            case .tooDeep: throw .swells(format)
            }
        }
    }
}
