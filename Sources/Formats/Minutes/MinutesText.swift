/// Text as minutes are read: the characters as printed, and the same with one form for what is printed in several, place by place.
struct MinutesText: Sendable {
    let printed: [Character]
    /// Half-width digits, brackets and blanks; 臺 for 台.
    let folded: [Character]

    init(_ text: some Sequence<Character>) {
        printed = Array(text)
        folded = printed.map(Self.folded)
    }

    static func folded(_ character: Character) -> Character {
        switch character {
        case "台": "臺"
        case "０"..."９": Character(Unicode.Scalar(UInt8((character.unicodeScalars.first?.value ?? 0xFF10) - 0xFF10 + 0x30)))
        case "（", "﹙": "("
        case "）", "﹚": ")"
        case "：", "︰": ":"
        case "　", "\t", "\u{A0}": " "
        case "﹑", "､": "、"
        default: character
        }
    }

    static func folded(_ text: String) -> [Character] { text.map(folded) }

    var string: String { String(printed) }
    var isEmpty: Bool { printed.isEmpty }
    var count: Int { folded.count }

    /// Whether the folded text has these characters at a place.
    func has(_ words: [Character], at place: Int) -> Bool {
        guard place >= 0, place + words.count <= folded.count else { return false }
        for (offset, character) in words.enumerated() where folded[place + offset] != character { return false }
        return true
    }

    func first(_ words: [Character], from start: Int = 0) -> Int? {
        guard !words.isEmpty, folded.count >= words.count, start <= folded.count - words.count else { return nil }
        return (start...(folded.count - words.count)).first { has(words, at: $0) }
    }

    func contains(_ words: String) -> Bool { first(Array(words)) != nil }

    func starts(with words: String) -> Bool { has(Array(words), at: 0) }

    /// A part of it, without blanks at its ends.
    func part(_ range: Range<Int>) -> MinutesText {
        var (low, high) = (max(0, range.lowerBound), min(range.upperBound, printed.count))
        while low < high, folded[low].isWhitespace { low += 1 }
        while low < high, folded[high - 1].isWhitespace { high -= 1 }
        return low < high ? MinutesText(printed[low..<high]) : MinutesText([])
    }

    func dropping(_ count: Int) -> MinutesText { part(count..<printed.count) }

    /// The same with another piece after it; no blank between Chinese characters.
    func joined(_ other: MinutesText) -> MinutesText {
        guard let last = printed.last, let first = other.printed.first else { return isEmpty ? other : self }
        let isLatin = last.isASCII && first.isASCII && (last.isLetter || last.isNumber) && (first.isLetter || first.isNumber)
        return MinutesText(printed + (isLatin ? [" "] : []) + other.printed)
    }
}
