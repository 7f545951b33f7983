import Foundation
import Testing

/// Reads the sources for SQL that one engine knows and the other does not (docs/adr/0004-one-sql-two-engines.md). Running a query on SQLite alone
/// would not show it.
@Suite struct PortableSQLTests {
    private static let forbidden: [(pattern: String, instead: String)] = [
        (#"\w::\w"#, "CAST(x AS type)"),
        (#"\bILIKE\b"#, "a stored folded column and LIKE"),
        (#"\bNOW\s*\("#, "an instant bound from the clock"),
        (#"\bCURRENT_(TIMESTAMP|DATE|TIME)\b"#, "an instant bound from the clock"),
        (#"\bdatetime\s*\("#, "an instant bound from the clock"),
        (#"\bINSERT\s+OR\b"#, "ON CONFLICT"),
        (#"\bREPLACE\s+INTO\b"#, "ON CONFLICT … DO UPDATE"),
        (#"\bAUTOINCREMENT\b"#, "UniqueID"),
        (#"\b(BIG)?SERIAL\b"#, "UniqueID"),
        (#"\bIFNULL\s*\("#, "coalesce"),
        (#"\bGROUP_CONCAT\s*\("#, "joining in Swift"),
        (#"\b(GLOB|REGEXP)\b"#, "LIKE on a stored folded column"),
        (#"\bPRAGMA\b"#, "the SQLite adapter"),
    ]

    /// The sources beside the adapters, which speak one engine each.
    private static let files: [URL] = {
        let sources = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
            .appendingPathComponent("Sources")
        let all = FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL } ?? []
        return all.filter { $0.pathExtension == "swift" && !$0.path.contains("/StorageSQLite/") && !$0.path.contains("/StoragePostgres/") }
    }()

    @Test func everyLiteralIsPortable() throws {
        #expect(!Self.files.isEmpty)
        for file in Self.files {
            for problem in try Self.problems(in: try String(contentsOf: file, encoding: .utf8)) {
                Issue.record("\(file.lastPathComponent): \(problem)")
            }
        }
    }

    @Test(arguments: [
        (#"db.all("SELECT a::text FROM t")"#, 1),
        (#"db.all("SELECT a FROM t WHERE a ilike 'x'")"#, 1),
        ("db.run(\"\"\"\n    INSERT OR REPLACE INTO t (a)\n    VALUES (now())\n    \"\"\")", 3),
        (#"db.all("SELECT \(sqlite: "ifnull(a, b)", postgres: "a::text") FROM t")"#, 0),
        (#"// SELECT a::text FROM t"#, 0),
        (#"let hint = "replace into a better word: now()""#, 0),
        (#"db.all("SELECT a FROM t WHERE b = \(now())")"#, 0),
    ])
    func theLintFindsWhatItShould(_ source: String, _ count: Int) throws {
        try #expect(Self.problems(in: source).count == count)
    }

    /// A literal is taken for SQL when it begins with one of SQL's verbs in capitals, as ours do. What stands in `\(…)` is Swift, or said for each
    /// engine on purpose.
    private static func problems(in source: String) throws -> [String] {
        let lines = source.split(separator: "\n", omittingEmptySubsequences: false).filter { !$0.drop { $0 == " " }.hasPrefix("//") }
        return try literals(in: lines.joined(separator: "\n")).filter { literal in
            try #/^\s*(SELECT|INSERT|UPDATE|DELETE|WITH|CREATE|ALTER|DROP)\b/#.firstMatch(in: literal) != nil
        }.flatMap { literal in
            try forbidden.filter { rule in try Regex(rule.pattern).ignoresCase().firstMatch(in: literal) != nil }.map { rule in
                "write \(rule.instead) where it says \(rule.pattern): \(literal)"
            }
        }
    }

    /// The texts of all string literals, their interpolations left out.
    private static func literals(in source: String) -> [String] {
        var found: [String] = []
        var rest = source[...]
        while let quote = rest.firstIndex(of: "\"") {
            let mark = rest[quote...].hasPrefix("\"\"\"") ? "\"\"\"" : "\""
            rest = rest[rest.index(quote, offsetBy: mark.count)...]
            found.append(literal(until: mark, from: &rest))
        }
        return found
    }

    private static func literal(until mark: String, from rest: inout Substring) -> String {
        var text = ""
        while !rest.isEmpty, !rest.hasPrefix(mark) {
            let character = rest.removeFirst()
            guard character == "\\" else {
                text.append(character)
                continue
            }
            guard rest.first == "(" else {
                if !rest.isEmpty { rest.removeFirst() }
                continue
            }
            var depth = 0
            repeat {
                switch rest.removeFirst() {
                case "(": depth += 1
                case ")": depth -= 1
                default: break
                }
            } while depth > 0 && !rest.isEmpty
        }
        rest = rest.dropFirst(mark.count)
        return text
    }
}
