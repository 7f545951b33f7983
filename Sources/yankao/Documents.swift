import Formats

/// Documents named on the command line.
enum Documents {
    /// - Throws: ``Failure`` in both languages.
    static func outline(_ path: String) throws -> Outline {
        let reader = DocumentReader()
        let bytes = try Console.read(path, upTo: reader.limits.bytes)
        do {
            return try Outline(of: reader.read(bytes, named: path == "-" ? nil : path))
        } catch {
            throw Failure("\(path): \(error.message(.chinese)) \(error.message(.english))", .data)
        }
    }
}
