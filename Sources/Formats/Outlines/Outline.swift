/// A document as a tree of what it says of itself. Every character of the source but blanks is in exactly one of its parts.
public struct Outline: Sendable, Equatable {
    /// A heading, or something that stands under one, with what stands under it.
    public struct Node: Sendable, Equatable {
        /// What a node is.
        public enum Kind: String, Sendable, CaseIterable {
            /// A numbered line, or one that its type makes a heading.
            case heading
            /// 附件, 附表, 附錄 and the like, with or without number.
            case appendix
            /// What somebody says in a transcript; the label is who.
            case speech
            /// 決議, 裁示, 議決, 結論 of a meeting.
            case decision
            /// 辦理情形 and the like: how far a decision was carried out.
            case progress
            /// Rows on lines of their own, cells separated by tabs.
            case table
            case footnote

            /// Whether it is part of the numbering: only headings count for levels.
            public var isHeading: Bool { self == .heading || self == .appendix }
        }

        public let kind: Kind
        /// How many headings stand above, and one more: 1 for the outermost. What is no heading adds nothing.
        public let level: Int
        /// Nil without a number.
        public let system: NumberingSystem?
        /// Nil without a number.
        public let number: Int?
        /// As printed: `（一）`, `1.`, `附件二：`, `王議員：`; empty for a heading without number.
        public let marker: String
        /// The marker without its punctuation and blanks: `一`, `1`, `附件二`, `王議員`.
        public let label: String
        /// Where it begins in the source; lines count from 1.
        public let line: Int
        /// The last line of its own text, without what stands under it.
        public internal(set) var lastLine: Int
        /// From 1; nil in formats without pages.
        public let page: Int?
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

        /// The headings right under it.
        public var headings: [Node] { children.filter(\.kind.isHeading) }
    }

    /// Text outside the tree, with the line it begins at.
    public struct Passage: Sendable, Equatable {
        public internal(set) var text: String
        public let line: Int

        public init(text: String, line: Int) {
            self.text = text
            self.line = line
        }
    }

    /// The paragraphs before the first heading: title, period, authors.
    public internal(set) var preamble: [Passage] = []
    public internal(set) var nodes: [Node] = []
    /// What belongs to the pages, not to the text: page numbers, running headers and footers.
    public internal(set) var furniture: [Passage] = []
    /// The lines of the table of contents.
    public internal(set) var contents: [Passage] = []
    /// What could not be understood: all text of a document without any heading.
    public internal(set) var leftovers: [Passage] = []
    /// In order of their lines.
    public internal(set) var warnings: [OutlineWarning] = []
}

/// What a person says a line is, against what the reader would have found.
public enum LineMark: Sendable, Equatable {
    /// A heading of this level, from 1; not deeper than one below what is open.
    case heading(level: Int)
    /// The beginning of a paragraph, whatever it looks like.
    case paragraph
    /// Goes on with the line before it.
    case continuation
    /// Belongs to the page.
    case furniture
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
