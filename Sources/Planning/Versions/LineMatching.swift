/// Finds out which line of an older version a new line is: the same text, or else the text most like it. So a line keeps its key, and with it its
/// address and everything tied to it, when it is reworded, renumbered or moved.
struct LineMatching {
    private let old: [TextLikeness]
    private let oldTexts: [String]
    /// In which old lines a pair of characters stands.
    private let places: [UInt64: [Int]]
    private var taken: Set<Int> = []

    /// A pair that more lines than this have (市政, 推動) tells nothing; leaving it out keeps long plans quick.
    private static let common = 200

    /// Pairs of lines that are compared at the most. Two texts that have little in common and more lines than this are not one text reworded, and
    /// comparing them all would take minutes.
    private static let mostComparisons = 4_000_000

    init(old texts: [String]) {
        oldTexts = texts.map(\.folded)
        old = texts.map(TextLikeness.init)
        var places: [UInt64: [Int]] = [:]
        for (index, line) in old.enumerated() {
            for pair in line.pairs { places[pair, default: []].append(index) }
        }
        self.places = places
    }

    /// For each new text the place of its old line, or nil where it is new. An old line is found once.
    mutating func match(_ texts: [String]) -> [Int?] {
        var found = [Int?](repeating: nil, count: texts.count)
        matchEqual(texts, &found)
        matchAlike(texts, &found)
        return found
    }

    private mutating func matchEqual(_ texts: [String], _ found: inout [Int?]) {
        var byText: [String: [Int]] = [:]
        for (index, text) in oldTexts.enumerated().reversed() { byText[text, default: []].append(index) }
        for (index, text) in texts.enumerated() {
            // The first of several that say the same.
            guard let place = byText[text.folded]?.popLast() else { continue }
            found[index] = place
            taken.insert(place)
        }
    }

    private mutating func matchAlike(_ texts: [String], _ found: inout [Int?]) {
        let left = found.count { $0 == nil }
        guard left * (old.count - taken.count) <= Self.mostComparisons else { return }
        var candidates: [(likeness: Double, new: Int, old: Int)] = []
        for index in texts.indices where found[index] == nil {
            let line = TextLikeness(texts[index])
            var shared: [Int: Int] = [:]
            for pair in line.pairs {
                guard let places = places[pair], places.count <= Self.common else { continue }
                for place in places where !taken.contains(place) { shared[place, default: 0] += 1 }
            }
            for place in shared.keys where line.canBeLike(old[place]) {
                // Counted again in full, with the pairs that were left out above.
                let likeness = line.likeness(to: old[place], sharing: line.pairs.count { old[place].pairs.contains($0) })
                if likeness >= TextLikeness.nearlySame { candidates.append((likeness, index, place)) }
            }
        }
        // The most alike first; among equals the nearest, then the earliest, so that the answer is always the same.
        candidates.sort { left, right in
            if left.likeness != right.likeness { return left.likeness > right.likeness }
            let (near, far) = (abs(left.new - left.old), abs(right.new - right.old))
            return near == far ? (left.new, left.old) < (right.new, right.old) : near < far
        }
        for candidate in candidates where found[candidate.new] == nil && !taken.contains(candidate.old) {
            found[candidate.new] = candidate.old
            taken.insert(candidate.old)
        }
    }
}
