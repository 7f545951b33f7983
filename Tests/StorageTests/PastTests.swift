import Storage
import Testing

/// The past of a table, on both engines, whichever way rows change.
@Suite struct PastTests {
    private static let migrations = [
        Migration(
            "parks/0001-benches",
            [
                .createTable("park", [.text("id"), .text("name")], key: ["id"]),
                .run("INSERT INTO park (id, name) VALUES ('old', '舊公園')"),
                .keepPast(of: "park", key: ["id"]),
                .run(
                    """
                    CREATE TABLE bench (park TEXT \(sqlite: "", postgres: "COLLATE \"C\"") REFERENCES park (id) ON DELETE CASCADE,
                    number \(sqlite: "INTEGER", postgres: "BIGINT"), colour TEXT, notes \(sqlite: "TEXT", postgres: "JSON"), PRIMARY KEY (park, number))
                    \(sqlite: "STRICT", postgres: "")
                    """),
                .keepPast(of: "bench", key: ["park", "number"], indexes: [["colour"]]),
            ])
    ]

    /// A store with the two tables. Entries get their places as the follower would give them.
    private func with(_ engine: Engine, _ more: [Migration] = [], _ body: (Parks) async throws -> Void) async throws {
        try await withStore(engine, migrated: false) { test in
            try await Migrator(Self.migrations + more).migrate(test.store)
            try await body(Parks(store: test.store))
        }
    }

    private struct Parks {
        let store: Store

        func write(_ statements: SQL...) async throws {
            try await store.write(as: Sample.clerk, "parks.change") { db, changes in
                for statement in statements { try db.run(statement) }
                changes.append(Change(Reference("parks/park", "a")))
            }
        }

        /// - Returns: how many entries have their place now.
        @discardableResult
        func settle() async throws -> Int {
            try await store.write(exempt: .ledger) { db in
                let count: Int = try db.first("SELECT count(*) AS n FROM entry WHERE position IS NOT NULL")?.get("n") ?? 0
                let arrival: SQL = "\(sqlite: "rowid", postgres: "arrival")"
                for (index, row) in try db.all("SELECT id FROM entry WHERE position IS NULL ORDER BY \(arrival)").enumerated() {
                    try db.run("UPDATE entry SET position = \(count + index) WHERE id = \(try row.get("id", as: String.self))")
                }
                return try db.first("SELECT count(*) AS n FROM entry WHERE position IS NOT NULL")?.get("n") ?? 0
            }
        }

        func parks(_ moment: AsOf) async throws -> [String] {
            try await store.read {
                try $0.all("SELECT id, name FROM \(moment.table("park")) ORDER BY id").map {
                    try "\($0.get("id", as: String.self)) \($0.get("name", as: String.self))"
                }
            }
        }

        func benches(_ moment: AsOf) async throws -> [String] {
            try await store.read { db in
                try db.all("SELECT park, number, colour FROM \(moment.table("bench")) ORDER BY park, number").map {
                    try "\($0.get("park", as: String.self)) \($0.get("number", as: Int.self)) \($0.optional("colour", as: String.self) ?? "-")"
                }
            }
        }

        func versions(_ table: Identifier) async throws -> Int {
            try await store.read { try $0.first("SELECT count(*) AS n FROM \(table)")?.get("n") ?? 0 }
        }
    }

    @Test(arguments: Engine.underTest)
    func everyMomentIsAsItWas(_ engine: Engine) async throws {
        try await with(engine) { parks in
            try await parks.write("INSERT INTO park (id, name) VALUES ('a', '一')")
            let first = try await parks.settle()
            try await parks.write("UPDATE park SET name = '二' WHERE id = 'a'")
            let second = try await parks.settle()
            try await parks.write("DELETE FROM park WHERE id = 'a'")
            let third = try await parks.settle()
            #expect(try await parks.parks(.entries(0)) == ["old 舊公園"], "what was there before anyone counted")
            #expect(try await parks.parks(.entries(first)) == ["a 一", "old 舊公園"])
            #expect(try await parks.parks(.entries(second)) == ["a 二", "old 舊公園"])
            #expect(try await parks.parks(.entries(third)) == ["old 舊公園"])
            #expect(try await parks.parks(.now) == ["old 舊公園"])
        }
    }

