import Storage
import TestSupport
import Testing

/// What a write locks of the records it touched.
@Suite struct RecordLockTests {
    private static let kinds = [
        RecordKind(
            "tests/thing",
            [.init("agency", key: "id", ["id"]), .init("appointment", key: "agency", ["id"], order: ["id"])])
    ]

    /// Many records of one kind take one lock and not one each, for a server's table of locks is not endless.
    @Test(arguments: TestCity.engines.filter { $0 == .postgres }, [(2, 3), (5, 6), (6, 1), (400, 1)])
    func manyRecordsTakeOneLock(_ engine: Engine, _ sizes: (records: Int, locks: Int)) async throws {
        try await TestCity.with(engine) { city in
            let records = RecordKinds(Self.kinds, lockLimit: 5)
            let touched = (0..<sizes.records).map { Reference("tests/thing", "\($0)") }
            let locks = try await city.store.write(exempt: .migration) { db -> Int in
                let count: SQL = "SELECT count(*) AS n FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()"
                let before = try db.first(count)?.get("n", as: Int.self) ?? 0
                try records.lock(touched, db)
                return (try db.first(count)?.get("n", as: Int.self) ?? 0) - before
            }
            #expect(locks == sizes.locks)
        }
    }
}
