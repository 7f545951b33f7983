internal import Kernel
internal import Markup

/// Where in a text stands what was looked for.
struct Highlight {
    /// A piece of text, and whether it is what was looked for.
    struct Piece: Sendable, Equatable {
        let text: String
        let isHit: Bool
    }

    private let wanted: [[Unicode.Scalar]]

    init(_ question: SearchQuestion) {
        // Whole groups first: a pair of characters within one is then part of it.
        let groups = question.groups.map { Array($0.folded.unicodeScalars) }
        let terms = question.terms.map { Array($0.unicodeScalars) }
        wanted = (groups + terms).filter { $0.count > 1 || groups.contains($0) }.sorted { $0.count > $1.count }
    }

    /// The whole text in pieces.
    func pieces(_ text: String) -> [Piece] { pieces(Array(text.unicodeScalars)[...]) }

    /// The part of a text with the most of it, at most so many characters.
    func excerpt(_ text: String, length: Int) -> [Piece] {
        let scalars = Array(text.unicodeScalars.map { $0.value < 0x20 ? " " : $0 }.prefix(20_000))
        let marks = marks(scalars[...])
        guard scalars.count > length else { return pieces(scalars[...]) }
        var (count, best, start) = (0, 0, 0)
        for end in scalars.indices {
            if marks[end] { count += 1 }
            if end >= length, marks[end - length] { count -= 1 }
            if count > best { (best, start) = (count, max(0, end - length + 1)) }
        }
        // So that what was found does not stand at the very edge.
        if best > 0, let first = marks[start...].firstIndex(of: true) { start = max(0, min(first - length / 4, scalars.count - length)) }
        let end = min(scalars.count, start + length)
        var result = pieces(scalars[start..<end])
        if start > 0 { result.insert(Piece(text: "…", isHit: false), at: 0) }
        if end < scalars.count { result.append(Piece(text: "…", isHit: false)) }
        return result
    }

    static func html(_ pieces: [Piece]) -> [HTML] { pieces.map { $0.isHit ? #"<mark>\#($0.text)</mark>"# : HTML(text: $0.text) } }

    private func pieces(_ scalars: ArraySlice<Unicode.Scalar>) -> [Piece] {
        let marks = marks(scalars)
        var pieces: [Piece] = []
        var view = String.UnicodeScalarView()
        for (offset, scalar) in scalars.enumerated() {
            if offset > 0 && marks[offset] != marks[offset - 1] {
                pieces.append(Piece(text: String(view), isHit: marks[offset - 1]))
                view.removeAll()
            }
            view.append(scalar)
        }
        if let last = marks.last { pieces.append(Piece(text: String(view), isHit: last)) }
        return pieces
    }

    private func marks(_ scalars: ArraySlice<Unicode.Scalar>) -> [Bool] {
        let folded = scalars.map { Folding.folded($0) }
        var marks = [Bool](repeating: false, count: folded.count)
        for wanted in wanted {
            guard let first = wanted.first, folded.count >= wanted.count else { continue }
            for start in 0...folded.count - wanted.count where folded[start] == first && !marks[start] {
                if folded[start..<start + wanted.count].elementsEqual(wanted) { for place in start..<start + wanted.count { marks[place] = true } }
            }
        }
        return marks
    }
}
