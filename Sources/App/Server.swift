internal import Hummingbird
internal import HummingbirdCore
internal import Kernel
internal import Logging
internal import NIOCore
internal import NIOPosix
internal import ServiceLifecycle
internal import Storage
internal import UnixSignals
internal import Web

extension Installation {
    /// Serves until a signal asks it to stop; requests under way are finished first.
    /// - Parameter onRunning: called with the port once it listens.
    public func serve(onRunning: @escaping @Sendable (Int) async -> Void) async throws {
        // Point reads run inline on the event loops; this makes the loops Swift's executor too, so that no request hops between threads.
        // It must happen before anything else uses the executor; when it comes too late the server works all the same, only slower.
        if !NIOSingletons.unsafeTryInstallSingletonPosixEventLoopGroupAsConcurrencyGlobalExecutor() {
            logger.notice("event loops are not the executor")
        }
        Heap.keepFreed()
        let site = try site()
        let application = Application(
            router: site.router(),
            server: .http1(configuration: .init(idleTimeout: .seconds(60))),
            configuration: .init(
                address: .hostname(configuration["server.host"], port: Int(configuration["server.port"]) ?? 8080), backlog: 1024,
                availableConnectionsDelegate: MaximumAvailableConnections(8192)),
            onServerRunning: { channel in await onRunning(channel.localAddress?.port ?? 0) },
            logger: logger)
        // A visitor who never finishes sending must not keep the server from stopping.
        var group = ServiceGroupConfiguration(
            services: [
                .init(service: application), .init(service: LedgerService(installation: self)), .init(service: JobService(installation: self)),
                .init(service: SearchService(installation: self)),
                .init(service: SettingsService(installation: self)),
                // Ended first: a stream that stays open would keep the server from stopping.
                .init(service: EventService(installation: self, site: site)),
            ], gracefulShutdownSignals: [.sigterm, .sigint],
            logger: logger)
        group.maximumGracefulShutdownDuration = .seconds(10)
        try await ServiceGroup(configuration: group).run()
        await city.store.close()
    }
}
