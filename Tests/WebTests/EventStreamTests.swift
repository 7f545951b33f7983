import Formats
import Kernel
import Storage
import Synchronization
import TestSupport
import Testing

@testable import Web

/// Event streams, seen by readers without a socket; `Tests/Conformance/test_events.py` does it over the wire.
@Suite struct EventStreamTests {
    private static let bell = Topic("test.bell")
    private static let open = Endpoint(.get, "/bell", .everyone, .events("鈴")) { _ in
        .events([bell]) { event in event.facts["secret"] == nil ? .init("bell", ["number": .string(event.facts["number"] ?? "")]) : nil }
    }
    private static let staff = Endpoint(.get, "/staff-bell", .signedIn, .events("鈴")) { _ in .events([bell]) { _ in .init("bell", [:]) } }

    private func until(_ isTrue: () async throws -> Bool) async throws {
        for _ in 0..<600 {
            if try await isTrue() { return }
            try await Task.sleep(for: .milliseconds(20))
        }
        Issue.record("it did not come about")
    }

    private func ring(_ numbers: ClosedRange<Int>, _ city: TestCity, isSecret: Bool = false) async throws {
        try await city.store.write(exempt: .session) { db in
            for number in numbers {
                try db.emit(Event(Self.bell, nil, [("number", String(number))] + (isSecret ? [("secret", "")] : [])))
            }
        }
        try await city.settleLedger()
        try await city.store.driver.announce(OutboxQueries.channel, "")
    }

    /// A site whose streams are fed while the body runs.
    private func with(
        _ engine: Engine = .sqlite, settings: [String: Int] = [:], clock: Clock = .fixed(TestCity.now), _ body: (TestCity, Site) async throws -> Void
    ) async throws {
        try await TestCity.with(engine, clock: clock, settings: settings) { city in
            let site = try city.site(adding: [Self.open, Self.staff])
            let feeding = Task { await site.runEvents() }
            do {
                try await body(city, site)
            } catch {
                feeding.cancel()
                throw error
            }
            feeding.cancel()
            await feeding.value
        }
    }

