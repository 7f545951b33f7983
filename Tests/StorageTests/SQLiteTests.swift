import Foundation
import GRDB
import Storage
import Testing

@testable import StorageSQLite

/// What only the SQLite adapter has to promise.
@Suite struct SQLiteTests {
    /// With NORMAL, which GRDB sets for WAL, an acknowledged write may be gone after a power cut.
    @Test func theWriterWaitsForTheDisk() async throws {
        try await withStore(.sqlite) { test in
            let row = try await test.store.write(exempt: .session) { db in
                [
                    try db.first("PRAGMA synchronous")?.get("synchronous", as: Int.self),
                    try db.first("PRAGMA foreign_keys")?.get("foreign_keys", as: Int.self),
                    try db.first("PRAGMA temp_store")?.get("temp_store", as: Int.self),
                ]
            }
            #expect(row == [2, 1, 2])
            try await #expect(test.column("journal_mode", "PRAGMA journal_mode") == ["wal"])
        }
    }

    /// A closure that reads before it writes holds the write lock from its first line, so it cannot meet another writer half-way.
    @Test func aWriteLocksFromItsBeginning() async throws {
        try await withStore(.sqlite) { test in
            let rival = try SQLiteDriver(path: test.address, limits: .small, busySeconds: 0.05, onPoint: nil)
            let (locked, began) = AsyncStream.makeStream(of: Void.self)
            let end = Flag()
            async let first: Void = test.store.write(exempt: .session) { db in
                _ = try db.all("SELECT id FROM named")
                began.yield()
                end.wait()
                try db.run("INSERT INTO named (id, name) VALUES ('a', 'first')")
            }
            for await _ in locked { break }
            await #expect(throws: StoreError.retry) { try await rival.write(entry: nil) { db in _ = try db.run("DELETE FROM named") } }
            end.set()
            try await first
            try await #expect(rival.write(entry: nil) { db in try db.run("UPDATE named SET name = 'second'") } == 1)
            await rival.close()
        }
    }

    @Test func aWriteWaitsForAnotherProcess() async throws {
        try await withStore(.sqlite) { test in
            let rival = try test.another()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for index in 0..<40 {
                    let store = index % 2 == 0 ? test.store : rival
                    group.addTask {
                        _ = try await store.write(exempt: .session) { db in
                            let count = try db.all("SELECT id FROM named").count
                            try db.run("INSERT INTO named (id, name) VALUES (\("n\(count)"), 'x')")
                        }
                    }
                }
                try await group.waitForAll()
            }
            try await #expect(test.all("SELECT id FROM named").count == 40)
            await rival.close()
        }
    }

    @Test func closingLeavesOneFile() async throws {
        try await withStore(.sqlite) { test in
            try await test.run("INSERT INTO named (id, name) VALUES ('a', 'a')")
            _ = try await test.store.point { db in try db.first("SELECT id FROM named WHERE id = 'a'") }
            await test.store.close()
            #expect(!FileManager.default.fileExists(atPath: test.address + "-wal"))
        }
    }

    @Test func aPathThatCannotBeOpenedIsNamed() throws {
        let error = #expect(throws: StoreError.self) { try SQLiteDriver(path: "/nowhere/registry.sqlite") }
        guard case .unavailable(let message) = error else {
            Issue.record("refused as \(String(describing: error))")
            return
        }
        #expect(message.contains("/nowhere/registry.sqlite"))
    }

    @Test func integrityFindsOrphansAndDamage() async throws {
        try await withStore(.sqlite) { test in
            try await #expect(test.driver.integrityProblems() == [])
            try await DatabaseQueue(path: test.address).writeWithoutTransaction { db in
                try db.execute(sql: "PRAGMA foreign_keys = OFF")
                try db.execute(sql: "INSERT INTO thing (id, place) VALUES ('a', 'nowhere')")
            }
            try await #expect(test.driver.integrityProblems() == ["thing: a row refers to place and finds none"])
        }
    }

    @Test func backupsWhileWritingAreConsistent() async throws {
        try await withStore(.sqlite) { test in
            let driver = try #require(test.driver as? SQLiteDriver)
            let target = test.address + ".backup"
            defer { try? FileManager.default.removeItem(atPath: target) }
            try await test.run("INSERT INTO named (id, name) VALUES ('a', '0'), ('b', '0')")
            let writing = Task {
                // Each transaction moves both rows; a copy between the two statements would tell them apart.
                for turn in 1... {
                    try await test.store.write(exempt: .session) { db in
                        try db.run("UPDATE named SET name = \("\(turn)") WHERE id = 'a'")
                        try db.run("INSERT INTO thing (id, title) VALUES (\("t\(turn)"), \(String(repeating: "臺南", count: 500)))")
                        try db.run("UPDATE named SET name = \("\(turn)") WHERE id = 'b'")
                    }
                    try Task.checkCancellation()
                }
            }
            try await Task.sleep(for: .milliseconds(100))
            try await driver.backup(to: target)
            writing.cancel()
            _ = await writing.result

            #expect(try FileManager.default.attributesOfItem(atPath: target)[.posixPermissions] as? Int == 0o600)
            let copy = try SQLiteDriver(path: target, limits: .small)
            try await #expect(copy.integrityProblems() == [])
            let (names, things) = try await copy.read { db in
                (try db.all("SELECT name FROM named").map { try $0.get("name", as: String.self) }, try db.all("SELECT id FROM thing").count)
            }
            #expect(names == ["\(things)", "\(things)"])
            #expect(things > 0)
            try await #expect(Migrator(Sample.migrations).pending(in: Store(copy, now: { .noon })) == [])
            await copy.close()
        }
    }

    @Test func aBackupIsNeverOverwritten() async throws {
        try await withStore(.sqlite) { test in
            let driver = try #require(test.driver as? SQLiteDriver)
            let target = test.address + ".backup"
            defer { try? FileManager.default.removeItem(atPath: target) }
            try Data().write(to: URL(fileURLWithPath: target))
            await #expect(throws: StoreError.self) { try await driver.backup(to: target) }
            #expect(try Data(contentsOf: URL(fileURLWithPath: target)).isEmpty)
            let folder = URL(fileURLWithPath: target).deletingLastPathComponent().path
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder).allSatisfy { !$0.contains(".partial-") || !$0.hasPrefix(test.name) })
        }
    }
}

extension TestStore {
    fileprivate var name: String { URL(fileURLWithPath: address).lastPathComponent }
}
