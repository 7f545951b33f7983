package import Formats
internal import Foundation
public import Kernel
public import Logging
internal import Matters
public import Storage
internal import StoragePostgres
internal import StorageSQLite
public import Web

/// An opened city: the store with its tables, the agencies, the modules. Every command works on one of these.
public struct Installation: Sendable {
    public let configuration: YankaoConfiguration
    public let city: City
    public let logger: Logger

    package init(configuration: YankaoConfiguration, city: City, logger: Logger) {
        self.configuration = configuration
        self.city = city
        self.logger = logger
    }

    /// Opens the store, applies what migrations are missing, and adds the agencies it knows of when there are none.
    public static func open(_ configuration: YankaoConfiguration, logger: Logger, clock: Clock = .system, passwords: Passwords = .scrypt) async throws
        -> Installation
    {
        try await open(
            configuration, store: try openStore(configuration, clock: clock), logger: logger, clock: clock, passwords: passwords,
            printer: .libreOffice)
    }

    /// The same on a store that is open already: tests bring their own.
    package static func open(
        _ configuration: YankaoConfiguration, store: Store, logger: Logger, clock: Clock, passwords: Passwords, printer: PDFPrinter? = nil
    ) async throws -> Installation {
        _ = try await Migrator(Modules.migrations).migrate(store)
        let known = try await store.read { try AgencyQueries.all($0) }
        if known.isEmpty { _ = try await AgencyQueries.addMissing(firstAgencies(), as: .operatorAtConsole, to: store) }
        let city = try await city(configuration, store, clock, passwords, printer)
        try await EventDelivery(city: city).enrol()
        try await ProcedureChange(city).settle()
        return Installation(configuration: configuration, city: city, logger: logger)
    }

    /// The agencies a new installation begins with; none where the program came without its files.
    public static func firstAgencies() throws -> [Agency] {
        guard let file = Bundle.module.url(forResource: "City", withExtension: nil)?.appendingPathComponent("agencies.csv"),
            let data = FileManager.default.contents(atPath: file.path)
        else { return [] }
        return try AgencyQueries.read(csv: Array(data))
    }

    /// The store alone, as it is: for `migrate`, `doctor`, `backup` and `restore`.
    /// - Parameter records: what entries commit to; tools that measure bring more.
    public static func openStore(
        _ configuration: YankaoConfiguration, clock: Clock = .system, records: [RecordKind] = Modules.records
    ) throws -> Store {
        let database = configuration["database"]
        if database.isEmpty {
            let folder = configuration["data"]
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            return Store(try SQLiteDriver(path: folder + "/registry.sqlite", limits: PoolLimits()), records: records, now: clock.now)
        }
        return Store(try PostgresDriver(database, limits: PoolLimits()), records: records, now: clock.now)
    }

    private static func city(
        _ configuration: YankaoConfiguration, _ store: Store, _ clock: Clock, _ passwords: Passwords, _ printer: PDFPrinter?
    ) async throws -> City {
        City(
            government: configuration["city.government"], commission: configuration["city.commission"], address: configuration.address,
            securityContact: configuration["city.security"], version: Version.current, store: store, clock: clock,
            settings: try await Settings.load(from: store) { clock.today }, modules: Modules.all, grants: Modules.grants,
            english: try Catalogue(merging: Modules.all.map(\.english)), passwords: passwords, mailer: Mailing.mailer(configuration),
            scanner: CommandScanner.named(configuration["files.scanner"]), printer: printer)
    }

    public func site() throws -> Site {
        var options = Site.Options(
            hosts: configuration.hosts,
            trustedProxies: Set(configuration["server.proxies"].split(separator: ",").map { $0.trimmingBlanks() }))
        if !configuration["server.bootstrap"].isEmpty { options.bootstrapCSS = configuration["server.bootstrap"] }
        return try Site(city: city, options: options, logger: logger)
    }
}

public enum Version {
    public static let current = "0.1.0"
}
