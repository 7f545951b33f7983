/// Finds the plain string literals of Swift source, with `{}` for each interpolation, also those inside the interpolations of other literals.
/// Raw literals (`#"…"#`) are markup in this house: they are looked into, not reported.
struct LiteralScanner {
    private let source: [Character]
    private var index = 0
    private(set) var literals: [String] = []

    init(_ text: String) {
        source = Array(text)
        scanCode(until: nil)
    }

    private func at(_ text: String) -> Bool {
        let wanted = Array(text)
        return index + wanted.count <= source.count && Array(source[index..<index + wanted.count]) == wanted
    }

    /// Until the closing parenthesis of an interpolation, or the end.
    private mutating func scanCode(until close: Character?) {
        var depth = 0
        while index < source.count {
            let character = source[index]
            if at("//") {
                while index < source.count && !source[index].isNewline { index += 1 }
            } else if character == "\"" || (character == "#" && isRawStart) {
                scanLiteral()
            } else {
                if character == "(" { depth += 1 }
                if character == ")" {
                    if depth == 0 && close == ")" { return }
                    depth -= 1
                }
                index += 1
            }
        }
    }

    private var isRawStart: Bool {
        var place = index
        while place < source.count && source[place] == "#" { place += 1 }
        return place < source.count && source[place] == "\""
    }

    private mutating func scanLiteral() {
        var hashes = 0
        while source[index] == "#" {
            hashes += 1
            index += 1
        }
        let fence = String(repeating: "#", count: hashes)
        let quote = at("\"\"\"") ? "\"\"\"" : "\""
        index += quote.count
        var text = ""
        while index < source.count && !at(quote + fence) {
            if at("\\" + fence + "(") {
                index += 2 + hashes
                scanCode(until: ")")
                index += 1
                text += "{}"
            } else if hashes == 0 && source[index] == "\\" {
                text.append(source[index + 1] == "n" ? "\n" : source[index + 1])
                index += 2
            } else {
                text.append(source[index])
                index += 1
            }
        }
        index += quote.count + hashes
        if hashes == 0 { literals.append(text) }
    }
}
