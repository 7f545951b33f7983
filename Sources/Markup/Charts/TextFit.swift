/// How much room words take in a chart. An estimate for 13-unit text (the size that the stylesheet gives charts) on the wide side: no font is
/// measured on a server.
enum TextFit {
    static let lineHeight = 17.0

    /// In units of the drawing.
    static func width(_ text: some StringProtocol) -> Double { text.reduce(0) { $0 + width($1) } }

    /// The text, or its beginning with `…` where it is too long.
    static func fitted(_ text: String, _ room: Double) -> String {
        guard width(text) > room else { return text }
        return prefix(text[...], room - width("…")) + "…"
    }

    /// The text in lines; what does not fit into the last one is cut off.
    static func lines(_ text: String, _ room: Double, most: Int) -> [String] {
        var rest = text[...]
        var lines: [String] = []
        while lines.count < most - 1, width(rest) > room {
            // At least one character a line, however narrow it is.
            let line = max(prefix(rest, room), rest.prefix(1)) { $0.count < $1.count }
            lines.append(String(line))
            rest = rest.dropFirst(line.count)
        }
        return lines + [fitted(String(rest), room)]
    }

    private static func prefix(_ text: Substring, _ room: Double) -> Substring {
        var used = 0.0
        return text.prefix { character in
            used += width(character)
            return used <= room
        }
    }

    private static func width(_ character: Character) -> Double {
        // From the Hangul Jamo on, nearly everything is as wide as it is high; the rest is at most as wide as an m.
        character.unicodeScalars.contains { $0.value >= 0x1100 } ? 13.2 : 8
    }

    private static func max(_ left: Substring, _ right: Substring, by isLess: (Substring, Substring) -> Bool) -> Substring {
        isLess(left, right) ? right : left
    }
}
