/// Takes markup apart the way a browser does, written without a look at how ``Markup`` puts it together.
struct Tokenizer {
    enum Token: Equatable {
        case text(String)
        case open(String, [String: String])
        case close(String)
    }

    private let source: [Unicode.Scalar]
    private var index = 0

    static func tokens(_ markup: String) -> [Token] {
        var tokenizer = Tokenizer(source: Array(markup.unicodeScalars))
        var tokens: [Token] = []
        while let token = tokenizer.next() { tokens.append(token) }
        return tokens
    }

    private init(source: [Unicode.Scalar]) { self.source = source }

    private mutating func next() -> Token? {
        guard index < source.count else { return nil }
        guard source[index] == "<", index + 1 < source.count, source[index + 1] == "/" || Self.isLetter(source[index + 1]) else {
            var text = String.UnicodeScalarView()
            repeat {
                text.append(source[index])
                index += 1
            } while index < source.count && source[index] != "<"
            return .text(Self.decoded(String(text)))
        }
        index += 1
        let isClosing = source[index] == "/"
        if isClosing { index += 1 }
        let name = take { !Self.isBlank($0) && $0 != ">" && $0 != "/" }
        let attributes = attributes()
        return isClosing ? .close(name) : .open(name, attributes)
    }

    private mutating func attributes() -> [String: String] {
        var attributes: [String: String] = [:]
        while index < source.count {
            _ = take { Self.isBlank($0) || $0 == "/" }
            guard index < source.count, source[index] != ">" else { break }
            let name = take { !Self.isBlank($0) && $0 != "=" && $0 != ">" && $0 != "/" }
            guard index < source.count, source[index] == "=" else {
                attributes[name] = ""
                continue
            }
            index += 1
            if index < source.count, source[index] == "\"" || source[index] == "'" {
                let quote = source[index]
                index += 1
                attributes[name] = Self.decoded(take { $0 != quote })
                index += 1
            } else {
                attributes[name] = Self.decoded(take { !Self.isBlank($0) && $0 != ">" })
            }
        }
        index += 1
        return attributes
    }

    private mutating func take(while belongs: (Unicode.Scalar) -> Bool) -> String {
        var taken = String.UnicodeScalarView()
        while index < source.count && belongs(source[index]) {
            taken.append(source[index])
            index += 1
        }
        return String(taken)
    }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool { [" ", "\t", "\n", "\u{C}", "\r"].contains(scalar) }
    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool { ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) }

    private static func decoded(_ text: String) -> String {
        // The ampersand last, or `&amp;lt;` would be decoded twice. Scalar by scalar, for a mark may combine with what is before it.
        var scalars = Array(text.unicodeScalars)
        for (entity, scalar) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")] {
            let wanted = Array(entity.unicodeScalars)
            var result: [Unicode.Scalar] = []
            var place = 0
            while place < scalars.count {
                if place + wanted.count <= scalars.count, Array(scalars[place..<place + wanted.count]) == wanted {
                    result += scalar.unicodeScalars
                    place += wanted.count
                } else {
                    result.append(scalars[place])
                    place += 1
                }
            }
            scalars = result
        }
        return scalars.reduce(into: "") { $0.unicodeScalars.append($1) }
    }
}
