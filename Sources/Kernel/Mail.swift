/// A letter of plain words.
public struct Mail: Sendable, Equatable {
    /// Ours, for `Message-ID`: the same letter sent twice is one letter to a mail reader.
    public let id: String
    public let to: String
    public let subject: String
    public let text: String
    /// What a calendar program takes in beside the words (RFC 6047).
    public let calendar: Calendar?

    /// An event as iCalendar, and what is to be done with it: `REQUEST`, `CANCEL`.
    public struct Calendar: Sendable, Equatable {
        public let method: String
        public let bytes: [UInt8]

        public init(method: String, bytes: [UInt8]) {
            self.method = method
            self.bytes = bytes
        }
    }

    public init(id: String, to: String, subject: String, text: String, calendar: Calendar? = nil) {
        self.calendar = calendar
        self.id = id
        self.to = to
        self.subject = subject
        self.text = text
    }
}

/// Hands letters to the machine's mail system: an outside effect, so tests bring their own.
public struct Mailer: Sendable {
    /// The address that letters come from.
    public let from: String
    /// - Throws: when it was not taken; it is tried again later.
    public let send: @Sendable (Mail) async throws -> Void

    public init(from: String = "", send: @escaping @Sendable (Mail) async throws -> Void) {
        self.from = from
        self.send = send
    }
}
