import Kernel
import Storage
import Synchronization
import TestSupport
import Testing

/// Events inside the program: emitted with a change, placed by the follower, brought to whoever subscribes.
@Suite struct EventDeliveryTests {
    private static let bell = Topic("test.bell")
    private static let other = Topic("test.other")

    /// A city whose only subscribers are the test's.
    private func city(_ city: TestCity, _ subscribers: [Subscriber], jobs: [JobKind] = [], clock: Clock? = nil) async throws -> City {
        let module = Module(name: "test", title: "測試", jobs: jobs, topics: [Self.bell, Self.other], subscribers: subscribers)
        let larger = city.city.with(modules: [module], clock: clock)
        try await EventDelivery(city: larger).enrol()
        return larger
    }

    private func ring(_ count: Int, of topic: Topic = Self.bell, _ city: TestCity, from first: Int = 1) async throws {
        for number in first..<(first + count) {
            try await city.store.write(exempt: .session) { try $0.emit(Event(topic, Reference("test/bell", "b"), [("number", String(number))])) }
        }
    }

    private func deliver(_ city: City) async throws { while try await EventDelivery(city: city).step() {} }

    @Test(arguments: TestCity.engines)
    func everyEventOfItsTopicsComesOnceAndInOrder(_ engine: Engine) async throws {
        try await TestCity.with(engine) { test in
            let heard = Mutex<[String]>([])
            let city = try await city(
                test, [Subscriber("test.ear", to: [Self.bell]) { event, _, _ in heard.withLock { $0.append(event.facts["number"] ?? "") } }])
            try await ring(3, test)
            try await ring(2, of: Self.other, test)
            try await ring(150, test, from: 4)
            let key = try await test.settleLedger()
            try await deliver(city)
            #expect(heard.withLock { $0 } == (1...153).map(String.init))
            try await deliver(city)
            try await ring(1, test, from: 154)
            try await test.settleLedger(key)
            try await deliver(city)
            #expect(heard.withLock { $0.count } == 154)
        }
    }

    /// An event of a transaction with an entry comes where the entry stands, and not when the transaction is undone.
    @Test(arguments: TestCity.engines)
    func anEventIsPartOfItsTransaction(_ engine: Engine) async throws {
        struct Undone: Error {}
        try await TestCity.with(engine) { test in
            let heard = Mutex<[String]>([])
            let city = try await city(
                test, [Subscriber("test.ear", to: [Self.bell]) { event, _, _ in heard.withLock { $0.append(event.reference?.id ?? "") } }])
            for id in ["a", "b", "c"] {
                try? await test.store.write(as: .operatorAtConsole, "test.ring") { db, changes in
                    try db.emit(Event(Self.bell, Reference("test/bell", id)))
                    changes.append(Change(Reference("test/bell", id)))
                    if id == "b" { throw Undone() }
                }
            }
            #expect(heard.withLock { $0 } == [])
            try await test.settleLedger()
            try await deliver(city)
            #expect(heard.withLock { $0 } == ["a", "c"])
        }
    }

