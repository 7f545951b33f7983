import Storage
import Testing

@Suite struct TransactionTests {
    private struct Changed: Error {}

    @Test(arguments: Engine.underTest)
    func theEntryIsInTheSameTransaction(_ engine: Engine) async throws {
        try await withStore(engine) { test in
            try await test.store.write(as: Actor(Reference("person", "chen"), actingFor: Reference("person", "lin")), "sample.name") { db, changes in
                try db.run("INSERT INTO named (id, name) VALUES ('a', '臺南')")
                changes.append(Change(Reference("sample/named", "a"), [("name", "a \"quoted\"\n名")]))
            }
            let entry = try #require(try await test.all("SELECT id, at, actor, acting_for, reason, changes FROM entry").first)
            #expect(try entry.get("at") == Instant.noon)
            #expect(try entry.get("actor") == "person/chen")
            #expect(try entry.get("acting_for") == "person/lin")
            #expect(try entry.get("reason") == "sample.name")
            #expect(try entry.get("changes") == #"[{"reference":"sample/named/a","name":"a \"quoted\"\u000a名"}]"#)
            try await #expect(test.all("SELECT id FROM named").count == 1)
        }
    }

    @Test(arguments: Engine.underTest)
    func anErrorLeavesNeitherRowNorEntry(_ engine: Engine) async throws {
        try await withStore(engine) { test in
            await #expect(throws: Changed.self) {
                try await test.store.write(as: Sample.clerk, "sample.name") { db, changes in
                    try db.run("INSERT INTO named (id, name) VALUES ('a', 'a')")
                    changes.append(Change(Reference("sample/named", "a")))
                    throw Changed()
                }
            }
            try await #expect(test.all("SELECT id FROM named").isEmpty)
            try await #expect(test.all("SELECT id FROM entry").isEmpty)
        }
    }

    /// A change that the ledger is not told of is undone, whichever way it was made.
    @Test(
        arguments: Engine.underTest,
        [
            "INSERT INTO named (id, name) VALUES ('a', 'a')", "INSERT INTO named (id, name) VALUES ('a', 'a') RETURNING id",
        ] as [SQL])
    func aWriteThatNotesNothingIsRefused(_ engine: Engine, _ sql: SQL) async throws {
        try await withStore(engine) { test in
            await #expect(throws: StoreError.nothingNoted) {
                try await test.store.write(as: Sample.clerk, "sample.name") { db, _ in _ = try db.all(sql) }
            }
            await #expect(throws: StoreError.nothingNoted) {
                try await test.store.write(as: Sample.clerk, "sample.name") { db, _ in _ = try db.first(sql) }
            }
            await #expect(throws: StoreError.nothingNoted) {
                try await test.store.write(as: Sample.clerk, "sample.name") { db, _ in _ = try db.run(sql) }
            }
            try await #expect(test.all("SELECT id FROM named").isEmpty)
        }
    }

    @Test(arguments: Engine.underTest)
    func aWriteThatChangesNothingLeavesNoEntry(_ engine: Engine) async throws {
        try await withStore(engine) { test in
            let changed = try await test.store.write(as: Sample.clerk, "sample.name") { db, _ in try db.run("UPDATE named SET name = 'b'") }
            #expect(changed == 0)
            try await #expect(test.all("SELECT id FROM entry").isEmpty)
        }
    }

    @Test(arguments: Engine.underTest)
    func changedRowsAreCounted(_ engine: Engine) async throws {
        try await withStore(engine) { test in
            try await test.store.write(exempt: .session) { db in
                try #expect(db.run("INSERT INTO named (id, name) VALUES ('a', 'a'), ('b', 'b')") == 2)
                try #expect(db.run("CREATE TABLE other (id TEXT)") == 0)
                try #expect(db.all("UPDATE named SET name = 'c' WHERE id = 'a' RETURNING name").count == 1)
                try #expect(db.all("SELECT id FROM named").count == 2)
                try #expect(db.run("DELETE FROM named WHERE id = 'z'") == 0)
                #expect(db.changed == 3)
            }
        }
    }

    /// PostgreSQL's transaction is over after its first error, and its COMMIT quietly rolls back. A closure that goes on is told on both engines.
    @Test(arguments: Engine.underTest)
    func aTransactionEndsWithItsFirstError(_ engine: Engine) async throws {
        try await withStore(engine) { test in
            await #expect(throws: StoreError.conflict(constraint: "named.id")) {
                try await test.store.write(exempt: .session) { db in
                    try db.run("INSERT INTO named (id, name) VALUES ('a', 'a')")
                    _ = try? db.run("INSERT INTO named (id, name) VALUES ('a', 'b')")
                    #expect(throws: StoreError.conflict(constraint: "named.id")) { try db.run("INSERT INTO named (id, name) VALUES ('c', 'c')") }
                }
            }
            try await #expect(test.all("SELECT id FROM named").isEmpty)
        }
    }

    /// The last statement goes together with the commit; when it fails, so does all before it, and the connection goes on.
    @Test(arguments: Engine.underTest)
    func aLastStatementThatFailsUndoesAll(_ engine: Engine) async throws {
        try await withStore(engine) { test in
            for _ in 0..<3 {
                await #expect(throws: StoreError.conflict(constraint: "named.id")) {
                    try await test.driver.write(entry: nil) { db in
                        try db.run("INSERT INTO named (id, name) VALUES ('a', 'a')")
                        try (db as? any ClosingWriter)?.runLast("INSERT INTO named (id, name) VALUES ('a', 'b')")
                    }
                }
            }
            try await #expect(test.all("SELECT id FROM named").isEmpty)
            try await test.driver.write(entry: nil) { db in
                try (db as? any ClosingWriter)?.runLast("INSERT INTO named (id, name) VALUES ('a', 'b')")
            }
            try await #expect(test.column("name", "SELECT name FROM named") == ["b"])
        }
    }

    @Test(arguments: Engine.underTest)
    func aClosureReadsOneSnapshot(_ engine: Engine) async throws {
        try await withStore(engine) { test in
            let other = try test.another()
            let (reading, began) = AsyncStream.makeStream(of: Void.self)
            let written = Flag()
            async let counts = test.store.read { db in
                let before = try db.all("SELECT id FROM named").count
                began.yield()
                written.wait()
                return [before, try db.all("SELECT id FROM named").count]
            }
            for await _ in reading { break }
            try await other.write(exempt: .session) { db in _ = try db.run("INSERT INTO named (id, name) VALUES ('a', 'a')") }
            written.set()
            try await #expect(counts == [0, 0])
            try await #expect(test.all("SELECT id FROM named").count == 1)
            await other.close()
        }
    }

    /// A query inside another's loop, even of the same text, disturbs neither.
    @Test(arguments: Engine.underTest)
    func queriesNest(_ engine: Engine) async throws {
        try await withStore(engine) { test in
            try await test.run("INSERT INTO named (id, name) VALUES ('a', 'x'), ('b', 'y'), ('c', 'z')")
            let pairs = try await test.store.read { db in
                var pairs: [String] = []
                let all: SQL = "SELECT id FROM named ORDER BY id"
                try db.each(all) { outer in
                    try db.each(all) { inner in
                        pairs.append(try outer.get("id", as: String.self) + inner.get("id", as: String.self))
                        return pairs.count % 2 == 1
                    }
                    return true
                }
                return pairs
            }
            #expect(pairs == ["aa", "ab", "ba", "bb", "ca", "cb"])
        }
    }

    @Test(arguments: Engine.underTest)
    func aLoopMayEndEarly(_ engine: Engine) async throws {
        try await withStore(engine) { test in
            try await test.run("INSERT INTO named (id, name) VALUES ('a', 'x'), ('b', 'y'), ('c', 'z')")
            try await test.store.write(exempt: .session) { db in
                try #expect(db.first("SELECT id FROM named ORDER BY id DESC")?.get("id") == "c")
                try #expect(db.run("DELETE FROM named") == 3)
                try #expect(db.first("SELECT id FROM named") == nil)
            }
        }
    }
}
