internal import Hummingbird
internal import Kernel
internal import NIOCore

/// The bytes a visitor sends, counted while they come.
struct BodyStream: Sendable {
    private let body: RequestBody
    private let limit: Int

    init(_ body: RequestBody, limit: Int) {
        self.body = body
        self.limit = limit
    }

    /// - Throws: ``Problem/tooLarge`` as soon as the limit is passed, without waiting for the rest.
    func read(_ take: (ByteBufferView) throws -> Void) async throws {
        var count = 0
        let start = ContinuousClock.now
        for try await buffer in body {
            count += buffer.readableBytes
            guard count <= limit else { throw Problem.tooLarge }
            // With the connection's idle time-out this bounds a body that trickles in.
            guard start.duration(to: .now) < .seconds(60) else { throw WebProblem.tooSlow }
            try take(buffer.readableBytesView)
        }
    }
}
