internal import Kernel
internal import Logging
internal import ServiceLifecycle
internal import Storage

/// Takes over, while the site is served, the rules that were changed elsewhere: by another node or the command line.
struct SettingsService: Service {
    let installation: Installation

    func run() async throws {
        let (city, logger) = (installation.city, installation.logger)
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                try? await Task.sleep(for: .seconds(10))
                do {
                    try await city.settings.reload(from: city.store)
                } catch {
                    if !Task.isCancelled { logger.warning("settings: not reloaded", metadata: ["error": "\(error as? StoreError)"]) }
                }
            }
        }
    }
}
