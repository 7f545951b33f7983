public import Hummingbird
import NIOCore

/// What Hummingbird hands over with a request: who is at the other end.
public struct SiteContext: RequestContext {
    public var coreContext: CoreRequestContextStorage
    /// The peer's address without its port; empty for a request made inside the process, as tests make them.
    let peer: String

    public init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        peer = source.channel.remoteAddress?.ipAddress ?? ""
    }
}
