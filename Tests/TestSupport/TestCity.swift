public import App
import Foundation
public import Kernel
public import Logging
public import Storage
import StoragePostgres
import StorageSQLite
public import Web

/// A city of its own for each test: migrated, with the real agencies, a fixed clock and quick passwords.
public struct TestCity: Sendable {
    public let installation: Installation
    public let site: Site

    public var city: City { installation.city }
    public var store: Store { city.store }

    /// 2026-11-24 09:00 in Taipei.
    public static let now = Instant(milliseconds: 1_795_482_000_000)

    /// Lends a city on SQLite and removes it afterwards.
    /// - Parameter settings: rules by id, in place of those that suit most tests.
    public static func with<T: Sendable>(
        address: String = "http://127.0.0.1:8080", clock: Clock = .fixed(now), settings: [String: Int] = [:],
        logger: Logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, _ body: (TestCity) async throws -> T
    ) async throws -> T {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("yankao-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        return try await with(flags: ["data": folder, "server.address": address], clock, settings, logger, body)
    }

    private static func with<T: Sendable>(
        flags: [String: String], _ clock: Clock, _ settings: [String: Int], _ logger: Logger, _ body: (TestCity) async throws -> T
    ) async throws -> T {
        let configuration = try await YankaoConfiguration(file: nil, flags: flags, environment: [:])
        try await enter(settings, configuration, clock)
        let installation = try await Installation.open(configuration, logger: logger, clock: clock, passwords: .quick)
        let city = TestCity(installation: installation, site: try installation.site())
        do {
            let result = try await body(city)
            await installation.city.store.close()
            return result
        } catch {
            await installation.city.store.close()
            throw error
        }
    }

    /// Tests send more forms in one fixed minute than a person would; the limits themselves have tests of their own.
    private static func enter(_ settings: [String: Int], _ configuration: YankaoConfiguration, _ clock: Clock) async throws {
        let store = try Installation.openStore(configuration, clock: clock)
        try await Migrator(Modules.migrations).migrate(store)
        for (id, value) in ["web.writesPerMinute": 100_000, "web.signInAttempts": 100].merging(settings, uniquingKeysWith: { $1 }) {
            try await Settings.set(.init(id: id, validFrom: clock.today, value: value, source: "tests"), as: .operatorAtConsole, in: store)
        }
        await store.close()
    }

    /// Adds a person whose password is the handle, turned round.
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
