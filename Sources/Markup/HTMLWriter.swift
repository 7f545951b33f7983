/// Writes a page into memory that is asked for once. It goes on counting where the memory ends, so that the second try, which a page full of
/// characters to escape needs, has exactly enough.
struct HTMLWriter {
    private let start: UnsafeMutablePointer<UInt8>
    private let capacity: Int
    private var count = 0

    static func bytes(of html: HTML) -> [UInt8] {
        var capacity = html.size + html.size / 16 + 64
        while true {
            var needed = 0
            let bytes = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, written in
                guard let start = buffer.baseAddress else { return }
                var writer = HTMLWriter(start: start, capacity: buffer.count)
                writer.write(html)
                needed = writer.count
                written = min(needed, buffer.count)
            }
            if needed <= bytes.count { return bytes }
            capacity = needed
        }
    }

    private init(start: UnsafeMutablePointer<UInt8>, capacity: Int) {
        self.start = start
        self.capacity = capacity
    }

    private mutating func write(_ html: borrowing HTML) {
        html.pieces.withUnsafeBufferPointer { pieces in
            // By index: an iterator would hold on to each piece and let go of it again.
            for index in pieces.indices {
                switch pieces[index] {
                case .literal(let literal): copy(literal)
                case .text(let text):
                    if text.utf8.withContiguousStorageIfAvailable({ escape($0) }) == nil { Array(text.utf8).withUnsafeBufferPointer { escape($0) } }
                case .nested(let html): write(html)
                case .list(let list): list.withUnsafeBufferPointer { for index in $0.indices { write($0[index]) } }
                }
            }
        }
    }

    @inline(__always)
    private mutating func copy(_ source: UnsafeBufferPointer<UInt8>) {
        if let address = source.baseAddress, count + source.count <= capacity {
            (start + count).update(from: address, count: source.count)
        }
        count += source.count
    }

    private mutating func escape(_ source: UnsafeBufferPointer<UInt8>) {
        // No character takes more than six bytes: nearly every text fits as it is, and then nothing needs to be asked for each byte.
        guard let address = source.baseAddress, count + source.count * 6 + 16 <= capacity else { return escapeCarefully(source) }
        let raw = UnsafeRawPointer(address)
        var out = start + count
        var index = 0
        while index < source.count {
            if index + 16 <= source.count {
                let block = raw.loadUnaligned(fromByteOffset: index, as: SIMD16<UInt8>.self)
                if Escaping.isPlain(block) {
                    UnsafeMutableRawPointer(out).storeBytes(of: block, as: SIMD16<UInt8>.self)
                    out += 16
                    index += 16
                    continue
                }
            }
            let end = min(index + 16, source.count)
            while index < end {
                let byte = address[index]
                index += 1
                if Escaping.isPlain(byte) {
                    out.pointee = byte
                    out += 1
                } else {
                    let entity = Escaping.entity(byte)
                    out.update(from: entity.utf8Start, count: entity.utf8CodeUnitCount)
                    out += entity.utf8CodeUnitCount
                }
            }
        }
        count = out - start
    }

    private mutating func escapeCarefully(_ source: UnsafeBufferPointer<UInt8>) {
        for byte in source {
            if Escaping.isPlain(byte) {
                if count < capacity { start[count] = byte }
                count += 1
            } else {
                Escaping.entity(byte).withUTF8Buffer { copy($0) }
            }
        }
    }
}
