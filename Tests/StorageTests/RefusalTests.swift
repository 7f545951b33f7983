import Storage
import Testing

/// What both engines refuse, in the same words.
@Suite struct RefusalTests {
    @Test(arguments: Engine.underTest)
    func conflictsAreNamedAlike(_ engine: Engine) async throws {
        try await withStore(engine) { test in
            try await test.run("INSERT INTO thing (id, agency, number) VALUES ('a', 'rdec', 7)")
            let cases: [(SQL, String)] = [
                ("INSERT INTO thing (id) VALUES ('a')", "thing.id"),
                ("INSERT INTO thing (id, agency, number) VALUES ('b', 'rdec', 7)", "thing.agency,number"),
                ("INSERT INTO thing (id, status) VALUES ('b', 'lost')", "thing.status"),
                ("INSERT INTO thing (id, place) VALUES ('b', 'nowhere')", "foreign key"),
                ("INSERT INTO named (id, name) VALUES ('a', NULL)", "named.name"),
                ("INSERT INTO named (id, name) VALUES (NULL, 'a')", "named.id"),
            ]
            for (sql, constraint) in cases {
                await #expect(throws: StoreError.conflict(constraint: constraint)) { try await test.run(sql) }
            }
            try await test.run("INSERT INTO thing (id, status) VALUES ('b', \("mayor's"))")
        }
    }

    /// SQLite keeps any text in an ordinary integer column; STRICT tables do not, and neither does PostgreSQL.
    @Test(arguments: Engine.underTest)
    func textIsNoNumber(_ engine: Engine) async throws {
        try await withStore(engine) { test in
            let error = await #expect(throws: StoreError.self) { try await test.run("INSERT INTO thing (id, amount) VALUES ('a', \("seven"))") }
            guard case .engine = error else {
                Issue.record("refused as \(String(describing: error))")
                return
            }
            try await #expect(test.all("SELECT id FROM thing").isEmpty)
        }
    }

    @Test(arguments: Engine.underTest)
    func twoStatementsInOneTextAreRefused(_ engine: Engine) async throws {
        try await withStore(engine) { test in
            await #expect(throws: StoreError.self) { try await test.run("INSERT INTO named (id, name) VALUES ('a', 'a'); DELETE FROM named") }
            await #expect(throws: StoreError.self) { try await test.run("") }
            try await #expect(test.all("SELECT id FROM named").isEmpty)
        }
    }

    @Test(arguments: Engine.underTest)
    func valuesThatOneEngineCannotKeepAreRefusedByBoth(_ engine: Engine) async throws {
        try await withStore(engine) { test in
            await #expect(throws: StoreError.unstorable("a text holds a zero byte")) { try await test.all("SELECT \("a\0b") AS t") }
            await #expect(throws: StoreError.unstorable("a number is not a number")) { try await test.all("SELECT \(Double.nan) AS n") }
        }
    }

    @Test(arguments: Engine.underTest)
    func tooManyValuesAreRefusedBeforeTheEngineSeesThem(_ engine: Engine) async throws {
        let count = engine == .sqlite ? 32_767 : 65_536
        try await withStore(engine) { test in
            await #expect(throws: StoreError.tooManyValues(count)) {
                try await test.all("SELECT id FROM thing WHERE amount IN (\(list: Array(0..<count)))")
            }
            try await #expect(test.all("SELECT id FROM thing WHERE amount IN (\(list: Array(1..<count)))").isEmpty)
        }
    }

    /// Errors are logged, and values may be personal.
    @Test(arguments: Engine.underTest)
    func errorsHoldNoValue(_ engine: Engine) async throws {
        try await withStore(engine) { test in
            try await test.run("INSERT INTO named (id, name) VALUES (\("A123456789"), 'a')")
            let queries: [SQL] = [
                "INSERT INTO named (id, name) VALUES (\("A123456789"), 'b')",
                "INSERT INTO thing (id, amount) VALUES ('a', \("A123456789"))",
                "INSERT INTO thing (id, notes) VALUES ('a', \("A123456789"))",
                "INSERT INTO thing (id, place) VALUES ('a', \("A123456789"))",
                "SELECT nothing FROM named WHERE id = \("A123456789")",
            ]
            for query in queries {
                let error = await #expect(throws: StoreError.self) { try await test.run(query) }
                #expect(!String(describing: error).contains("A123456789"))
            }
        }
    }

    @Test(arguments: Engine.underTest)
    func readersCannotWrite(_ engine: Engine) async throws {
        try await withStore(engine) { test in
            await #expect(throws: StoreError.self) { try await test.all("INSERT INTO named (id, name) VALUES ('a', 'a') RETURNING id") }
            await #expect(throws: StoreError.self) {
                try await test.store.point { db in try db.all("INSERT INTO named (id, name) VALUES ('a', 'a') RETURNING id") }
            }
            try await #expect(test.all("SELECT id FROM named").isEmpty)
        }
    }
}
