internal import Foundation
internal import Kernel
internal import ServiceLifecycle

/// Runs jobs while the site is served.
struct JobService: Service {
    let installation: Installation

    func run() async throws {
        let runner = JobRunner(city: installation.city, node: Self.node)
        await cancelWhenGracefulShutdown { await runner.run() }
    }

    /// `host-1234`: which process on which machine.
    static var node: String { "\(ProcessInfo.processInfo.hostName)-\(ProcessInfo.processInfo.processIdentifier)" }
}
