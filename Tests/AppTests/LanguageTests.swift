import Foundation
import Testing

/// Every sentence the program says has its English, and no catalogue keeps a sentence that nobody says.
@Suite struct LanguageTests {
    /// Where a catalogue's sentences are written. The kernel's own are in Web's, which is always there.
    private static let homes: [(catalogue: String, folders: [String])] = [
        ("Sources/Web/en.json", ["Sources/Web", "Sources/Kernel"]), ("Sources/Planning/en.json", ["Sources/Planning"]),
    ]

    /// Names from the data that a catalogue knows how to say.
    private static let names: Set<String> = ["臺南市政府", "研究發展考核委員會"]

    @Test func cataloguesAreComplete() throws {
        var shared: Set<String> = []
        for (catalogue, folders) in Self.homes {
            let known = try JSONDecoder().decode([String: String].self, from: Data(Repository.text(catalogue).utf8))
            let said = try Set(folders.flatMap { try Repository.swiftFiles(below: $0) }.flatMap { Self.phrases(in: $0.text) })
            #expect(said.count > 20)
            for phrase in said.subtracting(known.keys).subtracting(shared).sorted() { Issue.record("\(catalogue) lacks: \(phrase)") }
            for phrase in Set(known.keys).subtracting(said).subtracting(Self.names).sorted() { Issue.record("\(catalogue) keeps, unsaid: \(phrase)") }
            for (phrase, english) in known {
                #expect(phrase.components(separatedBy: "{}").count == english.components(separatedBy: "{}").count, "places differ in: \(phrase)")
                #expect(!english.trimmingCharacters(in: .whitespaces).isEmpty, "empty: \(phrase)")
            }
            shared.formUnion(known.keys)
        }
    }

    /// Literals with Chinese in them, with `{}` for each `\(…)`. Pages keep what is said in `t("…")` and in declared phrases; a raw literal
    /// (`#"…"#`) is markup and is looked into for the literals inside its interpolations only.
    static func phrases(in source: String) -> [String] {
        var found: [String] = []
        var scanner = LiteralScanner(source)
        while let literal = scanner.next() where true {
            if literal.unicodeScalars.contains(where: { (0x4E00...0x9FFF).contains($0.value) }) { found.append(literal) }
        }
        return found
    }
}