    @Test(arguments: Engine.underTest)
    func eachVersionCarriesItsEntry(_ engine: Engine) async throws {
        try await with(engine) { parks in
            try await parks.write("INSERT INTO park (id, name) VALUES ('a', '一')")
            try await parks.write("UPDATE park SET name = '二' WHERE id = 'a'")
            let rows = try await parks.store.read { db in
                try db.all(
                    """
                    SELECT park_past.name, made.reason AS made, ended.reason AS ended FROM park_past JOIN entry AS made ON made.id = past_made_by
                    LEFT JOIN entry AS ended ON ended.id = past_ended_by WHERE park_past.id = 'a' ORDER BY past_id
                    """)
            }
            #expect(try rows.map { try $0.get("name", as: String.self) } == ["一", "二"])
            #expect(try rows.map { try $0.get("made", as: String.self) } == ["parks.change", "parks.change"])
            #expect(try rows.map { try $0.optional("ended", as: String.self) } == ["parks.change", nil])
        }
    }

    @Test(arguments: Engine.underTest)
    func twoUpdatesInOneTransactionAreOneVersion(_ engine: Engine) async throws {
        try await with(engine) { parks in
            try await parks.write("INSERT INTO park (id, name) VALUES ('a', '一')", "UPDATE park SET name = '二' WHERE id = 'a'")
            let count = try await parks.settle()
            #expect(try await parks.parks(.entries(count)) == ["a 二", "old 舊公園"])
            #expect(try await parks.versions("park_past") == 2)
            try await parks.write("UPDATE park SET name = '三' WHERE id = 'a'", "UPDATE park SET name = '四' WHERE id = 'a'")
            let later = try await parks.settle()
            #expect(try await parks.parks(.entries(count)) == ["a 二", "old 舊公園"])
            #expect(try await parks.parks(.entries(later)) == ["a 四", "old 舊公園"])
            #expect(try await parks.versions("park_past") == 3)
            // Made and unmade by one entry: it never was.
            try await parks.write("INSERT INTO park (id, name) VALUES ('b', '乙')", "DELETE FROM park WHERE id = 'b'")
            #expect(try await parks.versions("park_past") == 3)
        }
    }

    /// The way an import replaces what it finds: delete all, insert all. What is the same again did not change.
    @Test(arguments: Engine.underTest)
    func whatIsReplacedByTheSameDidNotChange(_ engine: Engine) async throws {
        try await with(engine) { parks in
            try await parks.write(
                "INSERT INTO park (id, name) VALUES ('a', '一')",
                "INSERT INTO bench (park, number, colour, notes) VALUES ('a', 1, 'red', '{}'), ('a', 2, NULL, NULL)")
            let first = try await parks.settle()
            try await parks.write(
                "DELETE FROM bench WHERE park = 'a'",
                "INSERT INTO bench (park, number, colour, notes) VALUES ('a', 1, 'red', '{}'), ('a', 2, 'blue', NULL)")
            let second = try await parks.settle()
            #expect(try await parks.benches(.entries(first)) == ["a 1 red", "a 2 -"])
            #expect(try await parks.benches(.entries(second)) == ["a 1 red", "a 2 blue"])
            #expect(try await parks.versions("bench_past") == 3)
            // An update that changes nothing makes no version.
            try await parks.write("UPDATE bench SET colour = 'red' WHERE number = 1")
            #expect(try await parks.versions("bench_past") == 3)
        }
    }

    @Test(arguments: Engine.underTest)
    func anUpsertIsAnUpdate(_ engine: Engine) async throws {
        try await with(engine) { parks in
            try await parks.write("INSERT INTO park (id, name) VALUES ('a', '一')")
            let first = try await parks.settle()
            try await parks.write("INSERT INTO park (id, name) VALUES ('a', '二') ON CONFLICT (id) DO UPDATE SET name = excluded.name")
            let second = try await parks.settle()
            #expect(try await parks.parks(.entries(first)).first == "a 一")
            #expect(try await parks.parks(.entries(second)).first == "a 二")
        }
    }

