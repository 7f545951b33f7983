/// A numbered document as a tree. Every character of the source but blanks is in exactly one of its parts.
public struct Outline: Sendable, Equatable {
    /// One numbered line with what stands under it.
    public struct Node: Sendable, Equatable {
        /// 1 for the outermost; always one more than the parent's.
        public let level: Int
        public let system: NumberingSystem
        public let number: Int
        /// The number as printed: `（一）`, `1.`
        public let marker: String
        /// The marker without its punctuation and blanks: `一`, `1`.
        public let label: String
        /// Where the number stands in the source; lines count from 1.
        public let line: Int
        /// All text of the node without the marker, wrapped lines joined; paragraphs are separated by a line break.
        public internal(set) var text: String
        public internal(set) var children: [Node]

        /// The first paragraph up to its first 。 or ：, or the whole of it when it has neither.
        public var title: String {
            let heading = text.unicodeScalars.prefix { $0 != "\n" }
            return String(heading.prefix { $0 != "。" && $0 != "：" }).trimmed
        }

        /// What follows the title, without the mark that ends it. Empty when the text is all title.
        public var remainder: String {
            let heading = text.unicodeScalars.prefix { $0 != "\n" && $0 != "。" && $0 != "：" }
            return String(text.unicodeScalars.dropFirst(heading.count + 1)).trimmed
        }
    }

    /// Text outside the numbering, with the line it begins at.
    public struct Passage: Sendable, Equatable {
        public internal(set) var text: String
        public let line: Int

        public init(text: String, line: Int) {
            self.text = text
            self.line = line
        }
    }

    /// The paragraphs before the first numbered line: title, period, authors.
    public internal(set) var preamble: [Passage] = []
    public internal(set) var nodes: [Node] = []
    /// What belongs to the pages, not to the text: page numbers.
    public internal(set) var furniture: [Passage] = []
    /// What could not be understood: all text of a document without any numbered line.
    public internal(set) var leftovers: [Passage] = []
    /// In order of their lines.
    public internal(set) var warnings: [OutlineWarning] = []
}

extension String {
    /// Without blanks at either end.
    var trimmed: String {
        var scalars = Substring(self).unicodeScalars
        while let first = scalars.first, first.isBlank { scalars.removeFirst() }
        while let last = scalars.last, last.isBlank { scalars.removeLast() }
        return String(scalars)
    }
}
