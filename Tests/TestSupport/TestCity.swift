public import App
import Foundation
public import Kernel
import Ledger
public import Logging
public import Storage
public import Web

/// A city of its own for each test: migrated, with the real agencies, a fixed clock and quick passwords.
public struct TestCity: Sendable {
    public let installation: Installation
    public let site: Site
    package let driver: any ExplainingDriver

    public var city: City { installation.city }
    public var store: Store { city.store }

    /// 2026-11-24 09:00 in Taipei.
    public static let now = Instant(milliseconds: 1_795_482_000_000)

    /// SQLite, and PostgreSQL where `TEST_DATABASE_URL` names one.
    public static let engines: [Engine] = TestDatabase.serverAddress == nil ? [.sqlite] : [.sqlite, .postgres]

    /// Lends a city and takes everything away afterwards.
    /// - Parameter settings: rules by id, in place of those that suit most tests.
    public static func with<T: Sendable>(
        _ engine: Engine = .sqlite, address: String = "http://127.0.0.1:8080", clock: Clock = .fixed(now), settings: [String: Int] = [:],
        logger: Logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, _ body: (TestCity) async throws -> T
    ) async throws -> T {
        let setUp = SetUp(address: address, clock: clock, settings: settings, logger: logger, onPoint: nil)
        return try await with(engine, setUp, body)
    }

    /// - Parameter onPoint: sees the text of every query that runs through ``Store/point(_:)``.
    package static func with<T: Sendable>(
        _ engine: Engine, onPoint: @escaping @Sendable (SQLText) -> Void, _ body: (TestCity) async throws -> T
    ) async throws -> T {
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let setUp = SetUp(address: "http://127.0.0.1:8080", clock: .fixed(now), settings: [:], logger: logger, onPoint: onPoint)
        return try await with(engine, setUp, body)
    }

    private struct SetUp {
        let address: String
        let clock: Clock
        let settings: [String: Int]
        let logger: Logger
        let onPoint: (@Sendable (SQLText) -> Void)?
    }

    private static func with<T: Sendable>(_ engine: Engine, _ setUp: SetUp, _ body: (TestCity) async throws -> T) async throws -> T {
        await Turnstile.shared.enter()
        do {
            let result = try await lend(engine, setUp, body)
            await Turnstile.shared.leave()
            return result
        } catch {
            await Turnstile.shared.leave()
            throw error
        }
    }

    private static func lend<T: Sendable>(_ engine: Engine, _ setUp: SetUp, _ body: (TestCity) async throws -> T) async throws -> T {
        let database = try TestDatabase.make(engine)
        do {
            let result = try await lend(database, setUp, body)
            try database.remove()
            return result
        } catch {
            try database.remove()
            throw error
        }
    }

    private static func lend<T: Sendable>(_ database: TestDatabase, _ setUp: SetUp, _ body: (TestCity) async throws -> T) async throws -> T {
        let driver = try database.open(onPoint: setUp.onPoint)
        let store = Store(driver, records: Modules.records, now: setUp.clock.now)
        do {
            let configuration = try await YankaoConfiguration(file: nil, flags: ["server.address": setUp.address], environment: [:])
            try await enter(setUp.settings, store, setUp.clock)
            let installation = try await Installation.open(
                configuration, store: store, logger: setUp.logger, clock: setUp.clock, passwords: .quick)
            let result = try await body(TestCity(installation: installation, site: try installation.site(), driver: driver))
            await store.close()
            return result
        } catch {
            await store.close()
            throw error
        }
    }

    /// Tests send more forms in one fixed minute than a person would; the limits themselves have tests of their own.
    private static func enter(_ settings: [String: Int], _ store: Store, _ clock: Clock) async throws {
        try await Migrator(Modules.migrations).migrate(store)
        let usual = ["web.writesPerMinute": 100_000, "web.signInAttempts": 100, "web.signInAttemptsPerAddress": 1000]
        for (id, value) in usual.merging(settings, uniquingKeysWith: { $1 }) {
            try await Settings.set(.init(id: id, validFrom: clock.today, value: value, source: "tests"), as: .operatorAtConsole, in: store)
        }
    }

    /// Adds a person whose password is ``password(of:)``.
    @discardableResult
    public func add(_ handle: String, _ role: Role, at agency: String) async throws -> String {
        try await PersonQueries.add(
            handle: handle, name: handle, passwordHash: city.passwords.hash(Self.password(of: handle)),
            appointment: Appointment(agency: agency, role: role), from: city.clock.today, at: city.clock.now(), as: .operatorAtConsole, to: store)
    }

    public static func password(of handle: String) -> String { String(handle.reversed()) + "-password" }
}

extension Passwords {
    /// Readable on purpose: a test of signing in is not a test of scrypt.
    public static let quick = Passwords(hash: { "quick:" + $0 }, verify: { "quick:" + $0 == $1 })
}
