public import Formats
public import Storage

/// The files of the city: bytes under their own hash, in pieces in the store, where every node and every backup has them (docs/adr/0013-files-in-the-store.md).
public struct Files: Sendable {
    /// Why a file is not taken.
    public enum Refusal: Error, Sendable, Equatable {
        case empty
        case tooLarge(megabytes: Int)
        /// Of a kind that is not accepted.
        case otherType

        public var sentence: Phrase {
            switch self {
            case .empty: "檔案是空的。"
            case .tooLarge(let megabytes): "檔案太大，最多 \(megabytes) MB。"
            case .otherType: "不接受這種檔案。請用 PDF、ODF、Office（docx、xlsx、pptx）、圖片或純文字檔。"
            }
        }
    }

    /// A file whose bytes are safe, and which may be attached within a day.
    public struct Kept: Sendable {
        public let hash: String
        public let size: Int
        public let name: String
    }

    /// A file arrived and waits for the scanner; the reference is its hash.
    public static let arrived = Topic("kernel.fileArrived")

    private let city: City

    public init(_ city: City) {
        self.city = city
    }

    /// Keeps what was uploaded. Its bytes are on disk when this returns; what refers to it is written afterwards, with ``Attachment/add(_:to:by:at:_:_:)``.
    /// - Throws: ``Refusal``.
    public func keep(_ upload: SpooledFile, accepting types: Set<FileType> = FileType.known) async throws -> Kept {
        let most = city.settings[FileSettings.megabytes]
        guard upload.size > 0 else { throw Refusal.empty }
        guard upload.size <= most << 20 else { throw Refusal.tooLarge(megabytes: most) }
        let type = FileType.of(try upload.read(from: 0, upTo: upload.size))
        guard types.contains(type) || city.settings[FileSettings.otherTypes] == 1 else { throw Refusal.otherType }
        let (hash, now, size) = (upload.digest, city.clock.now(), upload.size)
        let known = try await city.store.write(exempt: .file) { try FileQueries.expect(hash, size: size, type.mediaType, at: now, $0) }
        if known.state == .arriving { try await write(upload, hash) }
        return Kept(hash: hash, size: size, name: Self.safeName(upload.name))
    }

    /// A few pieces a transaction, so that other writers come in between.
    private func write(_ upload: SpooledFile, _ hash: String) async throws {
        let pieces = (upload.size + FileQueries.pieceSize - 1) / FileQueries.pieceSize
        for start in stride(from: 0, to: pieces, by: 4) {
            let some = try (start..<min(start + 4, pieces)).map { number in
                (number, try upload.read(from: number * FileQueries.pieceSize, upTo: FileQueries.pieceSize))
            }
            try await city.store.write(exempt: .file) { db in
                for (number, bytes) in some { try FileQueries.write(bytes, piece: number, of: hash, db) }
            }
        }
        try await city.store.write(exempt: .file) { db in
            if try FileQueries.arrived(hash, db) { try db.emit(Event(Self.arrived, Reference("kernel/file", hash))) }
        }
    }

    /// All of a file's bytes; nil when one of its pieces is gone.
    public func bytes(of file: StoredFile) async throws -> [UInt8]? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(file.size)
        for number in 0..<((file.size + FileQueries.pieceSize - 1) / FileQueries.pieceSize) {
            guard let piece = try await city.store.read({ try FileQueries.piece(number, of: file.hash, $0) }) else { return nil }
            bytes += piece
        }
        return bytes
    }

    /// The last step of what a browser calls it, without what could break a header or a line; never used as a path.
    static func safeName(_ name: String) -> String {
        let last = name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? ""
        let plain = String(
            String.UnicodeScalarView(
                last.unicodeScalars.filter { $0.properties.generalCategory != .control && $0.properties.generalCategory != .format }))
        let short = String(plain.trimmingBlanks().prefix(200))
        return short.isEmpty || short.allSatisfy({ $0 == "." }) ? "file" : short
    }
}
