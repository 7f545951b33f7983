import Foundation
import Storage
import Testing

@testable import StoragePostgres

/// What only the PostgreSQL adapter has to promise.
@Suite(.enabled(if: TestDatabase.serverURL != nil, "TEST_DATABASE_URL is not set")) struct PostgresTests {
    /// Ends every connection to a test's database, as a restart of the server does.
    private func cut(_ test: TestStore) throws {
        let name = test.address.split(separator: "/").last ?? ""
        try TestDatabase.administer("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '\(name)'")
    }

    @Test func idleConnectionsComeBack() async throws {
        try await withStore(.postgres) { test in
            for _ in 0..<3 {
                try await test.run("UPDATE named SET name = 'x'")
                try await #expect(test.all("SELECT id FROM named").isEmpty)
                _ = try await test.store.point { db in try db.all("SELECT id FROM named WHERE id = 'a'") }
                try cut(test)
            }
        }
    }

    @Test func aReadUnderWayIsTriedAgain() async throws {
        try await withStore(.postgres) { test in
            let attempts = Counter()
            let rows = try await test.store.read { db in
                _ = try db.all("SELECT id FROM named")
                if attempts.next() == 1 { try cut(test) }
                return try db.all("SELECT 1 AS n").count
            }
            #expect(rows == 1)
            #expect(attempts.next() == 3)
        }
    }

    /// Whether it was committed cannot be known, so it is not tried again.
    @Test func aWriteUnderWayFailsAndTheNextSucceeds() async throws {
        try await withStore(.postgres) { test in
            let error = await #expect(throws: StoreError.self) {
                try await test.store.write(exempt: .session) { db in
                    try db.run("INSERT INTO named (id, name) VALUES ('a', 'a')")
                    try cut(test)
                    try db.run("INSERT INTO named (id, name) VALUES ('b', 'b')")
                }
            }
            guard case .unavailable = error else {
                Issue.record("failed as \(String(describing: error))")
                return
            }
            try await #expect(test.run("INSERT INTO named (id, name) VALUES ('c', 'c')") == 1)
            try await #expect(test.column("id", "SELECT id FROM named") == ["c"])
        }
    }

    @Test func deadlocksAreTriedAgain() async throws {
        try await withStore(.postgres) { test in
            try await test.run("INSERT INTO named (id, name) VALUES ('a', ''), ('b', '')")
            let attempts = Counter()
            // Each holds its first row until the other holds its own.
            let holds = [Flag(), Flag()]
            try await withThrowingTaskGroup(of: Void.self) { group in
                for ids in [["a", "b"], ["b", "a"]] {
                    group.addTask {
                        try await test.store.write(exempt: .session) { db in
                            let attempt = attempts.next()
                            try db.run("UPDATE named SET name = name || 'x' WHERE id = \(ids[0])")
                            if attempt <= 2 {
                                holds[attempt - 1].set()
                                holds[2 - attempt].wait()
                            }
                            try db.run("UPDATE named SET name = name || 'x' WHERE id = \(ids[1])")
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(attempts.next() > 3)
            try await #expect(test.column("name", "SELECT name FROM named") == ["xx", "xx"])
        }
    }

    @Test func serialisationFailuresAreTriedAgain() async throws {
        try await withStore(.postgres) { test in
            let attempts = Counter()
            try await test.store.write(exempt: .session) { db in
                if attempts.next() < 4 { try db.run("DO $$ BEGIN RAISE EXCEPTION 'lost' USING ERRCODE = '40001'; END $$") }
                try db.run("INSERT INTO named (id, name) VALUES ('a', 'a')")
            }
            #expect(attempts.next() == 5)
            await #expect(throws: StoreError.retry) {
                try await test.store.write(exempt: .session) { db in
                    _ = attempts.next()
                    try db.run("DO $$ BEGIN RAISE EXCEPTION 'lost' USING ERRCODE = '40001'; END $$")
                }
            }
            #expect(attempts.next() == 14)
        }
    }

    @Test func rowsLockedForUpdateLoseNothing() async throws {
        try await withStore(.postgres, limits: PoolLimits(points: 1, readers: 1, writers: 4)) { test in
            try await test.run("INSERT INTO thing (id, amount) VALUES ('a', 0)")
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<20 {
                    group.addTask {
                        try await test.store.write(exempt: .session) { db in
                            let amount = try db.first("SELECT amount FROM thing WHERE id = 'a'\(SQL.forUpdate)")?.get("amount", as: Int.self) ?? 0
                            try db.run("UPDATE thing SET amount = \(amount + 1) WHERE id = 'a'")
                        }
                    }
                }
                try await group.waitForAll()
            }
            try await #expect(test.column("amount", "SELECT amount FROM thing") == [20])
        }
    }

    /// A prepared query whose answer a migration changed is prepared anew.
    @Test func preparedQueriesSurviveAMigration() async throws {
        try await withStore(.postgres, limits: PoolLimits(points: 1, readers: 1, writers: 1)) { test in
            let query: SQL = "SELECT * FROM named"
            try await test.run("INSERT INTO named (id, name) VALUES ('a', 'a')")
            try await #expect(test.all(query).first?.columns == ["id", "name"])
            _ = try await test.store.write(exempt: .session) { db in try db.all(query) }
            try await test.run("ALTER TABLE named ADD COLUMN colour TEXT")
            try await #expect(test.all(query).first?.columns == ["id", "name", "colour"])
            try await #expect(test.store.write(exempt: .session) { db in try db.all(query) }.first?.columns == ["id", "name", "colour"])
        }
    }

    @Test func manyTextsDoNotPileUpOnTheServer() async throws {
        try await withStore(.postgres, limits: PoolLimits(points: 1, readers: 1, writers: 1)) { test in
            let count = try await test.store.read { db in
                for length in 1...300 { _ = try db.all("SELECT id FROM named WHERE id IN (\(list: Array(repeating: "a", count: length)))") }
                return try db.first("SELECT count(*) AS n FROM pg_prepared_statements")?.get("n", as: Int.self)
            }
            #expect(try #require(count) <= 256)
        }
    }

    @Test func aListOfHostsFindsThePrimary() async throws {
        try await withStore(.postgres) { test in
            let url = try #require(TestDatabase.serverURL)
            let (host, port) = (try #require(url.host), url.port ?? 5432)
            let name = test.address.split(separator: "/").last ?? ""
            // Nothing listens on port 1.
            for address in [
                "postgres://\(url.user ?? "postgres")@\(host):1,\(host):\(port)/\(name)?target_session_attrs=read-write",
                "host=\(host),\(host) port=1,\(port) user=\(url.user ?? "postgres") dbname=\(name) target_session_attrs=read-write",
            ] {
                let driver = try PostgresDriver(address, limits: .small)
                try await #expect(driver.read { db in try db.all("SELECT 1 AS n").count } == 1)
                await driver.close()
            }
        }
    }

    @Test func aDatabaseOfAnotherEncodingIsRefused() async throws {
        let name = "yankao_latin_\(getpid())"
        try TestDatabase.administer("CREATE DATABASE \(name) TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'")
        defer { try? TestDatabase.administer("DROP DATABASE \(name) WITH (FORCE)") }
        let address = try #require(TestDatabase.serverURL).deletingLastPathComponent().appendingPathComponent(name).absoluteString
        let error = #expect(throws: StoreError.self) { try PostgresDriver(address) }
        #expect(String(describing: error).contains("LATIN1"))
    }

    @Test func anAddressIsNeverRepeatedInAnError() throws {
        for address in ["postgres://user:secret@[broken", "postgres://user:secret@127.0.0.1:1/name"] {
            let error = #expect(throws: StoreError.self) { try PostgresDriver(address) }
            #expect(!String(describing: error).contains("secret"))
        }
    }

    @Test func aHealthyDatabaseHasNoProblems() async throws {
        try await withStore(.postgres) { test in try await #expect(test.driver.integrityProblems() == []) }
    }
}
