internal import Kernel
internal import Search
internal import ServiceLifecycle

/// Keeps the index of search up to date while the site is served.
struct SearchService: Service {
    let installation: Installation

    func run() async throws {
        let following = SearchFollowing(city: installation.city)
        await cancelWhenGracefulShutdown { await following.run() }
    }
}
