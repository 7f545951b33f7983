import Testing

@testable import Web

@Suite struct MultipartPropertyTests {
    private static let boundary = "----b"
    /// What contents are made of: mostly what looks like the end of one.
    private static let pieces = [
        "\r", "\n", "\r\n", "-", "--", "\r\n--", "\r\n------", "\r\n-----", "b", "\r\n\r\n", "x", "臺", "\u{0}", "\"", ";", ":", " ",
    ]

    private static func content(_ random: inout SplitMix) -> [UInt8] {
        let bytes = (0..<Int.random(in: 0...20, using: &random)).flatMap { _ in Array((pieces.randomElement(using: &random) ?? "").utf8) }
        let delimiter = Array("\r\n--\(boundary)".utf8)
        // A sender chooses a boundary that is not in the content.
        let isInside = bytes.count >= delimiter.count && (0...bytes.count - delimiter.count).contains { bytes[$0...].starts(with: delimiter) }
        return isInside ? [] : bytes
    }

    private static func form(_ random: inout SplitMix) -> (body: [UInt8], parts: [MultipartReader.Part]) {
        var body: [UInt8] = []
        var parts: [MultipartReader.Part] = []
        for index in 0..<Int.random(in: 0...5, using: &random) {
            let part = MultipartReader.Part(name: "n\(index)", fileName: Bool.random(using: &random) ? "f\(index)" : nil, bytes: content(&random))
            let file = part.fileName.map { "; filename=\"\($0)\"" } ?? ""
            body +=
                Array("--\(boundary)\r\nContent-Disposition: form-data; name=\"\(part.name)\"\(file)\r\n\r\n".utf8) + part.bytes + Array("\r\n".utf8)
            parts.append(part)
        }
        return (body + Array("--\(boundary)--\r\n".utf8), parts)
    }

    /// Feeds the body in pieces of random length, looking after each that no more is held than came.
    private static func read(_ body: [UInt8], longest: Int, _ random: inout SplitMix) -> Result<[MultipartReader.Part], MultipartReader.Failure> {
        var reader = MultipartReader(boundary: boundary)
        var fed = 0
        do throws(MultipartReader.Failure) {
            while fed < body.count {
                let next = min(body.count, fed + Int.random(in: 1...longest, using: &random))
                try reader.append(body[fed..<next])
                fed = next
                // The line break in front is the reader's own.
                let held = reader.parts.reduce(reader.pending.count) { $0 + $1.bytes.count }
                if held > fed + 2 { Issue.record("holds \(held) of \(fed) bytes") }
            }
            return .success(try reader.finish())
        } catch { return .failure(error) }
    }

    @Test(arguments: 0..<4) func whatIsSentIsWhatIsRead(_ seed: UInt64) {
        var random = SplitMix(state: seed)
        for _ in 0..<500 {
            let (body, parts) = Self.form(&random)
            for longest in [1, 7, 4096] {
                let read = Self.read(body, longest: longest, &random)
                #expect(read == .success(parts))
            }
        }
    }

    /// 20,000 damaged bodies: nothing crashes, however they are cut up the outcome is the same, and no byte comes from nowhere.
    @Test(arguments: 0..<8) func damagedBodiesAreReadOrRefused(_ seed: UInt64) {
        var random = SplitMix(state: 1000 + seed)
        var refused = 0
        for _ in 0..<2500 {
            var (body, _) = Self.form(&random)
            for _ in 0...Int.random(in: 0...3, using: &random) { Self.damage(&body, &random) }
            let whole = Self.read(body, longest: max(1, body.count), &random)
            let cut = Self.read(body, longest: 5, &random)
            #expect(whole == cut)
            switch whole {
            case .success(let parts): #expect(parts.reduce(0) { $0 + $1.bytes.count } <= body.count)
            case .failure: refused += 1
            }
        }
        // The damage is real, and not all of it is deadly.
        #expect((100..<2400).contains(refused))
    }

    private static func damage(_ body: inout [UInt8], _ random: inout SplitMix) {
        let place = Int.random(in: 0..<body.count, using: &random)
        switch Int.random(in: 0..<5, using: &random) {
        case 0: body[place] = UInt8.random(in: 0...255, using: &random)
        case 1: body.remove(at: place)
        case 2: body.insert(contentsOf: Array((pieces.randomElement(using: &random) ?? "x").utf8), at: place)
        case 3: body.removeLast(body.count - max(1, place))
        default: body.insert(contentsOf: body[place..<min(body.count, place + 30)], at: Int.random(in: 0...body.count, using: &random))
        }
        if body.isEmpty { body = [0] }
    }

    /// 20 MB in pieces of 16 KiB, as they come from the network, with many beginnings of delimiters.
    @Test(.timeLimit(.minutes(1))) func aLargeFileTakesTimeInProportion() throws {
        let line = "\r\n----\r" + String(repeating: "b", count: 121)
        let chunk = Array(String(repeating: line, count: 128).utf8)
        var reader = MultipartReader(boundary: Self.boundary)
        try reader.append("--\(Self.boundary)\r\nContent-Disposition: form-data; name=a; filename=b\r\n\r\n".utf8)
        let count = 20 * 1024 * 1024 / chunk.count
        for _ in 0..<count { try reader.append(chunk) }
        try reader.append("\r\n--\(Self.boundary)--".utf8)
        let parts = try reader.finish()
        #expect(parts.map(\.bytes.count) == [count * chunk.count])
    }
    /// The same as one piece in 199 parts: what was read is not moved for each of them.
    @Test(.timeLimit(.minutes(1))) func manyLargePartsAtOnce() throws {
        let content = [UInt8](repeating: 0x62, count: 100 * 1024)
        var body: [UInt8] = []
        for index in 0..<199 {
            body += Array("--\(Self.boundary)\r\nContent-Disposition: form-data; name=n\(index); filename=f\r\n\r\n".utf8) + content + [13, 10]
        }
        var reader = MultipartReader(boundary: Self.boundary)
        try reader.append(body + Array("--\(Self.boundary)--".utf8))
        let parts = try reader.finish()
        #expect(parts.count == 199 && parts.allSatisfy { $0.bytes == content })
    }
}
