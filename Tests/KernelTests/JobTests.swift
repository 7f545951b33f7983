import Foundation
import Kernel
import Storage
import Synchronization
import TestSupport
import Testing

@Suite struct JobTests {
    private struct Broken: Error {}

    /// What a job saw, from whatever thread.
    private final class Log: Sendable {
        private let lines = Mutex<[String]>([])
        func add(_ line: String) { lines.withLock { $0.append(line) } }
        var all: [String] { lines.withLock { $0 } }
    }

    private final class Moving: Sendable {
        private let seconds = Mutex<Int64>(0)
        var clock: Clock { Clock { TestCity.now.adding(seconds: self.seconds.withLock { $0 }) } }
        func move(_ by: Int64) { seconds.withLock { $0 += by } }
    }

    private func with(_ engine: Engine, _ kinds: [JobKind], _ body: (City, Moving) async throws -> Void) async throws {
        let time = Moving()
        try await TestCity.with(engine, clock: time.clock) { test in
            let city = test.city
            try await body(
                City(
                    government: city.government, commission: city.commission, address: city.address, securityContact: city.securityContact,
                    version: city.version, store: city.store, clock: time.clock, settings: city.settings,
                    modules: [Module(name: "sample", title: "示範", jobs: kinds)], grants: [], english: city.english, passwords: city.passwords), time)
        }
    }

    private func enqueue(_ kind: String, key: String? = nil, input: String = "", _ city: City) async throws -> String? {
        let now = city.clock.now()
        return try await city.store.write(exempt: .job) { try JobQueries.enqueue(kind, key: key, input: input, at: now, $0) }
    }

    private func job(_ id: String?, _ city: City) async throws -> Job {
        let id = try #require(id)
        return try #require(try await city.store.read { try JobQueries.find(id, $0) })
    }

    private func drain(_ city: City, node: String = "a") async throws {
        let runner = JobRunner(city: city, node: node)
        while try await runner.step() {}
    }

    @Test(arguments: TestCity.engines)
    func aJobRunsOnceAndTellsWhatCameOfIt(_ engine: Engine) async throws {
        let log = Log()
        let kind = JobKind("sample.count", "數", afterKill: .restart) { run in
            log.add(run.input)
            try await run.report(3, of: 4)
            return "數到 \(4)"
        }
        try await with(engine, [kind]) { city, _ in
            let id = try await enqueue("sample.count", input: "x", city)
            try await drain(city)
            try await drain(city)
            #expect(log.all == ["x"])
            let job = try await job(id, city)
            #expect(job.state == .done && job.note == "數到 4" && job.done == 3 && job.total == 4 && job.attempts == 1)
        }
    }

    @Test(arguments: TestCity.engines)
    func aKeyIsInTheQueueOnce(_ engine: Engine) async throws {
        let kind = JobKind("sample.count", "數", afterKill: .restart) { _ in "好了" }
        try await with(engine, [kind]) { city, _ in
            #expect(try await enqueue("sample.count", key: "k", city) != nil)
            #expect(try await enqueue("sample.count", key: "k", city) == nil)
            #expect(try await enqueue("sample.count", key: "l", city) != nil)
            #expect(try await enqueue("sample.count", city) != nil)
            #expect(try await enqueue("sample.count", city) != nil, "without a key every job is its own")
            try await drain(city)
            #expect(try await enqueue("sample.count", key: "k", city) != nil, "what has ended does not count")
        }
    }

    @Test(arguments: TestCity.engines)
    func aJobThatFailsIsTriedAgainLaterAndLater(_ engine: Engine) async throws {
        let log = Log()
        let kind = JobKind("sample.fail", "敗", attempts: 3, afterKill: .restart) { run in
            log.add("try")
            throw Broken()
        }
        try await with(engine, [kind]) { city, time in
            let id = try await enqueue("sample.fail", city)
            try await drain(city)
            #expect(try await job(id, city).state == .waiting && log.all.count == 1)
            time.move(9)
            try await drain(city)
            #expect(log.all.count == 1)
            time.move(1)
            try await drain(city)
            #expect(log.all.count == 2)
            time.move(19)
            try await drain(city)
            #expect(log.all.count == 2)
            time.move(1)
            try await drain(city)
            let ended = try await job(id, city)
            #expect(ended.state == .failed && ended.attempts == 3 && ended.note == "Broken")
            time.move(100_000)
            try await drain(city)
            #expect(log.all.count == 3)
        }
    }

    @Test(arguments: TestCity.engines)
    func whatCannotSucceedIsNotTriedAgain(_ engine: Engine) async throws {
        let kind = JobKind("sample.fail", "敗", afterKill: .restart) { _ in throw JobFailure("找不到檔案") }
        try await with(engine, [kind]) { city, _ in
            let id = try await enqueue("sample.fail", city)
            let other = try await enqueue("sample.unknown", city)
            try await drain(city)
            let failed = try await job(id, city)
            #expect(failed.state == .failed && failed.note == "找不到檔案" && failed.attempts == 1)
            #expect(try await job(other, city).state == .failed)
        }
    }

