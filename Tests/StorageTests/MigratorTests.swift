import Storage
import Testing

@Suite struct MigratorTests {
    private static let own = ["storage/0001-entries", "storage/0002-order", "storage/0003-outbox"]
    private static let first = Migration("parks/0001-benches", [.createTable("bench", [.text("id")], key: ["id"])])
    private static let second = Migration(
        "parks/0002-colour", [.addColumn(.text("colour").null, to: "bench"), .run("INSERT INTO bench (id) VALUES ('a')")])

    @Test(arguments: Engine.underTest)
    func migrationsRunInOrderAndOnce(_ engine: Engine) async throws {
        try await withStore(engine, migrated: false) { test in
            let migrator = Migrator([Self.first, Self.second])
            try await #expect(migrator.pending(in: test.store) == Self.own + ["parks/0001-benches", "parks/0002-colour"])
            try await #expect(migrator.migrate(test.store) == Self.own + ["parks/0001-benches", "parks/0002-colour"])
            try await #expect(migrator.migrate(test.store) == [])
            try await #expect(migrator.pending(in: test.store) == [])
            try await #expect(migrator.status(of: test.store).last?.state == .applied(at: .noon))
            try await #expect(test.column("id", "SELECT id FROM bench WHERE colour IS NULL") == ["a"])
        }
    }

    @Test(arguments: Engine.underTest)
    func aLaterMigrationIsAdded(_ engine: Engine) async throws {
        try await withStore(engine, migrated: false) { test in
            try await Migrator([Self.first]).migrate(test.store)
            try await #expect(Migrator([Self.first, Self.second]).migrate(test.store) == ["parks/0002-colour"])
        }
    }

    @Test(arguments: Engine.underTest)
    func aChangedMigrationStopsTheStart(_ engine: Engine) async throws {
        try await withStore(engine, migrated: false) { test in
            try await Migrator([Self.first]).migrate(test.store)
            let edited = Migration("parks/0001-benches", [.createTable("bench", [.text("id"), .text("colour")], key: ["id"])])
            let migrator = Migrator([edited, Self.second])
            await #expect(throws: StoreError.migrationChanged(id: "parks/0001-benches")) { try await migrator.migrate(test.store) }
            try await #expect(migrator.status(of: test.store).map(\.state) == Self.own.map { _ in .applied(at: .noon) } + [.changed, .pending])
        }
    }

    @Test(arguments: Engine.underTest)
    func aMissingMigrationStopsTheStart(_ engine: Engine) async throws {
        try await withStore(engine, migrated: false) { test in
            try await Migrator([Self.first, Self.second]).migrate(test.store)
            await #expect(throws: StoreError.migrationChanged(id: "parks/0002-colour")) { try await Migrator([Self.first]).migrate(test.store) }
        }
    }

    @Test(arguments: Engine.underTest)
    func aMigrationCannotComeBeforeAnAppliedOne(_ engine: Engine) async throws {
        try await withStore(engine, migrated: false) { test in
            try await Migrator([Self.first]).migrate(test.store)
            let early = Migration("parks/0000-trees", [.createTable("tree", [.text("id")], key: ["id"])])
            await #expect(throws: StoreError.migrationChanged(id: "parks/0000-trees")) {
                try await Migrator([early, Self.first]).migrate(test.store)
            }
        }
    }

    /// The step before stays, the step that failed leaves nothing.
    @Test(arguments: Engine.underTest)
    func aFailingMigrationLeavesNothing(_ engine: Engine) async throws {
        try await withStore(engine, migrated: false) { test in
            let failing = Migration(
                "parks/0002-broken", [.createTable("tree", [.text("id")], key: ["id"]), .run("INSERT INTO nowhere (id) VALUES ('a')")])
            let migrator = Migrator([Self.first, failing])
            await #expect(throws: StoreError.self) { try await migrator.migrate(test.store) }
            try await #expect(migrator.pending(in: test.store) == ["parks/0002-broken"])
            await #expect(throws: StoreError.self) { try await test.all("SELECT id FROM tree") }
        }
    }

    @Test(arguments: Engine.underTest)
    func twoNodesThatStartAtOnceMigrateOnce(_ engine: Engine) async throws {
        try await withStore(engine, migrated: false) { test in
            let other = try test.another()
            let migrator = Migrator([Self.first, Self.second])
            async let here = migrator.migrate(test.store)
            async let there = migrator.migrate(other)
            let applied = try await here + there
            #expect(applied.sorted() == ["parks/0001-benches", "parks/0002-colour"] + Self.own)
            try await #expect(test.column("id", "SELECT id FROM bench") == ["a"])
            await other.close()
        }
    }

    @Test(arguments: Engine.underTest)
    func anAddedColumnHasToBeNull(_ engine: Engine) async throws {
        try await withStore(engine, migrated: false) { test in
            let added = Migration("parks/0002-colour", [.addColumn(.text("colour"), to: "bench")])
            await #expect(throws: StoreError.engine(message: "an added column has to be null", sql: "bench.colour")) {
                try await Migrator([Self.first, added]).migrate(test.store)
            }
        }
    }

    /// Databases hold these. A change here would stop every installation.
    @Test func checksumsAreStable() {
        #expect(StorageSchema.migrations[0].checksum == "72bf1ff60fad2e4f")
        #expect(Self.first.checksum != Self.second.checksum)
    }
}