    /// SQLite's own way of replacing deletes without a word, unless it is told to speak.
    @Test func aRowThatIsReplacedKeepsItsPastOnSQLite() async throws {
        try await with(.sqlite) { parks in
            try await parks.write("INSERT INTO park (id, name) VALUES ('a', '一')")
            let first = try await parks.settle()
            try await parks.write("INSERT OR REPLACE INTO park (id, name) VALUES ('a', '二')")
            let second = try await parks.settle()
            #expect(try await parks.parks(.entries(first)) == ["a 一", "old 舊公園"])
            #expect(try await parks.parks(.entries(second)) == ["a 二", "old 舊公園"])
        }
    }

    @Test(arguments: Engine.underTest)
    func cascadesAreKept(_ engine: Engine) async throws {
        try await with(engine) { parks in
            try await parks.write(
                "INSERT INTO park (id, name) VALUES ('a', '一')", "INSERT INTO bench (park, number, colour) VALUES ('a', 1, 'red'), ('a', 2, 'blue')")
            let first = try await parks.settle()
            try await parks.write("DELETE FROM park WHERE id = 'a'")
            let second = try await parks.settle()
            #expect(try await parks.benches(.entries(first)) == ["a 1 red", "a 2 blue"])
            #expect(try await parks.benches(.entries(second)) == [])
        }
    }

    /// A key that changes is another row.
    @Test(arguments: Engine.underTest)
    func aChangedKeyEndsOneRowAndMakesAnother(_ engine: Engine) async throws {
        try await with(engine) { parks in
            try await parks.write("INSERT INTO park (id, name) VALUES ('a', '一')")
            let first = try await parks.settle()
            try await parks.write("UPDATE park SET id = 'b' WHERE id = 'a'")
            let second = try await parks.settle()
            #expect(try await parks.parks(.entries(first)) == ["a 一", "old 舊公園"])
            #expect(try await parks.parks(.entries(second)) == ["b 一", "old 舊公園"])
        }
    }

    /// An entry that commits late gets a late place: a moment that was read once reads the same for ever.
    @Test(arguments: Engine.underTest)
    func aLateCommitChangesNoEarlierMoment(_ engine: Engine) async throws {
        try await with(engine) { parks in
            try await parks.write("INSERT INTO park (id, name) VALUES ('a', '一'), ('b', '乙')")
            let first = try await parks.settle()
            if engine == .postgres {
                // Begun before the other, committed after it.
                let (started, begun) = AsyncStream.makeStream(of: Void.self)
                let goOn = Flag()
                async let late: Void = parks.store.write(as: Sample.clerk, "parks.late") { db, changes in
                    try db.run("UPDATE park SET name = '遲' WHERE id = 'b'")
                    changes.append(Change(Reference("parks/park", "b")))
                    begun.yield()
                    goOn.wait()
                }
                for await _ in started { break }
                try await parks.write("UPDATE park SET name = '二' WHERE id = 'a'")
                let second = try await parks.settle()
                #expect(try await parks.parks(.entries(second)) == ["a 二", "b 乙", "old 舊公園"])
                goOn.set()
                try await late
                #expect(try await parks.parks(.entries(second)) == ["a 二", "b 乙", "old 舊公園"])
                let third = try await parks.settle()
                #expect(try await parks.parks(.entries(second)) == ["a 二", "b 乙", "old 舊公園"])
                #expect(try await parks.parks(.entries(third)) == ["a 二", "b 遲", "old 舊公園"])
            } else {
                try await parks.write("UPDATE park SET name = '二' WHERE id = 'a'")
                #expect(try await parks.parks(.entries(first)) == ["a 一", "b 乙", "old 舊公園"])
                try await parks.settle()
                #expect(try await parks.parks(.entries(first)) == ["a 一", "b 乙", "old 舊公園"])
            }
        }
    }

