import Formats

/// Documents named on the command line.
enum Documents {
    /// - Throws: ``Failure`` in both languages.
    /// - Parameter seconds: how long reading a PDF may take; nil leaves the usual limit.
    static func outline(_ path: String, seconds: Int? = nil) throws -> Outline {
        var reader = DocumentReader()
        if let seconds { reader.limits.seconds = seconds }
        let bytes = try Console.read(path, upTo: reader.limits.bytes)
        do {
            return try Outline(of: reader.read(bytes, named: path == "-" ? nil : path))
        } catch {
            throw Failure("\(path): \(error.message(.chinese)) \(error.message(.english))", .data)
        }
    }
}
