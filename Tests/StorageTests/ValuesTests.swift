import Storage
import Testing

/// Every kind of value comes back as it went in.
@Suite struct ValuesTests {
    @Test(arguments: Engine.underTest)
    func numbers(_ engine: Engine) async throws {
        try await withStore(engine) { test in
            for (id, amount) in [("a", Int64.max), ("b", Int64.min), ("c", 0)] {
                try await test.run("INSERT INTO thing (id, amount) VALUES (\(id), \(amount))")
            }
            try await #expect(test.column("amount", "SELECT amount FROM thing ORDER BY id") == [Int64.max, Int64.min, 0])
        }
    }

    @Test(arguments: Engine.underTest)
    func doubles(_ engine: Engine) async throws {
        let shares = [0.1, 1e300, -2.5, .leastNonzeroMagnitude, 3, .infinity]
        try await withStore(engine) { test in
            for (index, share) in shares.enumerated() {
                try await test.run("INSERT INTO thing (id, share) VALUES (\("t\(index)"), \(share))")
            }
            try await #expect(test.column("share", "SELECT share FROM thing ORDER BY id") == shares)
        }
    }

    @Test(arguments: Engine.underTest)
    func truth(_ engine: Engine) async throws {
        try await withStore(engine) { test in
            try await test.run("INSERT INTO thing (id, open) VALUES ('a', \(true)), ('b', \(false)), ('c', TRUE)")
            try await #expect(test.column("open", "SELECT open FROM thing ORDER BY id") == [true, false, true])
            // A truth bound as a number would be `boolean = bigint`, which PostgreSQL refuses.
            try await #expect(test.column("id", "SELECT id FROM thing WHERE open = \(false)") == ["b"])
            try await #expect(test.column("id", "SELECT id FROM thing WHERE open ORDER BY id") == ["a", "c"])
        }
    }

    @Test(arguments: Engine.underTest)
    func bytes(_ engine: Engine) async throws {
        let seals: [[UInt8]] = [[], [0], [0, 255, 92, 120], Array(0...255)]
        try await withStore(engine) { test in
            for (index, seal) in seals.enumerated() {
                try await test.run("INSERT INTO thing (id, seal) VALUES (\("t\(index)"), \(seal))")
            }
            try await #expect(test.column("seal", "SELECT seal FROM thing ORDER BY id") == seals)
        }
    }

    @Test(arguments: Engine.underTest)
    func textIsEmptyOrNullButNotBoth(_ engine: Engine) async throws {
        try await withStore(engine) { test in
            try await test.run("INSERT INTO thing (id, title) VALUES ('empty', \("")), ('null', \(String?.none)), ('odd', \("'\\\"\n$1 ?"))")
            let titles = try await test.all("SELECT title FROM thing ORDER BY id").map { try $0.optional("title", as: String.self) }
            #expect(titles == ["", nil, "'\\\"\n$1 ?"])
        }
    }

    @Test(arguments: Engine.underTest)
    func instants(_ engine: Engine) async throws {
        let made = try ["1960-02-29T00:00:00.001Z", "2026-11-23T20:44:53.123Z", "9999-12-31T23:59:59.999Z"].map { try #require(Instant($0)) }
        try await withStore(engine) { test in
            for instant in made.reversed() {
                try await test.run("INSERT INTO thing (id, made) VALUES (\(UniqueID.make(at: instant)), \(instant))")
            }
            try await #expect(test.column("made", "SELECT made FROM thing ORDER BY made") == made)
            try await #expect(test.column("made", "SELECT made FROM thing WHERE made < \(made[1])") == [made[0]])
        }
    }

    /// JSON keeps its text, spaces and doubled members included; what is no JSON is refused.
    @Test(arguments: Engine.underTest)
    func jsonIsKeptAsWritten(_ engine: Engine) async throws {
        let notes = #"{"b": 1,  "a":"臺", "b":2}"#
        try await withStore(engine) { test in
            try await test.run("INSERT INTO thing (id, notes) VALUES ('a', \(notes))")
            try await #expect(test.column("notes", "SELECT notes FROM thing") == [notes])
            try await #expect(test.column("a", "SELECT notes ->> 'a' AS a FROM thing") == ["臺"])
            await #expect(throws: StoreError.self) { try await test.run("INSERT INTO thing (id, notes) VALUES ('b', \("{"))") }
        }
    }

    /// The types that NULL and text meet are inferred, never declared.
    @Test(arguments: Engine.underTest)
    func nullGoesIntoEveryColumn(_ engine: Engine) async throws {
        try await withStore(engine) { test in
            try await test.run(
                """
                INSERT INTO thing (id, amount, share, open, seal, made, due, notes)
                VALUES ('a', \(Int?.none), \(Double?.none), \(Bool?.none), \([UInt8]?.none), \(Instant?.none), \(String?.none), \(String?.none))
                """)
            let row = try #require(try await test.all("SELECT amount, notes FROM thing").first)
            #expect(try row.optional("amount", as: Int.self) == nil)
            #expect(throws: StoreError.unexpectedNull(column: "amount")) { try row.get("amount", as: Int.self) }
            #expect(throws: StoreError.missingColumn("amuont")) { try row.get("amuont", as: Int.self) }
        }
    }

    @Test(arguments: Engine.underTest)
    func aCellOfAnotherTypeIsNamed(_ engine: Engine) async throws {
        try await withStore(engine) { test in
            try await test.run("INSERT INTO thing (id, title) VALUES ('a', 'seven')")
            let row = try #require(try await test.all("SELECT title FROM thing").first)
            #expect(throws: StoreError.unexpectedType(column: "title")) { try row.get("title", as: Int.self) }
        }
    }
}
