import HTTPTypes
import Hummingbird
import NIOConcurrencyHelpers
import NIOCore
import Synchronization

extension Browser {
    /// What an event stream has sent so far.
    public final class Ear: Sendable {
        private let bytes = Mutex<[UInt8]>([])
        private let task = Mutex<Task<Void, Never>?>(nil)
        private let over = Mutex(false)
        public let answer: Answer

        init(_ answer: Answer) {
            self.answer = answer
        }

        public var text: String { String(decoding: bytes.withLock { $0 }, as: UTF8.self) }
        /// Whether the server has ended it.
        public var isOver: Bool { over.withLock { $0 } }

        /// The values of one field, in the order they came.
        public func fields(_ name: String) -> [String] {
            text.split(separator: "\n").compactMap { $0.hasPrefix(name + ": ") ? String($0.dropFirst(name.count + 2)) : nil }
        }

        public func leave() { task.withLock { $0?.cancel() } }

        func hear(_ body: ResponseBody, pause: @escaping @Sendable () async -> Void) {
            let writer = Writer { [self] buffer in
                await pause()
                bytes.withLock { $0 += buffer.readableBytesView }
            }
            task.withLock { task in
                task = Task { [self] in
                    try? await body.write(writer)
                    over.withLock { $0 = true }
                }
            }
        }
    }

    private struct Writer: ResponseBodyWriter {
        let take: @Sendable (ByteBuffer) async -> Void

        func write(_ buffer: ByteBuffer) async throws { await take(buffer) }
        consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
    }

    /// Opens an event stream and goes on listening.
    /// - Parameter pause: what the reader does before it takes in each piece: a slow one waits.
    public func listen(
        _ path: String, _ headers: [String: String] = [:], pause: @escaping @Sendable () async -> Void = {}
    ) async throws -> Ear {
        let (answer, body) = try await open("GET", path, headers)
        let ear = Ear(answer)
        if answer.headers["content-type"] == "text/event-stream" { ear.hear(body, pause: pause) }
        return ear
    }
}
