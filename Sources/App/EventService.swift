internal import Kernel
internal import ServiceLifecycle
internal import Web

/// Brings events to subscribers and to open streams while the site is served.
struct EventService: Service {
    let installation: Installation
    let site: Site

    func run() async throws {
        let delivery = EventDelivery(city: installation.city)
        await cancelWhenGracefulShutdown {
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await delivery.run() }
                group.addTask { await site.runEvents() }
            }
        }
    }
}
