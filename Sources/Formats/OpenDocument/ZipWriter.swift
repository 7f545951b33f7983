internal import CZlib

/// A ZIP archive (APPNOTE.TXT 6.3.10) that is written while its files come. Each is packed piece by piece, so that a table of a hundred thousand
/// rows never stands in memory as XML. libzip, with which we read, pulls from whole files; rows are pushed, as the store gives them.
final class ZipWriter {
    /// A file or an archive that ZIP's 32-bit sizes cannot hold.
    struct TooLarge: Error, Equatable {}

    private struct Entry {
        let name: String
        let offset: Int
        let method: Int
        var checksum: UInt32 = 0
        var size = 0
        var packed = 0
    }

    private var body: [UInt8] = []
    private var entries: [Entry] = []
    private var packer: Packer?

    /// Adds a file as it is. Names are ours: ASCII.
    func store(_ name: String, _ bytes: [UInt8]) {
        open(name, method: 0)
        entries[entries.count - 1].checksum = Self.checksum(0, bytes[...])
        entries[entries.count - 1].size = bytes.count
        body += bytes
        close()
    }

    /// Adds a file, packed.
    func add(_ name: String, _ bytes: [UInt8]) throws(TooLarge) {
        begin(name)
        try write(bytes[...])
        end()
    }

    /// Begins a packed file; what ``write(_:)`` is given until ``end()`` is its content.
    func begin(_ name: String) {
        open(name, method: 8)
        packer = Packer()
    }

    func write(_ bytes: ArraySlice<UInt8>) throws(TooLarge) {
        let last = entries.count - 1
        entries[last].checksum = Self.checksum(entries[last].checksum, bytes)
        entries[last].size += bytes.count
        packer?.pack(bytes, last: false, to: &body)
        guard entries[last].size < UInt32.max, body.count < UInt32.max - (1 << 20) else { throw TooLarge() }
    }

    func end() {
        packer?.pack([], last: true, to: &body)
        packer = nil
        close()
    }

    /// The archive with its directory at the end.
    func finish() -> [UInt8] {
        let start = body.count
        for entry in entries {
            body += [0x50, 0x4B, 0x01, 0x02] + Self.two(20) + Self.common(entry)
            body += Self.two(0) + Self.two(0) + Self.two(0) + Self.four(0) + Self.four(entry.offset) + entry.name.utf8
        }
        let length = body.count - start
        body += [0x50, 0x4B, 0x05, 0x06] + Self.two(0) + Self.two(0) + Self.two(entries.count) + Self.two(entries.count)
        body += Self.four(length) + Self.four(start) + Self.two(0)
        return body
    }

    private func open(_ name: String, method: Int) {
        let entry = Entry(name: name, offset: body.count, method: method)
        entries.append(entry)
        body += Self.head(entry)
    }

    /// Writes the head again, now that checksum and sizes are known.
    private func close() {
        let last = entries.count - 1
        let head = Self.head(entries[last])
        entries[last].packed = body.count - entries[last].offset - head.count
        body.replaceSubrange(entries[last].offset..<entries[last].offset + head.count, with: Self.head(entries[last]))
    }

    private static func head(_ entry: Entry) -> [UInt8] { [0x50, 0x4B, 0x03, 0x04] + common(entry) + entry.name.utf8 }

    // Version 2.0, no flags, 1980-01-01 00:00: the same content always gives the same archive.
    private static func common(_ entry: Entry) -> [UInt8] {
        two(20) + two(0) + two(entry.method) + two(0) + two(0x21) + four(Int(entry.checksum)) + four(entry.packed) + four(entry.size)
            + two(entry.name.utf8.count) + two(0)
    }

    private static func two(_ number: Int) -> [UInt8] { [UInt8(truncatingIfNeeded: number), UInt8(truncatingIfNeeded: number >> 8)] }

    private static func four(_ number: Int) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) } }

    /// CRC-32 of what came before, with these bytes after it.
    static func checksum(_ before: UInt32, _ bytes: ArraySlice<UInt8>) -> UInt32 {
        bytes.withUnsafeBufferPointer { UInt32(crc32_z(UInt(before), $0.baseAddress, $0.count)) }
    }
}

/// Raw DEFLATE (RFC 1951) through zlib. Its state must not move, so it lives on the heap.
private final class Packer {
    private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)

    init() {
        stream.initialize(to: z_stream())
        // −15: the largest window, without a header of zlib's own. It can only fail for want of memory.
        let result = deflateInit2_(stream, 6, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        precondition(result == Z_OK, "no memory for packing")
    }

    deinit {
        deflateEnd(stream)
        stream.deallocate()
    }

    func pack(_ bytes: ArraySlice<UInt8>, last: Bool, to output: inout [UInt8]) {
        var input = Array(bytes)
        input.withUnsafeMutableBufferPointer { source in
            stream.pointee.next_in = source.baseAddress
            stream.pointee.avail_in = UInt32(source.count)
            withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 1 << 16) { target in
                repeat {
                    stream.pointee.next_out = target.baseAddress
                    stream.pointee.avail_out = UInt32(target.count)
                    deflate(stream, last ? Z_FINISH : Z_NO_FLUSH)
                    output += target[..<(target.count - Int(stream.pointee.avail_out))]
                } while stream.pointee.avail_out == 0
            }
        }
    }
}
