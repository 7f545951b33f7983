/// The bytes of a piece of a page while it is written, and for good once it is. A page is made of hundreds of pieces, each written into the next
/// bigger one, so this is memory with a length and nothing more: an array would ask before every write whether it is the only one.
final class HTMLBytes: ManagedBuffer<Int, UInt8> {
    static func make(capacity: Int) -> HTMLBytes {
        unsafeDowncast(HTMLBytes.create(minimumCapacity: capacity) { _ in capacity }, to: HTMLBytes.self)
    }
}

/// Writes into ``HTMLBytes`` of its own, and into bigger ones where they are full.
struct HTMLWriter {
    private(set) var bytes: HTMLBytes
    private var start: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    private(set) var count = 0

    init(capacity: Int) {
        self.capacity = max(capacity, 64)
        bytes = HTMLBytes.make(capacity: self.capacity)
        // It stays where it is, since nothing but this writer's growth replaces the buffer.
        start = bytes.withUnsafeMutablePointerToElements { $0 }
    }

    @inline(__always)
    private mutating func makeRoom(for more: Int) {
        if count + more > capacity { grow(for: more) }
    }

    @inline(never)
    private mutating func grow(for more: Int) {
        let wider = HTMLBytes.make(capacity: max(capacity * 2, count + more))
        let target = wider.withUnsafeMutablePointerToElements { $0 }
        target.update(from: start, count: count)
        capacity = wider.header
        bytes = wider
        start = target
    }

    @inline(__always)
    mutating func append(_ source: UnsafePointer<UInt8>, count more: Int) {
        makeRoom(for: more)
        (start + count).update(from: source, count: more)
        count += more
    }

    @inline(__always)
    mutating func append(_ literal: StaticString) {
        literal.withUTF8Buffer { if let address = $0.baseAddress { append(address, count: $0.count) } }
    }

    /// Text, escaped.
    mutating func append(escaping text: String) {
        if text.utf8.withContiguousStorageIfAvailable({ append(escaping: $0) }) == nil {
            Array(text.utf8).withUnsafeBufferPointer { append(escaping: $0) }
        }
    }

    private mutating func append(escaping source: UnsafeBufferPointer<UInt8>) {
        guard let address = source.baseAddress else { return }
        // Room for the longest it can become, so that nothing needs to be asked for each byte; counted exactly where that would be much.
        makeRoom(
            for: source.count <= 4096 ? source.count * Escaping.longest : source.count + source.count { !Escaping.isPlain($0) } * Escaping.longest)
        count = Escaping.write(address, count: source.count, to: start + count) - start
    }
}
