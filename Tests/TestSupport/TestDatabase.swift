import Foundation
package import Storage
import StoragePostgres
import StorageSQLite

/// A database of its own for each city: a file, or a database beside the one that `TEST_DATABASE_URL` names.
package struct TestDatabase: Sendable {
    private let engine: Engine
    private let place: String

    /// `TEST_DATABASE_URL`, when it names a database on this machine.
    static let serverAddress: String? = {
        guard let text = ProcessInfo.processInfo.environment["TEST_DATABASE_URL"], let url = URL(string: text) else { return nil }
        return ["127.0.0.1", "::1", "localhost"].contains(url.host) ? text : nil
    }()

    package static func make(_ engine: Engine) throws -> TestDatabase {
        let name = "yankao_city_" + UUID().uuidString.lowercased().filter { $0 != "-" }
        switch engine {
        case .sqlite:
            let folder = FileManager.default.temporaryDirectory.appendingPathComponent(name).path
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            return TestDatabase(engine: engine, place: folder)
        case .postgres:
            try PostgresAdministration.run("CREATE DATABASE \(name) TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'", at: serverAddress ?? "")
            return TestDatabase(engine: engine, place: name)
        }
    }

    func open(onPoint: (@Sendable (SQLText) -> Void)?) throws -> any ExplainingDriver {
        let limits = PoolLimits(points: 2, readers: 2, writers: 2, waiting: 64, readSeconds: 10)
        return switch engine {
        case .sqlite: try SQLiteDriver(path: place + "/registry.sqlite", limits: limits, onPoint: onPoint)
        case .postgres: try PostgresDriver(address, limits: limits, onPoint: onPoint)
        }
    }

    package func remove() throws {
        switch engine {
        case .sqlite: try FileManager.default.removeItem(atPath: place)
        case .postgres: try PostgresAdministration.run("DROP DATABASE \(place) WITH (FORCE)", at: Self.serverAddress ?? "")
        }
    }

    /// What a configuration says to use it; where nothing needs a folder, one that is not there.
    package var flags: [String: String] {
        switch engine {
        case .sqlite: ["data": place]
        case .postgres: ["data": FileManager.default.temporaryDirectory.appendingPathComponent(place).path, "database": address]
        }
    }

    private var address: String {
        URL(string: Self.serverAddress ?? "")?.deletingLastPathComponent().appendingPathComponent(place).absoluteString ?? ""
    }
}
