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
        /// Whether a page ends before it.
        let startsPage: Bool
        /// Wide characters count 2.
        let width: Int
        let marker: OutlineMarker?

        /// Whether its text stands in the next line.
        var isOnlyMarker: Bool { marker?.length == text.count }

        /// Nothing but digits. When that is no page number, it is part of a sentence.
        var isOnlyNumber: Bool { text.allSatisfy { $0.isDigit } }
    }

    private(set) var lines: [Line] = []

    init(_ document: SourceDocument) {
        var gap = 0
        var page = document.lines.first?.page
        var startsPage = false
        for line in document.lines {
            if line.page != page {
                page = line.page
                startsPage = true
            }
            var text = Array(line.text.unicodeScalars)[...].drop { $0.isBlank }
            while let last = text.last, last.isBlank { text.removeLast() }
            guard !text.isEmpty else {
                gap += 1
                continue
            }
            let width = text.reduce(0) { $0 + ($1.isWide ? 2 : 1) }
            lines.append(
                Line(
                    number: line.number, page: line.page, text: text, gap: gap, startsPage: startsPage, width: width, marker: OutlineMarker(text)))
            gap = 0
            startsPage = false
        }
    }
}