    @Test(arguments: TestCity.engines)
    func whatHappensIsToldToEveryReader(_ engine: Engine) async throws {
        try await with(engine) { city, site in
            let ears = [try await Browser(site).listen("/bell"), try await Browser(site).listen("/bell")]
            for ear in ears { #expect(ear.answer.status == 200 && ear.answer.headers["cache-control"] == "no-store") }
            try await ring(1...3, city)
            for ear in ears {
                try await until { ear.fields("data").count == 3 }
                #expect(ear.fields("data") == [#"{"number":"1"}"#, #"{"number":"2"}"#, #"{"number":"3"}"#])
                #expect(ear.fields("id") == ["0", "1", "2", "3"] && ear.fields("event") == ["bell", "bell", "bell"])
                ear.leave()
            }
        }
    }

    /// RFC 9110 has nothing to say here; WHATWG HTML, "Server-sent events", has: a reader that comes back names the last id it saw.
    @Test(arguments: TestCity.engines)
    func whoComesBackMissesNothing(_ engine: Engine) async throws {
        try await with(engine) { city, site in
            try await ring(1...5, city)
            for (headers, path) in [(["last-event-id": "2"], "/bell"), ([:], "/bell?after=2")] {
                let ear = try await Browser(site).listen(path, headers)
                try await until { ear.fields("data").count == 3 }
                #expect(ear.fields("id") == ["2", "3", "4", "5"] && !ear.text.contains("reset"))
                ear.leave()
            }
            // Without one it begins now.
            let fresh = try await Browser(site).listen("/bell")
            try await until { fresh.fields("id") == ["5"] }
            fresh.leave()
        }
    }

    @Test func whatIsNoLongerKeptIsSaidToBeMissed() async throws {
        try await with { city, site in
            try await ring(1...5, city)
            let gone = try await city.store.write(exempt: .subscriber) { db in
                // Every subscriber has read them.
                try db.run("DELETE FROM subscriber")
                return try OutboxQueries.forget(before: TestCity.now.adding(seconds: 1), db)
            }
            #expect(gone == 4)
            for place in ["1", "99"] {
                let ear = try await Browser(site).listen("/bell", ["last-event-id": place])
                try await until { ear.fields("event") == ["reset"] && ear.fields("id") == ["5"] }
                ear.leave()
            }
            for place in ["x", "-1", "4"] {
                let ear = try await Browser(site).listen("/bell", ["last-event-id": place])
                try await until { ear.text.contains("id: ") }
                #expect(!ear.text.contains("reset"))
                ear.leave()
            }
        }
    }

    @Test func eachEventIsShownToWhoMaySeeItOnly() async throws {
        try await with { city, site in
            let ear = try await Browser(site).listen("/bell")
            try await ring(1...2, city, isSecret: true)
            try await ring(3...3, city)
            try await until { ear.fields("data").count == 1 }
            #expect(ear.fields("data") == [#"{"number":"3"}"#] && ear.fields("id") == ["0", "3"])
            ear.leave()
        }
    }

    @Test(arguments: TestCity.engines)
    func aStreamEndsWhenItsReaderSignsOut(_ engine: Engine) async throws {
        try await with(engine) { city, site in
            try await city.add("wang", .officer, at: "rdec")
            try await city.add("chen", .officer, at: "rdec")
            let (wang, chen) = (Browser(site), Browser(site))
            #expect(try await Browser(site).listen("/staff-bell").answer.status == 303)
            _ = try await wang.signIn("wang")
            _ = try await chen.signIn("chen")
            let (ear, other) = (try await wang.listen("/staff-bell"), try await chen.listen("/staff-bell"))
            try await until { ear.text.contains("id: ") && other.text.contains("id: ") }
            _ = try await wang.post("/sign-out", [:], tokenFrom: "/account")
            try await until { ear.isOver }
            #expect(!other.isOver)
            try await ring(1...1, city)
            try await until { other.fields("data").count == 1 }
            #expect(ear.fields("data") == [])
            other.leave()
        }
    }

    @Test func aStreamEndsWithItsSession() async throws {
        let time = TestClock()
        try await with(settings: ["web.streamHeartbeat": 1], clock: time.clock) { city, site in
            try await city.add("wang", .officer, at: "rdec")
            let wang = Browser(site)
            _ = try await wang.signIn("wang")
            let ear = try await wang.listen("/staff-bell")
            try await until { ear.text.contains("\n:\n") }
            time.move(seconds: 13 * 3600)
            try await until { ear.isOver }
        }
    }

    @Test func thereAreSoManyStreamsAndNoMore() async throws {
        try await with(settings: ["web.streamsPerPerson": 2, "web.streamsPerAddress": 3, "web.streams": 4]) { city, site in
            try await city.add("wang", .officer, at: "rdec")
            let wang = Browser(site)
            _ = try await wang.signIn("wang")
            var ears = [try await wang.listen("/bell"), try await wang.listen("/staff-bell")]
            let third = try await wang.listen("/bell")
            #expect(third.answer.status == 429 && third.answer.headers["retry-after"] == nil)
            for _ in 0..<2 { ears.append(try await Browser(site).listen("/bell")) }
            let fifth = try await Browser(site).listen("/bell")
            #expect(fifth.answer.status == 503 && fifth.answer.headers["retry-after"] == "30")
            // A place that is given up is free again.
            ears[3].leave()
            try await until { try await Browser(site).send("HEAD", "/bell").status == 200 }
            for ear in ears { ear.leave() }
        }
    }

    @Test func aSlowReaderIsDroppedAndNotWaitedFor() async throws {
        try await with { city, site in
            let gate = Mutex(false)
            let slow = try await Browser(site).listen(
                "/bell", pause: { while !gate.withLock({ $0 }) { try? await Task.sleep(for: .milliseconds(5)) } })
            let quick = try await Browser(site).listen("/bell")
            try await until { quick.text.contains("id: ") }
            let most = EventHub.memory + 100
            for start in stride(from: 1, to: most, by: 281) { try await ring(start...(start + 280), city) }
            try await until { quick.fields("data").count >= most }
            #expect(slow.text.isEmpty)
            gate.withLock { $0 = true }
            try await until { slow.isOver }
            #expect(slow.fields("data").isEmpty)
            #expect(try await Browser(site).get("/metrics").text.contains("yankao_event_streams_dropped_total 1\n"))
            quick.leave()
        }
    }

    @Test func streamsEndWhenTheServerStops() async throws {
        try await TestCity.with { city in
            let site = try city.site(adding: [Self.open])
            let feeding = Task { await site.runEvents() }
            let ear = try await Browser(site).listen("/bell")
            try await until { ear.text.contains("id: ") }
            feeding.cancel()
            await feeding.value
            try await until { ear.isOver }
            #expect(try await Browser(site).listen("/bell").answer.status == 503)
        }
    }

    @Test func streamsAreNotCompressed() async throws {
        try await with { _, site in
            let ear = try await Browser(site).listen("/bell", ["accept-encoding": "gzip"])
            #expect(ear.answer.headers["content-encoding"] == nil && ear.answer.headers["etag"] == nil)
            try await until { ear.text.hasPrefix("retry: 3000\nid: 0\n\n") }
            ear.leave()
        }
    }
}
