import CZlib
import Testing

@testable import Web

@Suite struct GzipTests {
    /// RFC 9110 §12.5.3.
    @Test(
        arguments: [
            (nil, false), ("", false), ("gzip", true), ("GZIP", true), ("deflate, gzip;q=1.0, *;q=0.5", true), ("gzip;q=0", false),
            ("gzip; q=0.0", false), ("*", true), ("*;q=0", false),
            ("gzip;q=0, *", false), ("br", false), ("identity", false), ("x-gzip2", false), ("br;q=1, gzip;q=0.001", true), ("*, gzip;q=0", false),
        ] as [(String?, Bool)])
    func whoTakesGzip(_ header: String?, _ takes: Bool) {
        #expect(Gzip.accepts(header) == takes)
    }

    @Test(arguments: [0, 1, 1023, 1024, 100_000]) func whatIsPackedComesBack(_ count: Int) throws {
        var random = SplitMix(state: UInt64(count))
        for bytes in [[UInt8](repeating: 0x61, count: count), (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }] {
            let packed = try #require(Gzip.pack(bytes))
            #expect(packed.prefix(3) == [0x1F, 0x8B, 8])
            #expect(Self.unpack(packed, count: count) == bytes)
        }
    }

    @Test func onlyTextThatIsWorthItIsPacked() async {
        let long = [UInt8](repeating: 0x61, count: 2000)
        let types = ["text/html; charset=utf-8", "application/json", "application/problem+json", "image/svg+xml", "text/css"]
        for type in types {
            let packed = await Gzip.packed(long, for: "gzip", type: type)
            #expect(packed != nil && packed?.count ?? 0 < 200, "\(type)")
        }
        for type in ["text/event-stream", "image/png", "application/octet-stream", nil] {
            let packed = await Gzip.packed(long, for: "gzip", type: type)
            #expect(packed == nil, "\(type ?? "none")")
        }
        let short = await Gzip.packed(Array(long.prefix(1000)), for: "gzip", type: "text/html")
        let unwanted = await Gzip.packed(long, for: nil, type: "text/html")
        #expect(short == nil && unwanted == nil)
    }

    private static func unpack(_ bytes: [UInt8], count: Int) -> [UInt8]? {
        var stream = z_stream()
        guard inflateInit2_(&stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else { return nil }
        defer { inflateEnd(&stream) }
        var input = bytes
        var output = [UInt8](repeating: 0, count: count + 1)
        let result = input.withUnsafeMutableBufferPointer { source in
            output.withUnsafeMutableBufferPointer { target in
                stream.next_in = source.baseAddress
                stream.avail_in = UInt32(source.count)
                stream.next_out = target.baseAddress
                stream.avail_out = UInt32(target.count)
                return inflate(&stream, Z_FINISH)
            }
        }
        return result == Z_STREAM_END ? Array(output.prefix(Int(stream.total_out))) : nil
    }
}
