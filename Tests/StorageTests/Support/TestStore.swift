import Foundation
import Storage
import StorageSQLite
import Testing

@testable import StoragePostgres

/// A migrated store of its own for one test, on either engine.
struct TestStore: Sendable {
    let store: Store
    let driver: any ExplainingDriver
    /// A file or a `postgres://` address, for a second driver on the same database.
    let address: String

    /// Another node on the same database.
    func another(limits: PoolLimits = .small) throws -> Store {
        Store(try Engine.open(engine, address, limits, nil), now: { .noon })
    }

    var engine: Engine { driver.engine }
}

extension Instant {
    static let noon = Instant(milliseconds: 1_795_435_200_000)
}

extension PoolLimits {
    static let small = PoolLimits(points: 2, readers: 2, writers: 2, waiting: 64, readSeconds: 10)
}

extension Engine {
    /// Where `TEST_DATABASE_URL` is not set, SQLite alone.
    static var underTest: [Engine] { TestDatabase.serverURL == nil ? [.sqlite] : [.sqlite, .postgres] }

    static func open(
        _ engine: Engine, _ address: String, _ limits: PoolLimits, _ onPoint: (@Sendable (SQLText) -> Void)?
    ) throws -> any ExplainingDriver {
        switch engine {
        case .sqlite: try SQLiteDriver(path: address, limits: limits, onPoint: onPoint)
        case .postgres: try PostgresDriver(address, limits: limits, onPoint: onPoint)
        }
    }
}

/// Lends a migrated store and takes everything away afterwards.
func withStore(
    _ engine: Engine, limits: PoolLimits = .small, onPoint: (@Sendable (SQLText) -> Void)? = nil, migrated: Bool = true,
    _ body: (TestStore) async throws -> Void
) async throws {
    await Turnstile.shared.enter()
    do {
        let address = try await TestDatabase.make(engine, migrated: migrated)
        let driver = try Engine.open(engine, address, limits, onPoint)
        let result: Result<Void, any Error>
        do {
            try await body(TestStore(store: Store(driver, now: { .noon }), driver: driver, address: address))
            result = .success(())
        } catch {
            result = .failure(error)
        }
        await driver.close()
        try TestDatabase.remove(engine, address)
        try result.get()
    } catch {
        await Turnstile.shared.leave()
        throw error
    }
    await Turnstile.shared.leave()
}

/// Tests run all at once, and a server has only so many connections.
private actor Turnstile {
    static let shared = Turnstile()
    private var free = 6
    private var waiting: [CheckedContinuation<Void, Never>] = []

    func enter() async {
        if free > 0 {
            free -= 1
        } else {
            await withCheckedContinuation { waiting.append($0) }
        }
    }

    func leave() {
        if waiting.isEmpty {
            free += 1
        } else {
            waiting.removeFirst().resume()
        }
    }
}
