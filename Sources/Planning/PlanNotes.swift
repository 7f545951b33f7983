internal import Formats

/// What the reader of a document was not sure about, kept with the plan until somebody has looked.
enum PlanNotes {
    /// A document with more doubts than this is looked at line by line anyway.
    private static let most = 1000

    /// `[{"line":178,"chinese":"…","english":"…"}]`; `line` is null for what is missing.
    static func json(_ warnings: [PlanWarning]) -> String {
        let notes = warnings.prefix(most).map { warning -> JSON in
            [
                "line": warning.line.map { .int(Int64($0)) } ?? .null, "chinese": .string(warning.message(.chinese)),
                "english": .string(warning.message(.english)),
            ]
        }
        return String(decoding: JSON.array(notes).utf8(), as: UTF8.self)
    }

    static func read(_ text: String, _ language: MessageLanguage) throws -> [String] {
        guard case .array(let notes) = try JSON(parsing: Array(text.utf8)) else { return [] }
        return notes.compactMap { note in
            guard case .string(let message)? = note[language == .chinese ? "chinese" : "english"] else { return nil }
            return message
        }
    }
}
