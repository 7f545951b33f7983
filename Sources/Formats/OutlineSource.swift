/// The text of a document, cut into lines.
struct OutlineSource {
    struct Line {
        /// From 1.
        let number: Int
        /// Without blanks at the ends; never empty.
        let text: ArraySlice<Unicode.Scalar>
        /// How many empty lines stand before it.
        let gap: Int
        /// Whether a page ends before it (form feed).
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
    /// Empty lines after the last line.
    private(set) var trailingGap = 0

    /// - Throws: ``OutlineError``
    init(_ bytes: [UInt8]) throws(OutlineError) {
        guard !bytes.contains(0) else { throw .binary }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .invalidUTF8(line: Self.firstInvalidLine(bytes)) }
        var scalars = Array(text.unicodeScalars)
        // No paper has them and XML cannot carry them, so one would break every feed it came into.
        if let place = scalars.firstIndex(where: Self.isForbidden) {
            throw .controlCharacter(line: scalars[..<place].count { $0 == "\n" } + 1)
        }
        if scalars.first == "\u{FEFF}" { scalars.removeFirst() }
        cut(scalars)
        guard !lines.isEmpty else { throw .empty }
    }

    private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A, 0x0C, 0x0D: false
        case 0..<0x20, 0x7F, 0xFFFE, 0xFFFF: true
        default: false
        }
    }

    /// LF, CR and CRLF end a line; a form feed ends a page and the line before it, but is not counted as a line.
    private mutating func cut(_ scalars: [Unicode.Scalar]) {
        var number = 1
        var startsPage = false
        var start = 0
        var index = 0
        while index < scalars.count {
            switch scalars[index] {
            case "\n", "\r":
                add(scalars[start..<index], number: number, startsPage: &startsPage)
                if scalars[index] == "\r", index + 1 < scalars.count, scalars[index + 1] == "\n" { index += 1 }
                number += 1
                start = index + 1
            case "\u{C}":
                if start < index { add(scalars[start..<index], number: number, startsPage: &startsPage) }
                startsPage = true
                start = index + 1
            default: break
            }
            index += 1
        }
        add(scalars[start...], number: number, startsPage: &startsPage)
    }

    private mutating func add(_ line: ArraySlice<Unicode.Scalar>, number: Int, startsPage: inout Bool) {
        var text = line.drop { $0.isBlank }
        while let last = text.last, last.isBlank { text.removeLast() }
        guard !text.isEmpty else {
            trailingGap += 1
            return
        }
        let width = text.reduce(0) { $0 + ($1.isWide ? 2 : 1) }
        lines.append(Line(number: number, text: text, gap: trailingGap, startsPage: startsPage, width: width, marker: OutlineMarker(text)))
        trailingGap = 0
        startsPage = false
    }

    private static func firstInvalidLine(_ bytes: [UInt8]) -> Int {
        var line = 1
        for part in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
            if String(validating: part, as: UTF8.self) == nil { break }
            line += 1
        }
        return line
    }
}
