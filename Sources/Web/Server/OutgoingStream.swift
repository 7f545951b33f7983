internal import Hummingbird

/// What is sent after the headers while it is made.
protocol OutgoingStream: Sendable {
    /// In bytes; nil when nobody knows.
    var length: Int? { get }

    func write(to writer: inout any ResponseBodyWriter) async throws
}
