internal import Formats
public import Storage

/// An event that has its place, as subscribers get it.
public struct RelayedEvent: Sendable, Equatable {
    /// From 1, in the order of the ledger, without gaps.
    public let position: Int
    public let at: Instant
    public let topic: String
    public let reference: Reference?
    public let facts: [String: String]

    /// Whether it is of this topic.
    public func isOf(_ topic: Topic) -> Bool { self.topic == topic.id }
}

extension RelayedEvent {
    init(_ row: Row) throws {
        guard case .object(let members)? = try? JSON(parsing: Array(try row.get("facts", as: String.self).utf8)) else {
            throw StoreError.unexpectedType(column: "facts")
        }
        let facts = members.compactMap { name, value in if case .string(let text) = value { (name, text) } else { nil } }
        self.init(
            position: try row.get("position"), at: try row.get("at"), topic: try row.get("topic"), reference: try row.optional("reference"),
            facts: Dictionary(facts, uniquingKeysWith: { first, _ in first }))
    }
}
