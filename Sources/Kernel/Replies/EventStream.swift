public import Formats
public import Storage

/// A reply that goes on: events as they happen, to a page or a program that listens (server-sent events). The web adapter keeps it open, asks again
/// whether its reader still has access, and ends it when not.
public struct EventStream: Sendable {
    /// What a reader is told of one event.
    public struct Message: Sendable {
        /// What `addEventListener` hears it as.
        public let name: String
        public let data: JSON

        public init(_ name: StaticString, _ data: JSON) {
            self.name = name.description
            self.data = data
        }
    }

    public let topics: Set<Topic>
    /// Decides, event by event, what this reader may be told: nil is nothing.
    public let show: @Sendable (RelayedEvent) async throws -> Message?

    public init(_ topics: Set<Topic>, show: @escaping @Sendable (RelayedEvent) async throws -> Message?) {
        self.topics = topics
        self.show = show
    }
}
