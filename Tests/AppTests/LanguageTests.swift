import Foundation
import Testing

/// Every sentence the program says has its English, and no catalogue keeps a sentence that nobody says.
@Suite struct LanguageTests {
    /// Where a catalogue's sentences are written. The kernel's own are in Web's, which is always there.
    private static let homes: [(catalogue: String, folders: [String])] = [
        ("Sources/Web/en.json", ["Sources/Web", "Sources/Kernel"]), ("Sources/Ledger/en.json", ["Sources/Ledger"]),
        ("Sources/Matters/en.json", ["Sources/Matters"]), ("Sources/Meetings/en.json", ["Sources/Meetings"]),
        ("Sources/Indicators/en.json", ["Sources/Indicators"]), ("Sources/Threads/en.json", ["Sources/Threads"]),
        ("Sources/Planning/en.json", ["Sources/Planning"]),
        ("Sources/Monitoring/en.json", ["Sources/Monitoring"]),
        ("Sources/Search/en.json", ["Sources/Search"]), ("Sources/Tables/en.json", ["Sources/Tables"]),
        ("Sources/Administration/en.json", ["Sources/Administration"]),
    ]

    /// Names from the data that a catalogue knows how to say.
    private static let names: Set<String> = ["臺南市政府", "研究發展考核委員會"]

    /// Units of settings that are one character long, which the scanner takes for marks.
    private static let units: Set<String> = ["分", "日"]

    @Test func cataloguesAreComplete() throws {
        var shared: Set<String> = []
        for (catalogue, folders) in Self.homes {
            let known = try JSONDecoder().decode([String: String].self, from: Data(Repository.text(catalogue).utf8))
            let said = try Set(folders.flatMap { try Repository.swiftFiles(below: $0) }.flatMap(Self.phrases))
            #expect(said.count > 20)
            for phrase in said.subtracting(known.keys).subtracting(shared).sorted() { Issue.record("\(catalogue) lacks: \(phrase)") }
            for phrase in Set(known.keys).subtracting(said).subtracting(Self.names.union(Self.units)).sorted() {
                Issue.record("\(catalogue) keeps, unsaid: \(phrase)")
            }
            for (phrase, english) in known {
                #expect(phrase.components(separatedBy: "{}").count == english.components(separatedBy: "{}").count, "places differ in: \(phrase)")
                #expect(!english.trimmingCharacters(in: .whitespaces).isEmpty, "empty: \(phrase)")
            }
            shared.formUnion(known.keys)
        }
    }

    /// Sentences are at least two Chinese characters long; single ones are numerals and marks. What reads documents knows many words that it
    /// never says, and findings say both languages at once.
    private static func phrases(in file: (path: String, text: String)) -> [String] {
        let reads = [
            "PlanReader", "IndicatorSentence", "MeasuredSentence", "MeasuredUnit", "MeasuredTitle", "PlanPart", "Quantity", "PlanMessages",
            "PlanDraft.swift", "MeetingSource+Series.swift", "Finding.swift", "ProcedureChange.swift",
            "ProvisionalYear.swift", "DemoYear.swift", "DemoPolicies.swift", "DemoResults.swift",
        ]
        guard !reads.contains(where: file.path.contains) else { return [] }
        return LiteralScanner(file.text).literals.filter { literal in
            let count = literal.unicodeScalars.filter { (0x4E00...0x9FFF).contains($0.value) }.count
            return count > 1 || (count == 1 && literal.contains("{}"))
        }
    }
}
