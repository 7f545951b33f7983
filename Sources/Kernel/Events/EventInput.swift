internal import Formats
internal import Storage

extension RelayedEvent {
    /// As the input of a job.
    var input: String {
        let facts = facts.sorted { $0.key < $1.key }.map { ($0.key, JSON.string($0.value)) }
        let json: JSON = [
            "position": .int(Int64(position)), "at": .string(at.description), "topic": .string(topic),
            "reference": reference.map { .string($0.text) } ?? .null, "facts": .object(facts),
        ]
        return String(decoding: json.utf8(), as: UTF8.self)
    }

    init?(input: String) {
        guard let json = try? JSON(parsing: Array(input.utf8)), case .int(let position)? = json["position"], case .string(let at)? = json["at"],
            let at = Instant(at), case .string(let topic)? = json["topic"], case .object(let members)? = json["facts"]
        else { return nil }
        var reference: Reference?
        if case .string(let text)? = json["reference"] { reference = Reference(parsing: text) }
        let facts = members.compactMap { name, value in if case .string(let text) = value { (name, text) } else { nil } }
        self.init(
            position: Int(position), at: at, topic: topic, reference: reference,
            facts: Dictionary(facts, uniquingKeysWith: { first, _ in first }))
    }
}

extension JobRun {
    /// The event that queued this job.
    public var event: RelayedEvent? { RelayedEvent(input: input) }
}