    @Test(arguments: Engine.underTest)
    func aRefusedWriteLeavesNoVersion(_ engine: Engine) async throws {
        try await with(engine) { parks in
            await #expect(throws: StoreError.self) {
                try await parks.write("INSERT INTO park (id, name) VALUES ('a', '一')", "INSERT INTO park (id, name) VALUES ('a', '二')")
            }
            let count = try await parks.versions("park_past")
            #expect(count == 1)
        }
    }

    @Test(arguments: Engine.underTest)
    func anAddedColumnGoesOnInThePast(_ engine: Engine) async throws {
        let more = Migration("parks/0002-size", [.addColumn(.int64("size").null, to: "bench")])
        try await with(engine) { parks in
            try await parks.write("INSERT INTO park (id, name) VALUES ('a', '一')", "INSERT INTO bench (park, number, colour) VALUES ('a', 1, 'red')")
            let first = try await parks.settle()
            try await Migrator(Self.migrations + [more]).migrate(parks.store)
            try await parks.write("UPDATE bench SET size = 7 WHERE number = 1")
            let second = try await parks.settle()
            for (count, size) in [(first, Int?.none), (second, 7)] {
                let row = try await parks.store.read { try $0.first("SELECT size FROM \(AsOf.entries(count).table("bench"))") }
                #expect(try row?.optional("size", as: Int.self) == size)
            }
        }
    }

    /// SQLite can change little about a table but by building it anew, which takes its triggers along.
    @Test(arguments: Engine.underTest)
    func aTableThatIsBuiltAnewKeepsItsPast(_ engine: Engine) async throws {
        let more = Migration(
            "parks/0002-anew",
            [
                .createTable("bench_anew", [.text("park"), .int64("number"), .text("colour").null, .text("maker").null], key: ["park", "number"]),
                .run("INSERT INTO bench_anew (park, number, colour) SELECT park, number, colour FROM bench"),
                .run("DROP TABLE bench"),
                .run("ALTER TABLE bench_anew RENAME TO bench"),
                .keepPast(of: "bench", key: ["park", "number"]),
            ])
        try await with(engine) { parks in
            try await parks.write("INSERT INTO park (id, name) VALUES ('a', '一')", "INSERT INTO bench (park, number, colour) VALUES ('a', 1, 'red')")
            let first = try await parks.settle()
            try await Migrator(Self.migrations + [more]).migrate(parks.store)
            #expect(try await parks.versions("bench_past") == 1, "building anew is no change")
            try await parks.write("UPDATE bench SET colour = 'blue', maker = 'x' WHERE number = 1")
            let second = try await parks.settle()
            #expect(try await parks.benches(.entries(first)) == ["a 1 red"])
            #expect(try await parks.benches(.entries(second)) == ["a 1 blue"])
        }
    }

    @Test(arguments: Engine.underTest)
    func changesBetweenTwoMomentsAreTold(_ engine: Engine) async throws {
        try await with(engine) { parks in
            try await parks.write("INSERT INTO park (id, name) VALUES ('a', '一'), ('b', '乙'), ('c', '丙')")
            let first = try await parks.settle()
            try await parks.write("UPDATE park SET name = '二' WHERE id = 'a'")
            try await parks.write("DELETE FROM park WHERE id = 'b'", "INSERT INTO park (id, name) VALUES ('d', '丁')")
            try await parks.write("INSERT INTO park (id, name) VALUES ('e', '戊')")
            try await parks.write("DELETE FROM park WHERE id = 'e'")
            let last = try await parks.settle()
            let changes = try await parks.store.read { try AsOf.changes(in: "park", key: ["id"], from: first, to: last, limit: 100, $0) }
            #expect(changes.map(\.key) == ["b", "d", "a"])
            #expect(changes.map(\.kind) == [.deleted, .added, .changed])
            #expect(changes.map(\.position) == [first + 1, first + 1, first])
            #expect(try await parks.store.read { try AsOf.changes(in: "park", key: ["id"], from: last, to: last, limit: 100, $0) } == [])
        }
    }

    /// The list of the past finds its page by an index, however many versions there are.
    @Test func aListOfThePastUsesItsIndexOnSQLite() async throws {
        try await withStore(.sqlite, migrated: false) { test in
            try await Migrator(Self.migrations).migrate(test.store)
            let query: SQL = "SELECT park, number FROM \(AsOf.entries(3).table("bench")) WHERE colour = 'red' LIMIT 10"
            let (text, values) = query.rendered(for: .sqlite)
            let plan = try await test.driver.plan(of: SQLText(text: text, valueCount: values.count))
            #expect(plan.contains { $0.hasPrefix("SEARCH bench_past USING INDEX bench_past_1") }, "\(plan)")
            #expect(!plan.contains { $0.hasPrefix("SCAN") }, "\(plan)")
        }
    }
}
