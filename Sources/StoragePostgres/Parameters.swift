internal import CLibPQ
internal import Storage

/// Bound values as libpq takes them.
struct Parameters {
    /// 0 lets the server infer the type. Text has to be left to it, or `uuid = $1`, JSON and NULL for a number would fail; numbers and truth have to
    /// be declared, or `boolean = $1` would.
    let types: [Oid]
    private var bytes: [UInt8] = []
    /// Where each value begins in `bytes`; nil for NULL.
    private var starts: [Int?] = []
    private var lengths: [Int32] = []
    private var formats: [Int32] = []

    init(_ values: [Value]) {
        types = values.map { value in
            switch value {
            case .null, .text: 0
            case .int: 20
            case .bool: 16
            case .double: 701
            case .bytes: 17
            }
        }
        for value in values {
            switch value {
            case .null: append([UInt8]?.none)
            case .text(let text): append(text.utf8)
            case .int(let number): append(String(number).utf8)
            case .double(let number): append(String(number).utf8)
            case .bool(let flag): append((flag ? "t" : "f").utf8)
            case .bytes(let bytes): append(bytes, isBinary: true)
            }
        }
    }

    /// A letter for each type, to tell statements apart.
    var signature: String {
        String(decoding: types.map { UInt8(ascii: "a") + UInt8($0 % 26) }, as: UTF8.self) + ":"
    }

    func withPointers<T>(
        _ body: ((count: Int32, values: [UnsafePointer<CChar>?], lengths: [Int32], formats: [Int32])) -> T
    ) -> T {
        bytes.withUnsafeBytes { buffer in
            let start = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
            return body((Int32(starts.count), starts.map { offset in offset.flatMap { start?.advanced(by: $0) } }, lengths, formats))
        }
    }

    private mutating func append(_ value: (some Collection<UInt8>)?, isBinary: Bool = false) {
        starts.append(value == nil ? nil : bytes.count)
        lengths.append(Int32(value?.count ?? 0))
        formats.append(isBinary ? 1 : 0)
        guard let value else { return }
        bytes += value
        // Values in text form end with a zero byte.
        bytes.append(0)
    }
}
