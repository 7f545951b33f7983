internal import Kernel

/// How text becomes what the engines' indexes hold. Both get the same words, made here, so both find the same: Chinese in pairs of characters, other
/// writing word by word without its English plural, everything folded.
enum SearchTokens {
    /// Goes up whenever the same text becomes other tokens: then the index is made anew.
    static let version = 2

    /// A stretch of text that is found as one: a run of Chinese, or a word.
    enum Run: Equatable {
        case chinese([Unicode.Scalar])
        case word(String)
    }

    /// Of one text no more than so many characters are indexed.
    static let longest = 20_000

    /// The runs of a text, folded, in order.
    static func runs(_ text: String) -> [Run] {
        var runs: [Run] = []
        var chinese: [Unicode.Scalar] = []
        var word = String.UnicodeScalarView()
        func flush() {
            if !chinese.isEmpty { runs.append(.chinese(chinese)) }
            if !word.isEmpty { runs.append(.word(Stemming.stem(String(word)))) }
            chinese.removeAll()
            word.removeAll()
        }
        for scalar in text.unicodeScalars.prefix(longest) {
            let folded = Folding.folded(scalar)
            if isChinese(folded) {
                if !word.isEmpty { flush() }
                chinese.append(folded)
            } else if isWordPart(folded) {
                if !chinese.isEmpty { flush() }
                // What is longer is no word; PostgreSQL takes 2,046 bytes.
                if word.count < 64 { word.append(folded) }
            } else {
                flush()
            }
        }
        flush()
        return runs
    }

    /// What a text is found by. The last character of a run stands alone too, so that every character begins something.
    static func terms(_ text: String) -> Set<String> {
        var terms: Set<String> = []
        for run in runs(text) {
            switch run {
            case .word(let word): terms.insert(word)
            case .chinese(let characters):
                terms.formUnion(pairs(characters))
                if let last = characters.last { terms.insert(String(Character(last))) }
            }
        }
        return terms
    }

    /// Neighbouring characters; one alone is itself.
    static func pairs(_ characters: [Unicode.Scalar]) -> [String] {
        guard characters.count > 1 else { return characters.map { String(Character($0)) } }
        return zip(characters, characters.dropFirst()).map { first, second in
            var pair = String.UnicodeScalarView()
            pair.append(first)
            pair.append(second)
            return String(pair)
        }
    }

    // Marks before a token say what it is; they are of Unicode's private use, which no text of ours is searched for.
    private static let titleMark = "\u{E000}"
    private static let audienceMark = "\u{E001}"
    private static let kindMark = "\u{E002}"
    private static let agencyMark = "\u{E003}"

    /// A term that stands in the title.
    static func title(_ term: String) -> String { titleMark + term }
    static func isTitle(_ token: String) -> Bool { token.hasPrefix(titleMark) }
    static func kind(_ kind: String) -> String { kindMark + safe(kind) }
    static func agency(_ agency: String) -> String { agencyMark + safe(agency) }

    static func audience(_ audience: SearchDocument.Audience) -> String {
        switch audience {
        case .everyone: audienceMark + "e"
        case .staff: audienceMark + "s"
        case .agency(let id): audienceMark + "a" + safe(id)
        case .role(let role): audienceMark + "r" + safe(role.rawValue)
        case .person(let id): audienceMark + "p" + safe(id)
        }
    }

    /// Keys have capitals, hyphens and slashes, which the index folds or parts words at.
    private static func safe(_ key: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in key.unicodeScalars {
            let isPlain = (0x30...0x39).contains(scalar.value) || (0x61...0x7A).contains(scalar.value)
            result.append(isPlain || !scalar.isASCII ? scalar : Unicode.Scalar(0xE100 + scalar.value) ?? scalar)
        }
        return String(result)
    }

    private static func isChinese(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case ..<0x3005: false
        case 0x3005, 0x3007, 0x3041...0x3096, 0x30A1...0x30FA, 0x30FC, 0x3105...0x312F, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xAC00...0xD7A3,
            0xF900...0xFAFF, 0x20000...0x3FFFD:
            true
        default: false
        }
    }

    private static func isWordPart(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return (0x30...0x39).contains(scalar.value) || (0x61...0x7A).contains(scalar.value) }
        guard scalar.value < 0xE000 || scalar.value > 0xF8FF else { return false }
        return scalar.properties.isAlphabetic || scalar.properties.numericType == .decimal
    }
}
