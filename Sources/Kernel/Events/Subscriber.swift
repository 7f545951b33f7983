public import Storage

/// Somebody inside the program who acts on events, declared by the module that brings it.
///
/// It gets every event of its topics emitted since it was first declared, in order. Its place moves in the transaction in which it writes, so what it
/// does in the store happens once, whatever is killed when. What reaches outside (mail, a call) is a job that it queues. One that fails is tried again,
/// later and later, with the same event, and holds up nobody else.
public struct Subscriber: Sendable {
    /// `search.index`
    public let id: String
    public let topics: Set<Topic>
    /// Writes what needs no entry: a queue, an index. It may run again after a lost race, so it has no other effects.
    public let take: @Sendable (_ event: RelayedEvent, _ city: City, _ db: any Writer) throws -> Void

    public init(
        _ id: StaticString, to topics: Set<Topic>,
        take: @escaping @Sendable (_ event: RelayedEvent, _ city: City, _ db: any Writer) throws -> Void
    ) {
        self.id = id.description
        self.topics = topics
        self.take = take
    }

    /// A job for each event, which finds it as its input.
    init(_ kind: JobKind) {
        id = kind.id
        topics = kind.topics
        let job = kind.id
        take = { event, city, db in
            try JobQueries.enqueue(job, key: "event \(event.position)", input: event.input, at: city.clock.now(), db)
        }
    }
}

extension City {
    /// Who acts on events: the modules' own, and every job with topics.
    public var subscribers: [Subscriber] { modules.flatMap(\.subscribers) + jobs.filter { !$0.topics.isEmpty }.map { Subscriber($0) } }
}
