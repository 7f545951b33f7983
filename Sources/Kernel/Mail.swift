/// A letter of plain words.
public struct Mail: Sendable, Equatable {
    /// Ours, for `Message-ID`: the same letter sent twice is one letter to a mail reader.
    public let id: String
    public let to: String
    public let subject: String
    public let text: String

    public init(id: String, to: String, subject: String, text: String) {
        self.id = id
        self.to = to
        self.subject = subject
        self.text = text
    }
}

/// Hands letters to the machine's mail system: an outside effect, so tests bring their own.
public struct Mailer: Sendable {
    /// - Throws: when it was not taken; it is tried again later.
    public let send: @Sendable (Mail) async throws -> Void

    public init(send: @escaping @Sendable (Mail) async throws -> Void) {
        self.send = send
    }
}
