internal import HTTPTypes
internal import Hummingbird
internal import Kernel
internal import NIOCore
internal import Storage

/// A file on its way out: piece by piece from the store, each read when the one before has been taken.
struct FileStream: OutgoingStream {
    let file: StoredFile
    let range: Range<Int>
    let store: Store

    var length: Int? { range.count }

    func write(to writer: inout any ResponseBodyWriter) async throws {
        let size = FileQueries.pieceSize
        for number in (range.lowerBound / size)..<((range.upperBound + size - 1) / size) {
            guard let piece = try await store.read({ try FileQueries.piece(number, of: file.hash, $0) }) else { throw Problem.notFound }
            let (from, to) = (max(0, range.lowerBound - number * size), min(piece.count, range.upperBound - number * size))
            if from < to { try await writer.write(ByteBuffer(bytes: piece[from..<to])) }
        }
    }
}

/// The head of a reply that is a file.
struct FileHead {
    let status: Int
    /// What is sent; empty for 304 and 416.
    let range: Range<Int>
    let fields: [(String, String)]

    /// - Parameter headers: of the request, with lower-case names.
    init(_ attachment: Attachment, _ headers: [String: String]) {
        let file = attachment.file
        // The bytes' own hash: a strong tag, which ranges need (RFC 9110 §13.1.5).
        let tag = "\"\(file.hash)\""
        var fields = [
            // Whatever it is, it runs nothing, asks for nothing and is no page of ours.
            ("Content-Security-Policy", "sandbox; default-src 'none'"), ("ETag", tag), ("Accept-Ranges", "bytes"),
            ("Cache-Control", "private, no-cache"), ("Content-Type", file.mediaType == "text/plain" ? "text/plain; charset=utf-8" : file.mediaType),
            ("Content-Disposition", Self.disposition(attachment)),
        ]
        if Self.matches(tag, headers["if-none-match"]) {
            (status, range) = (304, 0..<0)
            self.fields = fields.filter { $0.0 != "Content-Type" && $0.0 != "Content-Disposition" }
            return
        }
        let isStale = headers["if-range"].map { $0 != tag } ?? false
        guard let asked = headers["range"].flatMap({ Self.range($0, of: file.size) }), !isStale else {
            (status, range, self.fields) = (200, 0..<file.size, fields)
            return
        }
        guard let some = asked.satisfiable else {
            (status, range) = (416, 0..<0)
            self.fields = [("Content-Range", "bytes */\(file.size)")]
            return
        }
        fields.append(("Content-Range", "bytes \(some.lowerBound)-\(some.upperBound - 1)/\(file.size)"))
        (status, range, self.fields) = (206, some, fields)
    }

    /// Pictures may stand in a page; all else is downloaded. The name in ASCII and in full (RFC 6266 §4.3, RFC 8187).
    private static func disposition(_ attachment: Attachment) -> String {
        let kind = attachment.file.mediaType.hasPrefix("image/") ? "inline" : "attachment"
        let plain = String(
            decoding: attachment.name.unicodeScalars.map { scalar in
                scalar.isASCII && scalar != "\"" && scalar != "\\" && scalar != "%" && scalar.value >= 0x20 ? UInt8(scalar.value) : UInt8(ascii: "_")
            }, as: UTF8.self)
        let full = attachment.name.utf8.map { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x2D || byte == 0x2E
                ? String(UnicodeScalar(byte)) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        }.joined()
        return "\(kind); filename=\"\(plain)\"; filename*=UTF-8''\(full)"
    }

    private static func matches(_ tag: String, _ header: String?) -> Bool {
        guard let header else { return false }
        return header == "*"
            || header.split(separator: ",").contains { item in
                let item = item.trimmingBlanks()
                return item == tag || item == "W/" + tag
            }
    }

    private struct Asked {
        /// Nil when it lies beyond the end.
        let satisfiable: Range<Int>?
    }

    /// One range of bytes (RFC 9110 §14.1.2); nil for anything else, which is answered with all of it.
    private static func range(_ header: String, of size: Int) -> Asked? {
        guard header.hasPrefix("bytes=") else { return nil }
        let ends = header.dropFirst(6).split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false).map { $0.trimmingBlanks() }
        guard ends.count == 2, ends.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }) else { return nil }
        switch (Int(ends[0]), Int(ends[1])) {
        case (let from?, let to?): return to < from ? nil : Asked(satisfiable: from < size ? from..<min(to, size - 1) + 1 : nil)
        case (let from?, nil): return ends[1].isEmpty ? Asked(satisfiable: from < size ? from..<size : nil) : nil
        case (nil, let last?): return ends[0].isEmpty ? Asked(satisfiable: last > 0 ? max(0, size - last)..<size : nil) : nil
        default: return nil
        }
    }
}
