internal import Formats

extension Phrase {
    /// The sentence as text to be kept, so that it can be said later in the language of whoever reads it.
    public var stored: String { String(decoding: JSON.array(([key] + values).map { .string($0) }).utf8(), as: UTF8.self) }

    /// - Returns: nil unless ``stored`` wrote it.
    public init?(stored text: String) {
        guard case .array(let parts) = try? JSON(parsing: Array(text.utf8)), !parts.isEmpty else { return nil }
        let words = parts.compactMap { part -> String? in if case .string(let text) = part { text } else { nil } }
        guard words.count == parts.count else { return nil }
        self.init(key: words[0], values: Array(words.dropFirst()))
    }
}
