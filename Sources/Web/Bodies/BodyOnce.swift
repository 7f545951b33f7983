internal import Kernel

/// Reads the body of a request one time, checks the form's token, and remembers what it read.
actor BodyOnce {
    private let stream: BodyStream
    private let visit: Visit
    /// Whether files go to disk while they come.
    private let spools: Bool
    private var submission: Submission?

    init(stream: BodyStream, visit: Visit, spools: Bool) {
        self.spools = spools
        self.stream = stream
        self.visit = visit
    }

    /// - Throws: ``Problem`` 400, 403, 413 or 415.
    func read() async throws -> Submission {
        if let submission { return submission }
        let read = try await parse()
        guard FormToken.isValid(read.values["_token"] ?? "", secret: visit.formSecret(creating: false)) else { throw Problem.forged }
        submission = read
        return read
    }

    private func parse() async throws -> Submission {
        let type = visit.arrival.headers["content-type"] ?? ""
        if type.lowercased().hasPrefix("multipart/form-data") {
            guard let boundary = MultipartReader.boundary(in: type) else { throw Problem.badBody }
            return try await multipart(boundary)
        }
        guard type.isEmpty || type.lowercased().hasPrefix("application/x-www-form-urlencoded") else { throw Problem.unsupportedBody }
        var bytes: [UInt8] = []
        try await stream.read { bytes += $0 }
        guard let values = URLEncoded.decode(bytes) else { throw Problem.badBody }
        return Submission(values: values)
    }

    private func multipart(_ boundary: String) async throws -> Submission {
        var reader = MultipartReader(boundary: boundary)
        var values: [String: String] = [:]
        var files: [String: Upload] = [:]
        var spooled: [Int: SpooledFile] = [:]
        let spools = spools
        do {
            try await stream.read { piece in
                try reader.append(piece)
                guard spools else { return }
                try reader.drainFiles { part, name, bytes in
                    let file = try spooled[part] ?? SpooledFile(name: name)
                    spooled[part] = file
                    try file.append(bytes)
                }
            }
            for (index, part) in try reader.finish().enumerated() {
                if spooled[index] != nil { continue }
                if let fileName = part.fileName {
                    files[part.name] = Upload(name: fileName, bytes: part.bytes)
                } else {
                    guard let text = String(validating: part.bytes, as: UTF8.self), !text.utf8.contains(0) else { throw Problem.badBody }
                    values[part.name] = text
                }
            }
        } catch is MultipartReader.Failure {
            throw Problem.badBody
        }
        let names = reader.parts.map(\.name)
        return Submission(
            values: values, files: files, spooled: Dictionary(spooled.map { (names[$0.key], $0.value) }, uniquingKeysWith: { first, _ in first }))
    }
}
