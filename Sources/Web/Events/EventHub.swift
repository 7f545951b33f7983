internal import Kernel
internal import Storage
internal import Synchronization

/// This node's open event streams. Events are read once from the store, however many listen, and the last of them are kept in memory; a stream reads
/// there at its own pace. One that falls further behind than that is dropped, not waited for.
final class EventHub: Sendable {
    /// One open stream.
    struct Reader {
        let person: String?
        let address: String
        /// Wakes it: there is something new, its access is to be asked for again, or time has passed.
        let wake: AsyncStream<Void>.Continuation
        /// Ends its connection.
        let close: @Sendable () -> Void
        /// Since when what it was sent last has not gone out.
        var sending: ContinuousClock.Instant?
        var isToBeChecked = false
    }

    private struct State {
        var last = 0
        var readers: [Int: Reader] = [:]
        /// The newest events, in order.
        var recent: [RelayedEvent] = []
        /// The place before the first of `recent`, and of the newest event; nil while nobody listens.
        var span: (start: Int, newest: Int)?
        var isOver = false
        var dropped = 0
    }

    /// Events kept in memory: how far behind a reader may be.
    static let memory = 1024

    private let city: City
    private let state = Mutex(State())

    init(city: City) {
        self.city = city
    }

    /// For `/metrics`, in Prometheus' text format.
    var metrics: String {
        let (open, dropped) = state.withLock { ($0.readers.count, $0.dropped) }
        return """
            # HELP yankao_event_streams Event streams that are open.
            # TYPE yankao_event_streams gauge
            yankao_event_streams \(open)
            # HELP yankao_event_streams_dropped_total Event streams whose reader was too slow.
            # TYPE yankao_event_streams_dropped_total counter
            yankao_event_streams_dropped_total \(dropped)

            """
    }

    /// - Throws: ``Problem`` 429 or 503 when there are too many.
    func add(_ reader: Reader) throws -> Int {
        let settings = city.settings
        let (most, mostHere) = (settings[WebSettings.streams], settings[WebSettings.streamsPerAddress])
        let mostOwn = settings[WebSettings.streamsPerPerson]
        return try state.withLock { state in
            guard !state.isOver, state.readers.count < most else {
                var problem = Problem.busy
                problem.headers["Retry-After"] = "30"
                throw problem
            }
            let others = state.readers.values
            let isTooMuch =
                reader.person.map { person in others.count { $0.person == person } >= mostOwn }
                ?? (others.count { $0.person == nil && $0.address == reader.address } >= mostHere)
            guard !isTooMuch else { throw Problem.tooMany(minutes: 1) }
            state.last += 1
            state.readers[state.last] = reader
            return state.last
        }
    }

    func remove(_ id: Int) {
        let reader = state.withLock { state in
            let reader = state.readers.removeValue(forKey: id)
            if state.readers.isEmpty { (state.recent, state.span) = ([], nil) }
            return reader
        }
        reader?.wake.finish()
    }

    /// What came after a place, from memory.
    /// - Returns: nil when memory does not reach back so far.
    func recent(after place: Int) -> [RelayedEvent]? {
        state.withLock { state in
            guard let span = state.span, place >= span.start else { return nil }
            return Array(state.recent.dropFirst(place - span.start))
        }
    }

    /// Marks that something is being sent, or that it has gone out.
    func isSending(_ id: Int, _ isSending: Bool) {
        state.withLock { $0.readers[id]?.sending = isSending ? .now : nil }
    }

    /// Whether its access is to be asked for again; asked once.
    func isToBeChecked(_ id: Int) -> Bool {
        state.withLock { state in
            let isIt = state.readers[id]?.isToBeChecked ?? false
            state.readers[id]?.isToBeChecked = false
            return isIt
        }
    }

    /// Somebody signed out somewhere, or lost a right.
    func check(person: String?) {
        for wake in state.withLock({ state in
            state.readers.keys.filter { id in person == nil ? state.readers[id]?.person != nil : state.readers[id]?.person == person }.map { id in
                state.readers[id]?.isToBeChecked = true
                return state.readers[id]?.wake
            }
        }) { wake?.yield() }
    }

    /// Reads what is new and wakes everyone.
    func refill() async throws {
        while true {
            let (isWanted, newest) = state.withLock { (!$0.readers.isEmpty, $0.span?.newest) }
            guard isWanted else { return }
            guard let newest else {
                let newest = try await city.store.point { try OutboxQueries.newest($0) }
                state.withLock { state in if state.span == nil && !state.readers.isEmpty { state.span = (newest, newest) } }
                // Whoever came meanwhile with an older place looks into the store.
                wakeAll()
                continue
            }
            let events = try await city.store.point { try OutboxQueries.events(after: newest, limit: 256, $0) }
            guard let last = events.last else { return }
            state.withLock { state in
                guard let span = state.span, span.newest == newest else { return }
                state.recent += events
                let surplus = max(0, state.recent.count - Self.memory)
                state.recent.removeFirst(surplus)
                state.span = (span.start + surplus, last.position)
            }
            wakeAll()
        }
    }

    /// Time has passed: drops who has not taken in what was sent, and wakes the others for their sign of life.
    func tick(patience: Duration) {
        let now = ContinuousClock.now
        let slow = state.withLock { state in
            state.readers.values.filter { reader in reader.sending.map { $0.duration(to: now) > patience } ?? false }.map(\.close)
        }
        for close in slow { close() }
        wakeAll()
    }

    func countDropped() { state.withLock { $0.dropped += 1 } }

    /// Ends every stream and takes no more. Their readers come back by themselves, to another node or to this one's successor.
    func end() {
        for reader in state.withLock({ state in
            state.isOver = true
            return Array(state.readers.values)
        }) { reader.wake.finish() }
    }

    private func wakeAll() {
        for wake in state.withLock({ $0.readers.values.map(\.wake) }) { wake.yield() }
    }
}
