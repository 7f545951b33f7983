/// One `<svg>` of a chart, taken apart: what it says of itself and every place it draws at.
struct Drawing {
    let attributes: [String: String]
    let elements: [(name: String, attributes: [String: String])]
    /// The words inside, each with the element it belongs to.
    let words: [(attributes: [String: String], text: String)]
    let titles: [String: String]

    var size: (width: Double, height: Double) {
        let numbers = (attributes["viewBox"] ?? "").split(separator: " ").compactMap { Double($0) }
        return numbers.count == 4 ? (numbers[2], numbers[3]) : (0, 0)
    }

    func count(_ styleClass: String) -> Int {
        elements.count { ($0.attributes["class"] ?? "").split(separator: " ").contains(Substring(styleClass)) }
    }

    /// Every svg in the markup but the keys of a legend.
    static func all(in markup: String) -> [Drawing] {
        var drawings: [Drawing] = []
        var current: [Tokenizer.Token] = []
        for token in Tokenizer.tokens(markup) {
            if case .open("svg", _) = token { current = [] }
            current.append(token)
            if token == .close("svg"), case .open(_, let attributes) = current.first, attributes["class"] != "yk-key" {
                drawings.append(Drawing(attributes, current.dropFirst().dropLast()))
            }
        }
        return drawings
    }

    private init(_ attributes: [String: String], _ tokens: some Sequence<Tokenizer.Token>) {
        self.attributes = attributes
        var elements: [(name: String, attributes: [String: String])] = []
        var words: [(attributes: [String: String], text: String)] = []
        var titles: [String: String] = [:]
        for token in tokens {
            switch token {
            case .open(let name, let attributes): elements.append((name, attributes))
            case .text(let text):
                guard let last = elements.last else { continue }
                if last.name == "text" { words.append((last.attributes, text)) }
                if let id = last.attributes["id"] { titles[id] = text }
            case .close: continue
            }
        }
        self.elements = elements
        self.words = words
        self.titles = titles
    }

    /// Every point that is drawn at.
    var points: [(x: Double, y: Double)] {
        elements.flatMap { element -> [(x: Double, y: Double)] in
            func number(_ name: String) -> Double { Double(element.attributes[name] ?? "0") ?? .nan }
            switch element.name {
            case "rect": return [(number("x"), number("y")), (number("x") + number("width"), number("y") + number("height"))]
            case "circle":
                let radius = number("r")
                return [(number("cx") - radius, number("cy") - radius), (number("cx") + radius, number("cy") + radius)]
            case "polyline", "polygon":
                return (element.attributes["points"] ?? "").split(separator: " ").map { pair in
                    let numbers = pair.split(separator: ",").map { Double($0) ?? .nan }
                    return numbers.count == 2 ? (numbers[0], numbers[1]) : (.nan, .nan)
                }
            case "path": return Self.points(of: element.attributes["d"] ?? "")
            case "text":
                // From where it stands, as far as its words reach at the least.
                let text = words.first { $0.attributes == element.attributes }?.text ?? ""
                let width = text.reduce(0.0) { width, character in width + (character.isASCII ? 6 : 12) }
                let anchor = element.attributes["text-anchor"]
                let start = anchor == "end" ? width : anchor == "middle" ? width / 2 : 0
                return [(number("x") - start, number("y")), (number("x") - start + width, number("y"))]
            default: return []
            }
        }
    }

    /// The commands that the charts use: M, L, H, V and A, all absolute.
    private static func points(of path: String) -> [(x: Double, y: Double)] {
        var points: [(x: Double, y: Double)] = []
        var rest = path[...]
        while let command = rest.first {
            rest = rest.dropFirst()
            let arguments = rest.prefix { !$0.isLetter }
            rest = rest.dropFirst(arguments.count)
            let numbers = arguments.split { $0 == " " || $0 == "," }.map { Double($0) ?? .nan }
            let last = points.last ?? (.nan, .nan)
            switch (command, numbers.count) {
            case ("M", 2), ("L", 2): points.append((numbers[0], numbers[1]))
            case ("H", 1): points.append((numbers[0], last.y))
            case ("V", 1): points.append((last.x, numbers[0]))
            case ("A", 7): points.append((numbers[5], numbers[6]))
            default: points.append((.nan, .nan))
            }
        }
        return points
    }
}
