import Foundation
import Storage
import Testing

@Suite struct ReadPoolTests {
    @Test(arguments: Engine.underTest)
    func aReadEndsAtItsTime(_ engine: Engine) async throws {
        try await withStore(engine, limits: PoolLimits(points: 1, readers: 1, writers: 1, waiting: 1, readSeconds: 1)) { test in
            await #expect(throws: StoreError.timeout) { try await test.all(Sample.slow) }
            // The connection is as good as new.
            try await #expect(test.column("n", "SELECT 7 AS n") == [7])
        }
    }

    /// A closure of many short queries is limited as a whole.
    @Test(arguments: Engine.underTest)
    func aLongClosureEndsAtItsTime(_ engine: Engine) async throws {
        try await withStore(engine, limits: PoolLimits(points: 1, readers: 1, writers: 1, waiting: 1, readSeconds: 1)) { test in
            await #expect(throws: StoreError.timeout) {
                try await test.store.read { db in
                    while true { _ = try db.all("SELECT count(*) AS n FROM thing CROSS JOIN (VALUES (1), (2), (3)) AS v") }
                }
            }
        }
    }

    @Test(arguments: Engine.underTest)
    func tooManyReadersAreTurnedAway(_ engine: Engine) async throws {
        try await withStore(engine, limits: PoolLimits(points: 1, readers: 1, writers: 1, waiting: 1, readSeconds: 30)) { test in
            let (running, began) = AsyncStream.makeStream(of: Void.self)
            let end = Flag()
            async let first = test.store.read { db in
                began.yield()
                end.wait()
                return 1
            }
            for await _ in running { break }
            // One of these waits for the first; whichever it is, the others find the queue full.
            let refused = await withTaskGroup(of: Bool.self) { group in
                for _ in 0..<4 {
                    group.addTask {
                        do {
                            return try await test.store.read { _ in false }
                        } catch {
                            return error as? StoreError == .overloaded
                        }
                    }
                }
                var refused = 0
                while refused < 3, await group.next() == true { refused += 1 }
                end.set()
                await group.waitForAll()
                return refused
            }
            #expect(refused == 3)
            try await #expect(first == 1)
        }
    }

    /// Slow reads in the same pool as point reads once froze them for seconds. Here they hold every reader until the points are through.
    /// The limit only ends what hangs; it also runs while the test waits for its turn.
    @Test(.timeLimit(.minutes(10)), arguments: Engine.underTest)
    func pointsAreNotHeldUpBySlowReads(_ engine: Engine) async throws {
        try await withStore(engine, limits: PoolLimits(points: 2, readers: 2, writers: 1, waiting: 8, readSeconds: 60)) { test in
            try await test.run("INSERT INTO named (id, name) VALUES ('a', '臺南')")
            let end = Flag()
            try await withThrowingTaskGroup(of: Void.self) { group in
                let (running, began) = AsyncStream.makeStream(of: Void.self)
                for _ in 0..<5 {
                    group.addTask {
                        try await test.store.read { db in
                            _ = try db.all("SELECT id FROM named")
                            began.yield()
                            end.wait()
                        }
                    }
                }
                var waiting = running.makeAsyncIterator()
                for _ in 0..<2 { await waiting.next() }
                for _ in 0..<20 {
                    let name = try await test.store.point { db in
                        try db.first("SELECT name FROM named WHERE id = \("a")")?.get("name", as: String.self)
                    }
                    #expect(name == "臺南")
                }
                for _ in 0..<5 { end.set() }
                try await group.waitForAll()
            }
        }
    }

    /// SQLite's point reads run where they are called, so that an event loop pays no hop for them.
    @Test func sqlitePointsRunOnTheCallingThread() async throws {
        try await withStore(.sqlite) { test in
            let calling = pthread_self()
            try await #expect(test.store.point { _ in pthread_self() } == calling)
            try await #expect(test.store.read { _ in pthread_self() } != calling)
        }
    }

    @Test(arguments: Engine.underTest)
    func aClosedStoreSaysSo(_ engine: Engine) async throws {
        try await withStore(engine) { test in
            await test.store.close()
            await #expect(throws: StoreError.unavailable("the store is closed")) { try await test.all("SELECT 1 AS n") }
            await #expect(throws: StoreError.unavailable("the store is closed")) { try await test.store.point { db in try db.all("SELECT 1 AS n") } }
            await #expect(throws: StoreError.unavailable("the store is closed")) { try await test.run("DELETE FROM named") }
        }
    }
}
