public import Hummingbird
import NIOCore

/// What Hummingbird hands over with a request: who is at the other end.
public struct SiteContext: RequestContext {
    public var coreContext: CoreRequestContextStorage
    /// The peer's address without its port; empty for a request made inside the process, as tests make them.
    let peer: String
    private let channel: any Channel

    public init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        peer = source.channel.remoteAddress?.ipAddress ?? ""
        channel = source.channel
    }

    /// Ends the connection without waiting for what has not been taken in.
    func close() { channel.close(promise: nil) }
}
