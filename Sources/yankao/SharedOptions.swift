import App
import ArgumentParser
import Kernel
import Logging
import Storage

/// Where the installation is: the same for every command.
struct SharedOptions: ParsableArguments {
    @Option(name: .long, help: "設定檔（JSON）。 Configuration file.")
    var config: String?

    @Option(name: .long, help: "存放 SQLite 檔的資料夾。 Folder of the SQLite file.")
    var data: String?

    @Option(name: .long, help: "改用 PostgreSQL：postgres://… Use PostgreSQL.")
    var database: String?

    func configuration(_ more: [String: String?] = [:]) async throws -> YankaoConfiguration {
        var flags: [String: String] = [:]
        if let data { flags["data"] = data }
        if let database { flags["database"] = database }
        for case (let name, let value?) in more { flags[name] = value }
        do {
            return try await YankaoConfiguration(file: config, flags: flags)
        } catch let error as ConfigurationError {
            throw Failure(error.description, .usage)
        } catch {
            throw Failure("讀不到設定檔 \(config ?? "")。 The configuration file cannot be read.", .usage)
        }
    }

    func installation(_ more: [String: String?] = [:]) async throws -> Installation {
        let configuration = try await configuration(more)
        return try await Installation.open(configuration, logger: Logs.make(configuration))
    }

    /// Opens, works, and closes again whatever happens.
    func with<T>(_ work: (Installation) async throws -> T) async throws -> T {
        let installation = try await installation()
        do {
            let result = try await work(installation)
            await installation.city.store.close()
            return result
        } catch {
            await installation.city.store.close()
            throw error
        }
    }
}

/// What a command ends with when it could not do what it was asked: a sentence, and a status as in sysexits.h.
struct Failure: Error, CustomStringConvertible {
    enum Status: Int32 {
        case usage = 64
        /// The input is not what it should be.
        case data = 65
        case noInput = 66
        case unavailable = 69
    }

    let description: String
    let status: Status

    init(_ description: String, _ status: Status) {
        self.description = description
        self.status = status
    }
}

extension AsyncParsableCommand {
    /// Runs `work`; a ``Failure`` becomes its sentence on standard error and its status.
    func reporting(_ work: () async throws -> Void) async throws {
        do {
            try await work()
        } catch let failure as Failure {
            Console.error(failure.description)
            throw ExitCode(failure.status.rawValue)
        } catch StoreError.unavailable(let message) {
            Console.error("連不上資料庫：\(message)。 The database cannot be reached.")
            throw ExitCode(Failure.Status.unavailable.rawValue)
        }
    }
}
