internal import Storage

/// Brings events to subscribers; every node has one. On PostgreSQL they share the work, and no subscriber gets an event from two at once.
public struct EventDelivery: Sendable {
    private let city: City
    private let subscribers: [Subscriber]
    /// The most events in one transaction.
    private static let most = 100

    public init(city: City) {
        self.city = city
        subscribers = city.subscribers
    }

    /// Makes the subscribers known, so that they get what is emitted from now on. Done whenever an installation is opened.
    public func enrol() async throws {
        let ids = subscribers.map(\.id)
        let known = try await city.store.read { try SubscriberQueries.all($0).map(\.id) }
        guard Set(known) != Set(ids) else { return }
        try await city.store.write(exempt: .subscriber) { try SubscriberQueries.enrol(ids, $0) }
    }

    /// Until its task is cancelled.
    public func run() async {
        let (signals, signal) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let listening = city.store.driver.listen(OutboxQueries.channel) { _ in signal.yield() }
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                for await _ in signals {
                    // Until nothing is left; what fails here is tried again at the next signal.
                    while !Task.isCancelled, (try? await step()) == true {}
                }
            }
            group.addTask {
                // An announcement can get lost, and what failed has to be tried again.
                while (try? await Task.sleep(for: .seconds(1))) != nil { signal.yield() }
                signal.finish()
            }
        }
        listening.end()
    }

    /// Brings what is there to everyone who is behind.
    /// - Returns: whether anyone took anything.
    @discardableResult
    public func step() async throws -> Bool {
        let now = city.clock.now()
        let (newest, places) = try await city.store.read { (try OutboxQueries.newest($0), try SubscriberQueries.all($0)) }
        let behind = Set(places.filter { $0.position < newest && $0.isDue(at: now) }.map(\.id))
        var isAnyDone = false
        for subscriber in subscribers where behind.contains(subscriber.id) {
            if try await serve(subscriber, at: now) { isAnyDone = true }
        }
        return isAnyDone
    }

    private struct Failure: Error {
        let place: SubscriberQueries.Place
        /// How many events before the one that failed.
        let passed: Int
        let problem: String
    }

    private func serve(_ subscriber: Subscriber, at now: Instant) async throws -> Bool {
        do {
            return try await deliver(to: subscriber, most: Self.most, at: now)
        } catch let failure as Failure {
            // What came before the one that failed is not done again and again.
            if failure.passed > 0 { return try await deliver(to: subscriber, most: failure.passed, at: now) }
            try await city.store.write(exempt: .subscriber) { try SubscriberQueries.fail(failure.place, failure.problem, at: now, $0) }
            return false
        }
    }

    private func deliver(to subscriber: Subscriber, most: Int, at now: Instant) async throws -> Bool {
        let city = city
        return try await city.store.write(exempt: .subscriber) { db in
            guard let place = try SubscriberQueries.take(subscriber.id, db), place.isDue(at: now) else { return false }
            let newest = try OutboxQueries.newest(db)
            let topics = subscriber.topics.map(\.id).sorted()
            let events = try OutboxQueries.events(of: topics, after: place.position, upTo: newest, limit: most, db)
            for (index, event) in events.enumerated() {
                do {
                    try subscriber.take(event, city, db)
                } catch StoreError.retry {
                    throw StoreError.retry
                } catch {
                    // Only the type of what was not foreseen: its text may repeat what somebody wrote.
                    throw Failure(place: place, passed: index, problem: (error as? StoreError).map { "\($0)" } ?? "\(type(of: error))")
                }
            }
            let reached = events.count < most ? newest : events.last?.position ?? newest
            if reached > place.position { try SubscriberQueries.move(subscriber.id, to: reached, db) }
            return reached > place.position
        }
    }
}
