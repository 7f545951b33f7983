/// Lists of a DOCX, counted as the program does that shows it (17.9).
final class WordNumbering: XMLHandler {
    private struct Level {
        /// Nil for bullets and for levels that show nothing.
        var number: CountedNumber? = .digits
        /// `%1、`: a percent sign and a level stand for that level's number.
        var text = ""
        var start = 1
    }

    private var abstracts: [String: [Int: Level]] = [:]
    private var lists: [String: (abstract: String, starts: [Int: Int])] = [:]
    private var counts: [String: [Int: Int]] = [:]
    private var begun: Set<String> = []

    private var abstract: String?
    private var list: String?
    private var level: Int?

    func start(_ name: String, _ attributes: [String: String]) {
        let value = attributes["w:val"]
        switch name {
        case "w:abstractNum": abstract = attributes["w:abstractNumId"]
        case "w:num": list = attributes["w:numId"]
        case "w:lvl", "w:lvlOverride": level = attributes["w:ilvl"].flatMap { Int($0) } ?? level
        case "w:abstractNumId": if let list, let value { lists[list] = (value, [:]) }
        case "w:startOverride": if let list, let level, let start = value.flatMap({ Int($0) }) { lists[list]?.starts[level] = start }
        case "w:start": edit { $0.start = value.flatMap { Int($0) } ?? 1 }
        case "w:numFmt": edit { $0.number = Self.number(value ?? "") }
        case "w:lvlText": edit { $0.text = value ?? "" }
        default: break
        }
    }

    func end(_ name: String) {
        switch name {
        case "w:abstractNum": abstract = nil
        case "w:num": list = nil
        case "w:lvlOverride": level = nil
        default: break
        }
    }

    func characters(_ text: String) {}

    private func edit(_ change: (inout Level) -> Void) {
        if let abstract, let level { change(&abstracts[abstract, default: [:]][level, default: Level()]) }
    }

    /// The number of the next paragraph of a list, empty for bullets.
    func label(_ list: String, _ level: Int) -> String {
        guard let (abstract, starts) = lists[list], let levels = abstracts[abstract], let shape = levels[level] else { return "" }
        // Lists that share their shape share the count, but one with a start of its own begins there.
        if begun.insert(list).inserted { for (level, start) in starts { counts[abstract, default: [:]][level] = start - 1 } }
        var count = counts[abstract] ?? [:]
        count[level] = (count[level] ?? shape.start - 1) &+ 1
        for deeper in count.keys where deeper > level { count[deeper] = nil }
        counts[abstract] = count
        guard shape.number != nil else { return "" }
        var text = ""
        var rest = shape.text[...]
        while let sign = rest.firstIndex(of: "%") {
            text += rest[..<sign]
            rest = rest[sign...].dropFirst()
            guard let shown = rest.first?.wholeNumberValue, shown >= 1 else { continue }
            rest = rest.dropFirst()
            let other = levels[shown - 1]
            text += other?.number?.text(count[shown - 1] ?? other?.start ?? 1) ?? ""
        }
        return text + rest
    }

    /// 17.18.59
    private static func number(_ format: String) -> CountedNumber? {
        switch format {
        case "bullet", "none": nil
        case "decimalFullWidth", "decimalFullWidth2": .fullWidthDigits
        case "taiwaneseCountingThousand", "taiwaneseCounting", "taiwaneseDigital", "chineseCounting", "chineseCountingThousand", "ideographDigital",
            "japaneseCounting", "japaneseDigitalTenThousand":
            .ordinary
        case "ideographLegalTraditional", "chineseLegalSimplified", "japaneseLegal": .financial
        case "ideographTraditional": .stems
        case "ideographZodiac", "ideographZodiacTraditional": .branches
        case "decimalEnclosedCircle", "decimalEnclosedCircleChinese": .circled
        case "decimalEnclosedParen": .parenthesized
        case "upperLetter": .upperLetter
        case "lowerLetter": .lowerLetter
        case "upperRoman": .upperRoman
        case "lowerRoman": .lowerRoman
        default: .digits
        }
    }
}
