/// A sentence the program says, in Chinese, with places for values: `"共 \(count) 項"`. Its key in the catalogues is `共 {} 項`.
public struct Phrase: Sendable, Equatable, ExpressibleByStringInterpolation {
    public let key: String
    let values: [String]

    public init(stringLiteral text: StaticString) {
        key = text.description
        values = []
    }

    public init(stringInterpolation: Interpolation) {
        key = stringInterpolation.key
        values = stringInterpolation.values
    }

    /// Words that are data or already in the reader's language, such as an agency's name: said as they are, and no key of any catalogue.
    public init(said text: String) {
        key = "{}"
        values = [text]
    }

    public struct Interpolation: StringInterpolationProtocol {
        var key = ""
        var values: [String] = []

        public init(literalCapacity: Int, interpolationCount: Int) {}
        public mutating func appendLiteral(_ literal: StaticString) { key += literal.description }

        public mutating func appendInterpolation(_ value: String) {
            key += "{}"
            values.append(value)
        }

        public mutating func appendInterpolation(_ value: Int) { appendInterpolation(String(value)) }
    }

    /// The key or its translation, with the values in their places in order.
    func filled(_ template: String) -> String {
        guard !values.isEmpty else { return template }
        var result = ""
        var rest = template[...]
        for value in values {
            guard let place = rest.firstRange(of: "{}") else { break }
            result += rest[..<place.lowerBound] + value
            rest = rest[place.upperBound...]
        }
        return result + rest
    }
}

extension StringProtocol where SubSequence == Substring {
    /// The first place where `other` stands. (Foundation has this too; the kernel does without.)
    func firstRange(of other: String) -> Range<Index>? {
        // Byte by byte: characters would have to be found first, which takes many times as long.
        let (bytes, wanted) = (utf8, other.utf8)
        var start = bytes.startIndex
        while start < bytes.endIndex {
            if bytes[start...].starts(with: wanted) { return start..<bytes.index(start, offsetBy: wanted.count) }
            start = bytes.index(after: start)
        }
        return nil
    }
}