    @Test(arguments: TestCity.engines)
    func aWaitingJobIsCancelledAtOnceAndARunningOneSoon(_ engine: Engine) async throws {
        let log = Log()
        let kind = JobKind("sample.long", "久", afterKill: .restart) { run in
            log.add("began")
            let id = run.job.id
            let now = run.city.clock.now()
            _ = try await run.city.store.write(exempt: .job) { try JobQueries.cancel(id, at: now, $0) }
            try await run.report(1, of: 10)
            log.add("went on")
            return "好了"
        }
        try await with(engine, [kind]) { city, _ in
            let now = city.clock.now()
            let waiting = try #require(try await enqueue("sample.long", city))
            #expect(try await city.store.write(exempt: .job) { try JobQueries.cancel(waiting, at: now, $0) })
            #expect(try await !city.store.write(exempt: .job) { try JobQueries.cancel(waiting, at: now, $0) })
            let running = try await enqueue("sample.long", city)
            try await drain(city)
            #expect(try await job(waiting, city).state == .cancelled)
            #expect(try await job(running, city).state == .cancelled)
            #expect(log.all == ["began"])
        }
    }

    /// What `kill -9` leaves: a job that says it runs, on a node that says nothing.
    @Test(arguments: TestCity.engines)
    func aKilledJobFollowsItsRule(_ engine: Engine) async throws {
        let log = Log()
        let kinds: [JobKind] = [
            JobKind("sample.restart", "重", afterKill: .restart) { run in
                log.add("restart")
                return "好了"
            },
            JobKind("sample.resume", "續", afterKill: .resume) { run in
                log.add("resume at \(run.checkpoint ?? "start")")
                return "好了"
            },
            JobKind("sample.giveUp", "棄", afterKill: .giveUp) { run in
                log.add("giveUp")
                return "好了"
            },
        ]
        try await with(engine, kinds) { city, time in
            var ids: [String: String?] = [:]
            for kind in kinds { ids[kind.id] = try await enqueue(kind.id, city) }
            let now = city.clock.now()
            try await city.store.write(exempt: .job) { db in
                _ = try db.run("UPDATE job SET state = 'running', node = 'killed', attempts = 1, beat_at = \(now), checkpoint = '7'")
            }
            time.move(29)
            try await drain(city)
            #expect(log.all.isEmpty, "a node that was just heard of is left alone")
            time.move(2)
            try await drain(city)
            #expect(log.all.sorted() == ["restart", "resume at 7"])
            #expect(try await job(ids["sample.giveUp"] ?? nil, city).state == .failed)
            #expect(try await job(ids["sample.resume"] ?? nil, city).attempts == 2)
        }
    }

    /// A node that was only slow finds that its job is another's now, and changes nothing any more.
    @Test(arguments: TestCity.engines)
    func aNodeThatLostItsJobStops(_ engine: Engine) async throws {
        let log = Log()
        let kind = JobKind("sample.slow", "慢", afterKill: .restart) { run in
            let id = run.job.id
            _ = try await run.city.store.write(exempt: .job) { try $0.run("UPDATE job SET node = 'other', attempts = 2 WHERE id = \(id)") }
            try await run.save("half")
            log.add("went on")
            return "好了"
        }
        try await with(engine, [kind]) { city, _ in
            let id = try await enqueue("sample.slow", city)
            try await drain(city)
            let left = try await job(id, city)
            #expect(left.state == .running && left.node == "other" && left.checkpoint == nil && log.all.isEmpty)
        }
    }

    @Test(arguments: TestCity.engines)
    func manyNodesShareTheQueueAndRunNothingTwice(_ engine: Engine) async throws {
        let log = Log()
        let kind = JobKind("sample.count", "數", afterKill: .restart) { run in
            log.add(run.input)
            return "好了"
        }
        try await with(engine, [kind]) { city, _ in
            for number in 0..<40 { _ = try await enqueue("sample.count", input: String(number), city) }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for node in ["a", "b", "c", "d"] { group.addTask { try await drain(city, node: node) } }
                try await group.waitForAll()
            }
            #expect(log.all.compactMap { Int($0) }.sorted() == Array(0..<40))
        }
    }

    @Test(arguments: TestCity.engines)
    func aScheduledJobRunsOncePerTimeOnAllNodes(_ engine: Engine) async throws {
        let log = Log()
        let kind = JobKind("sample.nightly", "夜", schedule: "0 9 * * *", afterKill: .restart) { _ in
            log.add("ran")
            return "好了"
        }
        try await with(engine, [kind]) { city, time in
            for node in ["a", "b", "a"] { try await drain(city, node: node) }
            #expect(log.all.count == 1, "nine o'clock is now")
            time.move(86_399)
            try await drain(city)
            #expect(log.all.count == 1)
            time.move(1)
            for node in ["b", "a"] { try await drain(city, node: node) }
            #expect(log.all.count == 2)
            // Three days without a node: what was missed is done once.
            time.move(3 * 86_400)
            try await drain(city)
            #expect(log.all.count == 3)
        }
    }

    @Test(arguments: TestCity.engines)
    func aProcessThatStopsPutsItsJobBack(_ engine: Engine) async throws {
        let log = Log()
        let kind = JobKind("sample.long", "久", afterKill: .resume) { run in
            log.add("began at \(run.checkpoint ?? "start")")
            guard run.checkpoint == nil else { return "好了" }
            try await run.save("half")
            try await Task.sleep(for: .seconds(600))
            return "好了"
        }
        try await with(engine, [kind]) { city, _ in
            let id = try await enqueue("sample.long", city)
            let task = Task { try await JobRunner(city: city, node: "a").step() }
            for _ in 0..<600 where try await job(id, city).checkpoint == nil { try await Task.sleep(for: .milliseconds(20)) }
            task.cancel()
            _ = try await task.value
            let left = try await job(id, city)
            #expect(left.state == .waiting && left.attempts == 0)
            try await drain(city, node: "b")
            #expect(log.all == ["began at start", "began at half"])
            #expect(try await job(id, city).state == .done)
        }
    }
}
