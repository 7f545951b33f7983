import Formats

/// Documents named on the command line.
enum Documents {
    /// - Throws: ``Failure`` in both languages.
    /// - Parameter seconds: how long reading a PDF may take; nil leaves the usual limit.
    static func outline(_ path: String, seconds: Int? = nil) throws -> Outline {
        try outline(bytes(path), path, seconds: seconds)
    }

    static func bytes(_ path: String) throws -> [UInt8] { try Console.read(path, upTo: DocumentReader.Limits().bytes) }

    /// The same of what was read already.
    static func outline(_ bytes: [UInt8], _ path: String, seconds: Int? = nil) throws -> Outline {
        try Outline(of: source(bytes, path, seconds: seconds))
    }

    /// The lines of a document.
    /// - Throws: ``Failure`` in both languages.
    static func source(_ path: String) throws -> SourceDocument { try source(bytes(path), path) }

    private static func source(_ bytes: [UInt8], _ path: String, seconds: Int? = nil) throws -> SourceDocument {
        var reader = DocumentReader()
        if let seconds { reader.limits.seconds = seconds }
        do {
            return try reader.read(bytes, named: path == "-" ? nil : path)
        } catch {
            throw Failure("\(path): \(error.message(.chinese)) \(error.message(.english))", .data)
        }
    }
}