    /// An emission is no change of the record: alone it leaves nothing to enter.
    @Test(arguments: TestCity.engines)
    func anEventAloneIsNoWriteWithAnEntry(_ engine: Engine) async throws {
        _ = try await TestCity.with(engine) { test in
            await #expect(throws: StoreError.nothingNoted) {
                try await test.store.write(as: .operatorAtConsole, "test.ring") { db, _ in try db.emit(Event(Self.bell)) }
            }
        }
    }

    @Test(arguments: TestCity.engines)
    func oneThatFailsHoldsUpNobodyAndMissesNothing(_ engine: Engine) async throws {
        struct Refused: Error {}
        let time = Mutex(TestCity.now)
        let clock = Clock { time.withLock { $0 } }
        try await TestCity.with(engine, clock: clock) { test in
            let good = Mutex<[String]>([])
            let bad = Mutex<[String]>([])
            let refuses = Mutex(true)
            let city = try await city(
                test,
                [
                    Subscriber("test.bad", to: [Self.bell]) { event, _, _ in
                        if event.facts["number"] == "3" && refuses.withLock({ $0 }) { throw Refused() }
                        bad.withLock { $0.append(event.facts["number"] ?? "") }
                    },
                    Subscriber("test.good", to: [Self.bell]) { event, _, _ in good.withLock { $0.append(event.facts["number"] ?? "") } },
                ])
            try await ring(5, test)
            try await test.settleLedger()
            try await deliver(city)
            #expect(good.withLock { $0 } == ["1", "2", "3", "4", "5"])
            var place = try #require(try await test.store.read { try SubscriberQueries.all($0) }.first { $0.id == "test.bad" })
            #expect(place.failures == 1 && place.problem == "Refused" && place.retryAt == TestCity.now.adding(seconds: 1))
            // What came before the third has been taken for good; the third is waited for.
            bad.withLock { $0 = [] }
            try await deliver(city)
            #expect(bad.withLock { $0 } == [])
            for _ in 0..<3 {
                time.withLock { $0 = $0.adding(seconds: 700) }
                try await deliver(city)
            }
            place = try #require(try await test.store.read { try SubscriberQueries.all($0) }.first { $0.id == "test.bad" })
            #expect(place.failures == 4 && place.retryAt == time.withLock { $0 }.adding(seconds: 8))
            refuses.withLock { $0 = false }
            time.withLock { $0 = $0.adding(seconds: 700) }
            try await deliver(city)
            #expect(bad.withLock { $0 } == ["3", "4", "5"])
        }
    }

    /// What a subscriber writes and its place are one transaction: killed in between, it has done neither.
    @Test(arguments: TestCity.engines)
    func whatItWritesStaysWithItsPlace(_ engine: Engine) async throws {
        struct Killed: Error {}
        try await TestCity.with(engine) { test in
            let isKilled = Mutex(true)
            let city = try await city(
                test,
                [
                    Subscriber("test.queue", to: [Self.bell]) { event, city, db in
                        try JobQueries.enqueue("test.job", input: event.facts["number"] ?? "", at: city.clock.now(), db)
                        if event.facts["number"] == "1" && isKilled.withLock({ $0 }) { throw Killed() }
                    }
                ])
            try await ring(2, test)
            try await test.settleLedger()
            try await deliver(city)
            #expect(try await test.store.read { try JobQueries.list(before: nil, limit: 10, $0) }.isEmpty)
            isKilled.withLock { $0 = false }
            try await test.store.write(exempt: .subscriber) { _ = try $0.run("UPDATE subscriber SET retry_at = NULL") }
            try await deliver(city)
            #expect(try await test.store.read { try JobQueries.list(before: nil, limit: 10, $0) }.map(\.input).sorted() == ["1", "2"])
        }
    }

    /// Several nodes at once, as on PostgreSQL.
    @Test(arguments: TestCity.engines)
    func twoNodesBringNothingTwice(_ engine: Engine) async throws {
        try await TestCity.with(engine) { test in
            let city = try await city(
                test,
                [
                    Subscriber("test.queue", to: [Self.bell]) { event, city, db in
                        try JobQueries.enqueue("test.job", input: event.facts["number"] ?? "", at: city.clock.now(), db)
                    }
                ])
            try await ring(40, test)
            try await test.settleLedger()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<4 { group.addTask { for _ in 0..<20 { try await EventDelivery(city: city).step() } } }
                try await group.waitForAll()
            }
            let inputs = try await test.store.read { try JobQueries.list(before: nil, limit: 100, $0) }.map(\.input)
            #expect(inputs.count == 40 && Set(inputs).count == 40)
        }
    }

    @Test(arguments: TestCity.engines)
    func anEventQueuesAJobThatKnowsIt(_ engine: Engine) async throws {
        try await TestCity.with(engine) { test in
            let seen = Mutex<[RelayedEvent]>([])
            let kind = JobKind("test.answer", "回應", on: [Self.bell], afterKill: .restart) { run in
                if let event = run.event { seen.withLock { $0.append(event) } }
                return "好"
            }
            let city = try await city(test, [], jobs: [kind])
            try await test.store.write(exempt: .session) {
                try $0.emit(Event(Self.bell, Reference("test/bell", "a/b"), [("who", "\"研\"\n")]))
            }
            try await test.settleLedger()
            try await deliver(city)
            #expect(try await JobRunner(city: city, node: "one").step())
            let event = try #require(seen.withLock { $0.first })
            #expect(event.reference?.text == "test/bell/a/b" && event.facts == ["who": "\"研\"\n"] && event.topic == "test.bell")
            #expect(event.position == 1 && event.at == TestCity.now)
        }
    }

    @Test(arguments: TestCity.engines)
    func whatEverybodyHasReadIsForgottenAfterItsTime(_ engine: Engine) async throws {
        try await TestCity.with(engine) { test in
            let city = try await city(test, [Subscriber("test.ear", to: [Self.bell]) { _, _, _ in }])
            try await ring(5, test)
            let key = try await test.settleLedger()
            let later = TestCity.now.adding(seconds: 1)
            func forget(_ moment: Instant) async throws -> Int {
                try await test.store.write(exempt: .subscriber) { try OutboxQueries.forget(before: moment, $0) }
            }
            #expect(try await forget(later) == 0, "the subscriber has not read them")
            try await deliver(city)
            #expect(try await forget(TestCity.now) == 0, "they are not old enough")
            #expect(try await forget(later) == 4)
            // The places go on from the last.
            try await ring(1, test, from: 6)
            try await test.settleLedger(key)
            #expect(try await test.store.read { try OutboxQueries.events(after: 0, limit: 9, $0) }.map(\.position) == [5, 6])
        }
    }

    /// Who subscribes later is not flooded with what was before.
    @Test(arguments: TestCity.engines)
    func aNewSubscriberBeginsWithTheNextEvent(_ engine: Engine) async throws {
        try await TestCity.with(engine) { test in
            try await ring(3, test)
            let key = try await test.settleLedger()
            let heard = Mutex<[String]>([])
            let city = try await city(
                test, [Subscriber("test.ear", to: [Self.bell]) { event, _, _ in heard.withLock { $0.append(event.facts["number"] ?? "") } }])
            try await ring(1, test, from: 4)
            try await test.settleLedger(key)
            try await deliver(city)
            #expect(heard.withLock { $0 } == ["4"])
        }
    }
}
