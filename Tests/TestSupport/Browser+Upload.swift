extension Browser {
    /// Sends a form with a file, as a browser would, with the token that the page of the form carries.
    /// - Parameter page: where the form stands, when not at the address it is sent to.
    public func upload(
        _ bytes: [UInt8], named name: String, with values: KeyValuePairs<String, String> = [:], to path: String, tokenFrom page: String? = nil
    ) async throws -> Answer {
        var body: [UInt8] = []
        for (field, value) in [("_token", try await token(on: page ?? path))] + values.map({ ($0.key, $0.value) }) {
            body += "--boundary\r\nContent-Disposition: form-data; name=\"\(field)\"\r\n\r\n\(value)\r\n".utf8
        }
        body += "--boundary\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\(name)\"\r\nContent-Type: text/plain\r\n\r\n".utf8
        body += bytes + Array("\r\n--boundary--\r\n".utf8)
        return try await send("POST", path, ["content-type": "multipart/form-data; boundary=boundary"], body)
    }
}
