/// Styles of an ODT: what a paragraph's or span's type is, and how lists are numbered.
final class OpenStyles: XMLHandler {
    struct Style {
        var parent: String?
        var isBold: Bool?
        var size: Double?
        var headingLevel: Int?
        var list: String?
    }

    struct ListLevel {
        /// Nil for bullets and for levels that show nothing.
        var number: CountedNumber?
        var prefix = ""
        var suffix = ""
        /// How many levels of numbers are shown: 2 for `1.1`.
        var shown = 1
        var start = 1
    }

    private(set) var lists: [String: [Int: ListLevel]] = [:]
    /// Lines of the headers and footers of the page styles.
    private(set) var furniture: [String] = []
    private var styles: [String: Style] = [:]
    private var key: String?
    private var list: String?
    private var inMargin = 0
    private var marginText = ""

    /// The name under which the numbering of headings is kept among the lists.
    static let outline = "\u{0}outline"

    func start(_ name: String, _ attributes: [String: String]) {
        switch name {
        case "style:style": begin(attributes)
        case "style:default-style": key = attributes["style:family"].map { "\($0)\u{0}" }
        case "style:text-properties": setText(attributes)
        case "text:list-style": list = attributes["style:name"]
        case "text:outline-style": list = Self.outline
        case "text:list-level-style-number", "text:list-level-style-bullet", "text:outline-level-style": setLevel(attributes)
        case "style:header", "style:footer", "style:header-first", "style:footer-first", "style:header-left", "style:footer-left": inMargin += 1
        default: break
        }
    }

    func end(_ name: String) {
        switch name {
        case "style:style", "style:default-style": key = nil
        case "text:list-style", "text:outline-style": list = nil
        case "style:header", "style:footer", "style:header-first", "style:footer-first", "style:header-left", "style:footer-left": inMargin -= 1
        case "text:p", "text:h":
            if inMargin > 0 { furniture.append(marginText) }
            marginText = ""
        default: break
        }
    }

    func characters(_ text: String) {
        if inMargin > 0 { marginText += text }
    }

    private func begin(_ attributes: [String: String]) {
        guard let family = attributes["style:family"], let name = attributes["style:name"] else { return }
        key = "\(family)\u{0}\(name)"
        var style = Style(parent: attributes["style:parent-style-name"])
        style.headingLevel = attributes["style:default-outline-level"].flatMap { Int($0) }
        style.list = attributes["style:list-style-name"]
        styles["\(family)\u{0}\(name)"] = style
    }

    /// Chinese characters have a weight and size of their own, beside those of Latin letters.
    private func setText(_ attributes: [String: String]) {
        guard let key else { return }
        if let weight = attributes["style:font-weight-asian"] ?? attributes["fo:font-weight"] {
            styles[key, default: Style()].isBold = weight == "bold" || (Int(weight) ?? 0) >= 600
        }
        if let size = attributes["style:font-size-asian"] ?? attributes["fo:font-size"], size.hasSuffix("pt") {
            styles[key, default: Style()].size = Double(size.dropLast(2))
        }
    }

    private func setLevel(_ attributes: [String: String]) {
        guard let list, let level = attributes["text:level"].flatMap({ Int($0) }) else { return }
        lists[list, default: [:]][level] = ListLevel(
            number: Self.number(attributes["style:num-format"] ?? ""), prefix: attributes["style:num-prefix"] ?? "",
            suffix: attributes["style:num-suffix"] ?? "", shown: min(attributes["text:display-levels"].flatMap { Int($0) } ?? 1, 10),
            start: attributes["text:start-value"].flatMap { Int($0) } ?? 1)
    }

    /// Written as its first numbers: `一, 二, 三, ...` (part 3, 19.500).
    private static func number(_ format: String) -> CountedNumber? {
        switch format.first {
        case "1": .digits
        case "１": .fullWidthDigits
        case "一": .ordinary
        case "壹": .financial
        case "甲": .stems
        case "子": .branches
        case "①": .circled
        case "A": .upperLetter
        case "a": .lowerLetter
        case "I": .upperRoman
        case "i": .lowerRoman
        default: nil
        }
    }

    /// A style with what it takes over from its parents.
    func resolved(_ name: String?, family: String) -> Style {
        var result = Style()
        var next = name
        // Parents may go round in a damaged file.
        for _ in 0..<32 {
            guard let name = next, let style = styles["\(family)\u{0}\(name)"] else { break }
            result.isBold = result.isBold ?? style.isBold
            result.size = result.size ?? style.size
            result.headingLevel = result.headingLevel ?? style.headingLevel
            result.list = result.list ?? style.list
            next = style.parent
        }
        let base = styles["\(family)\u{0}"]
        result.isBold = result.isBold ?? base?.isBold
        result.size = result.size ?? base?.size
        return result
    }
}
