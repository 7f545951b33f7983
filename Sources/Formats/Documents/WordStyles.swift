/// Styles of a DOCX (17.7).
final class WordStyles: XMLHandler {
    struct Style {
        var name = ""
        var parent: String?
        var isBold: Bool?
        var size: Double?
        var headingLevel: Int?
        /// Number and level of the list.
        var list: (number: String?, level: Int?) = (nil, nil)
    }

    private var styles: [String: Style] = [:]
    private var kept: [String: Style] = [:]
    private var key: String?
    private(set) var defaultParagraph: String?
    private static let defaults = "\u{0}"

    func start(_ name: String, _ attributes: [String: String]) {
        let value = attributes["w:val"]
        switch name {
        case "w:rPrDefault": key = Self.defaults
        case "w:style":
            key = attributes["w:styleId"]
            if let key {
                styles[key] = Style()
                if attributes["w:type"] == "paragraph", WordContent.isOn(attributes["w:default"] ?? "0") { defaultParagraph = key }
            }
        case "w:name": edit { $0.name = (value ?? "").lowercased() }
        case "w:basedOn": edit { $0.parent = value }
        case "w:b": edit { $0.isBold = WordContent.isOn(value) }
        case "w:sz": edit { $0.size = value.flatMap { Double($0) }.map { $0 / 2 } }
        // 9 is the level of body text.
        case "w:outlineLvl": edit { $0.headingLevel = value.flatMap { Int($0) }.flatMap { $0 < 9 ? $0 + 1 : nil } }
        case "w:numId": edit { $0.list.number = value }
        case "w:ilvl": edit { $0.list.level = value.flatMap { Int($0) } }
        default: break
        }
    }

    func end(_ name: String) {
        if name == "w:style" || name == "w:rPrDefault" { key = nil }
    }

    func characters(_ text: String) {}

    private func edit(_ change: (inout Style) -> Void) {
        if let key { change(&styles[key, default: Style()]) }
    }

    /// A style with what it takes over from those it is based on.
    /// - Parameter withDefaults: not for the style of a few characters, which leaves the rest to the paragraph.
    func resolved(_ id: String?, withDefaults: Bool) -> Style {
        let cache = "\(withDefaults)\(id ?? "")"
        if let style = kept[cache] { return style }
        var result = Style()
        var next = id ?? (withDefaults ? defaultParagraph : nil)
        // Styles may go round in a damaged file.
        for depth in 0..<32 {
            guard let id = next, let style = styles[id] else { break }
            if depth == 0 { result.name = style.name }
            result.isBold = result.isBold ?? style.isBold
            result.size = result.size ?? style.size
            result.headingLevel = result.headingLevel ?? style.headingLevel
            result.list = (result.list.number ?? style.list.number, result.list.level ?? style.list.level)
            next = style.parent
        }
        if withDefaults {
            result.isBold = result.isBold ?? styles[Self.defaults]?.isBold
            result.size = result.size ?? styles[Self.defaults]?.size
        }
        kept[cache] = result
        return result
    }
}
