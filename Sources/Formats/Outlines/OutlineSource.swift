/// The lines of a document that are not empty, with what their form says.
struct OutlineSource {
    struct Line {
        /// From 1.
        let number: Int
        let page: Int?
        /// Without blanks at the ends; never empty.
        let text: ArraySlice<Unicode.Scalar>
        /// How many empty lines stand before it.
        let gap: Int
        /// Blanks before its text, wide ones count 2.
        let indent: Int
        /// Whether a page ends before it.
        let startsPage: Bool
        /// Wide characters count 2.
        let width: Int
        let marker: OutlineMarker?
        let role: SourceDocument.Role
        let headingLevel: Int?
        let isBold: Bool
        let size: Double?
        /// Whether it is set in columns: two wide gaps, a tab, or the bars of a Markdown table.
        let isAligned: Bool

        /// Whether its text stands in the next line.
        var isOnlyMarker: Bool { marker?.length == text.count }

        /// Nothing but digits. When that is no page number, it is part of a sentence.
        var isOnlyNumber: Bool { text.allSatisfy { $0.isDigit } }
    }

    private(set) var lines: [Line] = []
    /// How many pages there are, 0 where the format has none.
    private(set) var pages = 0

    init(_ document: SourceDocument) {
        var gap = 0
        var page = document.lines.first?.page
        var startsPage = false
        for line in document.lines {
            if line.page != page {
                page = line.page
                startsPage = true
            }
            let whole = Array(line.text.unicodeScalars)
            var text = whole[...].drop { $0.isBlank }
            while let last = text.last, last.isBlank { text.removeLast() }
            guard !text.isEmpty else {
                gap += 1
                continue
            }
            let marker = OutlineMarker(text, hashes: document.format == .text ? Self.hashes(text) : 0)
            let hashes = document.format == .text ? Self.hashes(text) : 0
            lines.append(
                Line(
                    number: line.number, page: line.page, text: text, gap: gap,
                    indent: whole[..<text.startIndex].reduce(0) { $0 + ($1.value == 0x3000 ? 2 : 1) }, startsPage: startsPage,
                    width: text.reduce(0) { $0 + ($1.isWide ? 2 : 1) }, marker: marker, role: line.role,
                    headingLevel: hashes > 0 ? hashes : line.headingLevel, isBold: line.isBold, size: line.size,
                    isAligned: Self.isAligned(text.dropFirst(marker?.length ?? 0))))
            gap = 0
            startsPage = false
        }
        pages = page ?? 0
    }

    /// The signs that make a line of Markdown a heading (CommonMark 0.31, 4.2).
    private static func hashes(_ text: ArraySlice<Unicode.Scalar>) -> Int {
        let count = text.prefix { $0 == "#" }.count
        return (1...6).contains(count) && text.dropFirst(count).first == " " ? count : 0
    }

    private static func isAligned(_ text: ArraySlice<Unicode.Scalar>) -> Bool {
        if text.first == "|" && text.last == "|" && text.count > 2 { return true }
        var gaps = 0
        var blanks = 0
        var piece = 0
        // A title may be set with gaps between its characters.
        var longest = 0
        for scalar in text.drop(while: { $0.isBlank }) {
            if scalar == "\t" { return true }
            if scalar.isBlank {
                blanks += scalar.value == 0x3000 ? 2 : 1
            } else {
                if blanks >= 2 {
                    gaps += 1
                    piece = 0
                }
                blanks = 0
                piece += 1
                longest = max(longest, piece)
            }
        }
        // Sentences with a few wide gaps are no columns.
        return gaps >= 2 && longest > 2 && text.count <= 30 * (gaps + 1)
    }
}

extension OutlineMarker {
    /// - Parameter hashes: the signs of a Markdown heading, which belong to its number.
    fileprivate init?(_ line: ArraySlice<Unicode.Scalar>, hashes: Int) {
        guard hashes > 0 else {
            self.init(line)
            return
        }
        let rest = line.dropFirst(hashes).drop { $0.isBlank }
        guard let marker = OutlineMarker(rest) else { return nil }
        self = marker.after(rest.startIndex - line.startIndex)
    }
}
