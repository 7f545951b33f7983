/// What an endpoint says about itself; the OpenAPI document repeats it.
public struct Doc: Sendable {
    public enum Answer: Sendable {
        /// A page for people.
        /// - Parameter data: the same as JSON of this shape and as a table, at the path with `.json`, `.csv` or `.ods`.
        case page(data: Schema?)
        /// Sends the browser on, or shows the form again with what is wrong (422).
        case form([Field])
        /// - Parameter alsoTable: also CSV and ODS.
        case json(Schema, alsoTable: Bool)
        /// Bytes of one of these media types.
        case bytes([String])
        /// Events as they happen (`text/event-stream`).
        case events
    }

    public let summary: Phrase
    public let answer: Answer
    public let query: [QueryParameter]
    /// The largest body taken, in bytes.
    public let bodyLimit: Int
    /// Files go to disk while they come, and are ``Submission/spooled``.
    public let spools: Bool
    /// May be refused with 503 when the city is not well: only the health check does.
    public let mayBeUnavailable: Bool

    /// The forms beside its own, each at the path with its name at the end.
    public var forms: [AnswerForm] {
        switch answer {
        case .page(data: .some): [.json, .csv, .ods]
        case .json(_, alsoTable: true): AnswerForm.tables
        case .page, .form, .json, .bytes, .events: []
        }
    }

    private init(
        _ summary: Phrase, _ answer: Answer, query: [QueryParameter], bodyLimit: Int = 64 * 1024, spools: Bool = false, mayBeUnavailable: Bool = false
    ) {
        self.summary = summary
        self.answer = answer
        self.query = query
        self.bodyLimit = bodyLimit
        self.spools = spools
        self.mayBeUnavailable = mayBeUnavailable
    }

    /// - Parameter data: the same as JSON of this shape and as a table, at the path with `.json`, `.csv` or `.ods`.
    public static func page(_ summary: Phrase, data: Schema? = nil, query: [QueryParameter] = []) -> Doc {
        Doc(summary, .page(data: data), query: query)
    }

    /// - Parameters:
    ///   - bodyLimit: bytes; uploads need more than the 64 KiB that a form of words does.
    ///   - spools: files go to disk while they come, for ``Files/keep(_:accepting:)``.
    public static func form(_ summary: Phrase, _ fields: [Field], bodyLimit: Int = 64 * 1024, spools: Bool = false) -> Doc {
        Doc(summary, .form(fields), query: [], bodyLimit: bodyLimit, spools: spools)
    }

    public static func json(
        _ summary: Phrase, _ schema: Schema, alsoTable: Bool = false, query: [QueryParameter] = [], mayBeUnavailable: Bool = false
    ) -> Doc {
        Doc(summary, .json(schema, alsoTable: alsoTable), query: query, mayBeUnavailable: mayBeUnavailable)
    }

    public static func bytes(_ summary: Phrase, _ types: [String], query: [QueryParameter] = []) -> Doc {
        Doc(summary, .bytes(types), query: query)
    }

    public static func events(_ summary: Phrase, query: [QueryParameter] = []) -> Doc {
        Doc(summary, .events, query: [QueryParameter("after", "從哪一個 id 之後開始；重新連線時由 Last-Event-ID 說明")] + query)
    }
}

/// A value after the `?`.
public struct QueryParameter: Sendable {
    public let name: String
    public let summary: Phrase
    public let schema: Schema

    public init(_ name: StaticString, _ summary: Phrase, _ schema: Schema = .string) {
        self.name = name.description
        self.summary = summary
        self.schema = schema
    }

    /// How many to give at once.
    public static let limit = QueryParameter("limit", "一次給幾筆", .integer(1...200))
    /// Where the page before ended, as its `next` said.
    public static let after = QueryParameter("after", "從上一頁的 next 之後開始")
}
