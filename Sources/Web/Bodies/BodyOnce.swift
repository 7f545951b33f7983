internal import Kernel

/// Reads the body of a request one time, checks the form's token, and remembers what it read.
actor BodyOnce {
    private let stream: BodyStream
    private let visit: Visit
    private var submission: Submission?

    init(stream: BodyStream, visit: Visit) {
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
        do {
            try await stream.read { try reader.append($0) }
            for part in try reader.finish() {
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
        return Submission(values: values, files: files)
    }
}
