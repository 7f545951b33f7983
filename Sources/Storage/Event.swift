/// What a kind of event is called: `planning.plan`. Declared once, by the module that emits it.
public struct Topic: Sendable, Hashable {
    public let id: String

    public init(_ id: StaticString) {
        self.id = id.description
    }
}

/// Something that others may want to act on, told with the change it is about: both are kept, or neither.
///
/// Unlike an entry it is forgotten after a while, and proves nothing. Like an entry it holds no personal data: a key at most.
public struct Event: Sendable {
    public let topic: Topic
    public let reference: Reference?
    public let facts: [(String, String)]

    public init(_ topic: Topic, _ reference: Reference? = nil, _ facts: [(String, String)] = []) {
        self.topic = topic
        self.reference = reference
        self.facts = facts
    }
}

extension Writer {
    /// Leaves an event in the outbox. It reaches its subscribers after the commit, in the order of the ledger, within a second.
    public func emit(_ event: Event) throws {
        try run(
            """
            INSERT INTO outbox (id, entry, topic, reference, facts)
            VALUES (\(Random.bytes(16).hex), \(sqlite: "current_entry()", postgres: "nullif(current_setting('yankao.entry', true), '')"),
            \(event.topic.id), \(event.reference), \(JSONText.object(event.facts)))
            """)
    }
}
