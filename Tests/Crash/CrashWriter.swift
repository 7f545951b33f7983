import App
import Foundation
import Kernel
import Ledger
import Logging
import Storage

/// What scripts/crash kills and restarts. `write FIRST` imports plans from number FIRST on, several at once, until it is killed, and acknowledges each on
/// standard output; `check FILE` opens the record again and holds it against the acknowledgements in FILE. Configured by the product's variables.
@main
enum CrashWriter {
    static func main() async throws {
        let arguments = CommandLine.arguments
        let configuration = try await YankaoConfiguration(file: nil, flags: [:])
        var logger = Logger(label: "crash-writer") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = .warning
        let installation = try await Installation.open(configuration, logger: logger)
        let city = installation.city
        switch (arguments.dropFirst().first, arguments.last) {
        case ("write", let first?):
            // Killed together with the writers, in the midst of giving places and signing.
            let follower = Follower(
                store: city.store, keyFile: installation.keyFile, name: "crash/ledger", day: { "2026-11-24" }, report: { _ in })
            Task { await follower.run() }
            try await Writers(city: city).write(from: Int(first) ?? 0)
        case ("check", let file?):
            let check = try await CrashCheck(acknowledged: file, city: city)
            print("\(check.acknowledged.count) acknowledged, \(check.found) found")
            for loss in check.losses { print("LOST: \(loss)") }
            await city.store.close()
            exit(check.losses.isEmpty ? 0 : 1)
        default:
            FileHandle.standardError.write(Data("usage: crash-writer write FIRST | check FILE\n".utf8))
            exit(64)
        }
    }
}
