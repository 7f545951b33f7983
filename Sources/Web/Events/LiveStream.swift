internal import Formats
internal import Hummingbird
internal import Kernel
internal import NIOCore
internal import Storage

/// One reader's open stream (WHATWG HTML, "Server-sent events"): its place among the events, and what it may be told. Gives its place on the node free
/// when nobody holds it any more, sent or not.
final class LiveStream: OutgoingStream {
    /// Why it ends before its reader leaves.
    enum Stop: Error {
        case tooSlow
    }

    private let stream: EventStream
    private let hub: EventHub
    private let city: City
    private let id: Int
    private let signals: AsyncStream<Void>
    private let start: Start
    /// Whether its reader still has access.
    private let isAllowed: @Sendable () async throws -> Bool

    struct Start: Sendable {
        let place: Int
        /// What was missed is no longer kept: the reader has to look anew.
        let isReset: Bool
    }

    /// More than this is not sent again, one by one: looking anew is quicker.
    private static let mostMissed = 1000

    init(
        _ stream: EventStream, in hub: EventHub, of city: City, person: String?, address: String, after text: String?,
        close: @escaping @Sendable () -> Void, isAllowed: @escaping @Sendable () async throws -> Bool
    ) async throws {
        let (signals, wake) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let start = try await Self.start(after: text, city)
        let drop: @Sendable () -> Void = {
            hub.countDropped()
            close()
        }
        id = try hub.add(.init(person: person, address: address, wake: wake, close: drop))
        self.stream = stream
        self.hub = hub
        self.city = city
        self.signals = signals
        self.start = start
        self.isAllowed = isAllowed
        wake.yield()
    }

    /// It goes on.
    var length: Int? { nil }

    deinit {
        hub.remove(id)
    }

    /// - Parameter text: what the reader saw last; anything that is no place of ours counts as nothing.
    private static func start(after text: String?, _ city: City) async throws -> Start {
        let (newest, oldest) = try await city.store.point { (try OutboxQueries.newest($0), try OutboxQueries.oldest($0)) }
        guard let text, let place = Int(text), place >= 0 else { return Start(place: newest, isReset: false) }
        let isReset = place > newest || place < oldest - 1 || newest - place > mostMissed
        return Start(place: isReset ? newest : place, isReset: isReset)
    }

    func write(to writer: inout any ResponseBodyWriter) async throws {
        let heartbeat = Duration.seconds(city.settings[WebSettings.streamHeartbeat])
        var (place, said, asked) = (start.place, ContinuousClock.now, ContinuousClock.now)
        // The place at once, so that a reader who is cut off before the first event comes back to it.
        let greeting = "retry: 3000\n" + (start.isReset ? "event: reset\ndata: {}\n" : "") + "id: \(place)\n\n"
        try await send(greeting, to: &writer)
        for await _ in signals {
            try Task.checkCancellation()
            if hub.isToBeChecked(id) || asked.duration(to: .now) >= heartbeat {
                guard try await isAllowed() else { break }
                asked = .now
            }
            let events = try await events(after: place)
            for event in events where stream.topics.contains(where: event.isOf) {
                guard let message = try await stream.show(event) else { continue }
                let data = String(decoding: message.data.utf8(), as: UTF8.self)
                try await send("event: \(message.name)\nid: \(event.position)\ndata: \(data)\n\n", to: &writer)
                said = .now
            }
            place = events.last?.position ?? place
            if said.duration(to: .now) >= heartbeat {
                try await send(":\nid: \(place)\n\n", to: &writer)
                said = .now
            }
        }
    }

    private func events(after place: Int) async throws -> [RelayedEvent] {
        if let events = hub.recent(after: place) { return events }
        let events = try await city.store.point { try OutboxQueries.events(after: place, limit: Self.mostMissed + 1, $0) }
        // Right after it came, a reader may have a gap to close; later it means that it is too slow.
        guard events.count <= Self.mostMissed else {
            hub.countDropped()
            throw Stop.tooSlow
        }
        return events
    }

    private func send(_ text: String, to writer: inout any ResponseBodyWriter) async throws {
        hub.isSending(id, true)
        try await writer.write(ByteBuffer(string: text))
        hub.isSending(id, false)
    }
}
