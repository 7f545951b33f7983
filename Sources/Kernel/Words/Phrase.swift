/// A sentence the program says, in Chinese, with places for values: `"共 \(count) 項"`. Its key in the catalogues is `共 {} 項`.
public struct Phrase: Sendable, Equatable, ExpressibleByStringInterpolation {
    /// The sentence in Chinese, its values in their places.
    let chinese: String
    /// What stands between the values, one piece more than there are values: the key in pieces, put together only where a catalogue is asked.
    private let pieces: [String]
    let values: [String]

    public init(stringLiteral text: StaticString) {
        chinese = text.description
        pieces = []
        values = []
    }

    public init(stringInterpolation: Interpolation) {
        chinese = stringInterpolation.chinese
        pieces = stringInterpolation.pieces
        values = stringInterpolation.values
    }

    /// Words that are data or already in the reader's language, such as an agency's name: said as they are, and no key of any catalogue.
    public init(said text: String) {
        chinese = text
        pieces = ["", ""]
        values = [text]
    }

    /// A sentence that was kept: its key, and the values for its places.
    init(key: String, values: [String]) {
        var pieces = [""]
        var rest = key[...]
        while pieces.count <= values.count, let place = rest.firstRange(of: "{}") {
            pieces[pieces.count - 1] += rest[..<place.lowerBound]
            pieces.append("")
            rest = rest[place.upperBound...]
        }
        pieces[pieces.count - 1] += rest
        self.pieces = values.isEmpty ? [] : pieces
        self.values = values
        chinese = zip(pieces, values + [""]).map { $0 + $1 }.joined()
    }

    /// The same sentence about something else.
    func with(values: [String]) -> Phrase? { values.count == self.values.count ? Phrase(key: key, values: values) : nil }

    /// Whether it has words of its own, which a catalogue could translate.
    /// What has no Chinese in it, such as `MB`, is the same in every language.
    var isSentence: Bool { (pieces.isEmpty ? [chinese] : pieces).contains { $0.unicodeScalars.contains { (0x3400...0x9FFF).contains($0.value) } } }

    public var key: String { values.isEmpty ? chinese : pieces.joined(separator: "{}") }

    public struct Interpolation: StringInterpolationProtocol {
        var chinese = ""
        var pieces = [""]
        var values: [String] = []

        public init(literalCapacity: Int, interpolationCount: Int) {}

        public mutating func appendLiteral(_ literal: StaticString) {
            let text = literal.description
            chinese += text
            pieces[pieces.count - 1] += text
        }

        public mutating func appendInterpolation(_ value: String) {
            chinese += value
            pieces.append("")
            values.append(value)
        }

        public mutating func appendInterpolation(_ value: Int) { appendInterpolation(String(value)) }
    }

    /// A translation with the values in its places in order.
    func filled(_ translation: String) -> String {
        guard !values.isEmpty else { return translation }
        var result = ""
        var rest = translation[...]
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
