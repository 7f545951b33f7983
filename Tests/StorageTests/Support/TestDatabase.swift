import Foundation
import Storage
import StorageSQLite
import Testing

@testable import StoragePostgres

/// Databases for tests: copies of one that was migrated once, because migrating for each test would take most of its time.
enum TestDatabase {
    private static let configured = ProcessInfo.processInfo.environment["TEST_DATABASE_URL"] ?? ""

    /// `TEST_DATABASE_URL`, a database on this machine from which others may be made; nil elsewhere, for tests create and drop databases there.
    static let serverURL = URL(string: configured).flatMap { ["127.0.0.1", "::1", "localhost"].contains($0.host) ? $0 : nil }

    static var isRefused: Bool { !configured.isEmpty && serverURL == nil }

    private static let folder = FileManager.default.temporaryDirectory.path + "/yankao-tests-\(getpid())"
    private static let templateName = "yankao_template_\(getpid())"

    private static let sqliteTemplate = Task {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        atexit { try? FileManager.default.removeItem(atPath: folder) }
        let path = folder + "/template.sqlite"
        try await migrate(try SQLiteDriver(path: path))
        return path
    }

    private static let postgresTemplate = Task {
        try administer("CREATE DATABASE \(templateName) TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'")
        atexit { try? administer("DROP DATABASE \(templateName) WITH (FORCE)") }
        try await migrate(try PostgresDriver(address(of: templateName)))
        return templateName
    }

    static func make(_ engine: Engine, migrated: Bool) async throws -> String {
        let name = "yankao_test_" + UUID().uuidString.lowercased().filter { $0 != "-" }
        switch engine {
        case .sqlite:
            let template = try await sqliteTemplate.value
            let path = "\(folder)/\(name).sqlite"
            if migrated { try FileManager.default.copyItem(atPath: template, toPath: path) }
            return path
        case .postgres:
            let template = migrated ? try await postgresTemplate.value : "template0"
            try administer("CREATE DATABASE \(name) TEMPLATE \(template)")
            return address(of: name)
        }
    }

    static func remove(_ engine: Engine, _ address: String) throws {
        switch engine {
        case .sqlite: for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: address + suffix) }
        case .postgres: try administer("DROP DATABASE \(address.split(separator: "/").last ?? "") WITH (FORCE)")
        }
    }

    /// Runs a statement outside any transaction, as the server demands for databases.
    static func administer(_ statement: String) throws {
        guard let serverURL else { return }
        let connection = PostgresConnection(serverURL.absoluteString, settings: [])
        try connection.open()
        _ = try connection.execute(statement, [], isPrepared: false)
    }

    private static func address(of database: String) -> String {
        serverURL?.deletingLastPathComponent().appendingPathComponent(database).absoluteString ?? ""
    }

    private static func migrate(_ driver: some StoreDriver) async throws {
        let store = Store(driver, now: { .noon })
        try await Migrator(Sample.migrations).migrate(store)
        await store.close()
    }
}

@Test func postgresIsTestedWhereItHasToBe() {
    #expect(!TestDatabase.isRefused, "TEST_DATABASE_URL has to be on a loopback address: tests create and drop databases there")
    guard ProcessInfo.processInfo.environment["YANKAO_REQUIRE_POSTGRES"] == "1" else { return }
    #expect(TestDatabase.serverURL != nil, "YANKAO_REQUIRE_POSTGRES=1, and TEST_DATABASE_URL names no database on this machine")
}
