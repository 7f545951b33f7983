import App
import Foundation
import Kernel
import Logging
import Storage

/// The product's own installation, for measuring: `plans COUNT` fills it, `serve` serves it with ``SlowModule`` added.
/// Configured by the product's variables.
@main
enum BenchSite {
    static func main() async throws {
        let configuration = try await YankaoConfiguration(file: nil, flags: [:])
        var logger = Logger(label: "bench-site") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = .notice
        let installation = try await Installation.open(configuration, logger: logger)
        switch CommandLine.arguments.dropFirst().first {
        case "plans": try await SyntheticPlans(count: CommandLine.arguments.last.flatMap { Int($0) } ?? 0).add(to: installation.city)
        case "serve": return try await installation.adding(SlowModule.module).serve { _ in }
        default: FileHandle.standardError.write(Data("usage: bench-site plans COUNT | serve\n".utf8))
        }
        await installation.city.store.close()
    }
}

extension Installation {
    /// The same installation with one module more.
    func adding(_ module: Module) -> Installation {
        return Installation(configuration: configuration, city: city.with(module), logger: logger)
    }
}
