/// Decides which numbers are headings and how deep: a number goes on with an open series, or is 1 and opens a series.
///
/// Levels come from nesting alone. The first series is level 1; a new series stands inside whatever is open, with one exception: when its
/// numbering system has been seen outside the innermost open one earlier in the document, the inner series is over, so `一、` after `(二)` is
/// not its child when `(一)` first stood under `一、`.
///
/// A number that does neither is reasoned about with what follows it: a gap, a repetition, a restart, an exchange, or no heading at all.
struct OutlineSeries {
    /// A number that may be a heading.
    struct Candidate {
        let marker: OutlineMarker
        let line: Int
    }

    struct Open {
        let key: Int
        /// Nil for headings without number.
        let system: NumberingSystem?
        var last: Int
        /// Numbers that were passed over and may still come.
        var missing: Set<Int> = []
        /// How its latest heading is set.
        var rank: OutlineRank?
    }

    enum Doubt: Equatable {
        case none
        /// Numbers before this one are missing.
        case gap(expected: Int)
        case repeated
        /// Begins again at 1 after this number.
        case restarts(after: Int)
        case outOfOrder(expected: Int)
        /// The first of its series is not 1.
        case startsLate
    }

    enum Placement {
        /// A heading of this level, from 1.
        case level(Int, Doubt)
        /// Text. The number that would have gone on with the series, nil when none of its system is open.
        case refused(expected: Int?)
    }

    private(set) var open: [Open] = []
    private let candidates: [Candidate]
    /// For each kind of number the kinds in which it first stood.
    private var outer: [Int: Set<Int>] = [:]

    /// How many candidates are looked at to decide about one, so that time grows with length alone.
    private static let horizon = 256
    /// No document nests deeper; what does would nest without end.
    private static let deepest = 24

    init(_ candidates: [Candidate]) {
        self.candidates = candidates
    }

    var depth: Int { open.count }

    /// - Parameters:
    ///   - isFirst: whether no text stands before it: an excerpt's first line may begin with any number.
    ///   - isAnnounced: whether a colon stands before it.
    mutating func place(_ index: Int, isFirst: Bool, isAnnounced: Bool = false) -> Placement {
        let marker = candidates[index].marker
        if marker.system == .appendix { return placeAppendix(index) }
        let goesOn =
            open.lastIndex { $0.key == marker.key && $0.last + 1 == marker.number }
            ?? open.lastIndex { $0.system == marker.system && $0.last + 1 == marker.number }
        if let goesOn { return .level(goOn(goesOn, marker.number), .none) }
        // 肆之一 stands beside 肆.
        if marker.sub > 0, let base = open.lastIndex(where: { $0.key == marker.key && $0.last == marker.number }) {
            return .level(goOn(base, marker.number), .none)
        }
        if let place = open.lastIndex(where: { $0.key == marker.key }) ?? open.lastIndex(where: { $0.system == marker.system && marker.number > 1 }) {
            return marker.number == 1 ? restart(index, place, isAnnounced) : doubt(index, place)
        }
        if marker.number == 1 {
            // A letter or a stem alone is an initial or a word.
            guard !marker.isWord || upcoming(index, until: nil).first == 2 else { return .refused(expected: nil) }
            return .level(begin(marker, at: 1), .none)
        }
        // What came before was lost, or this is no heading: its successor tells.
        guard isFirst || !marker.isWord && (outer[marker.key] != nil || open.isEmpty) && upcoming(index, until: nil).first == marker.number + 1 else {
            return .refused(expected: nil)
        }
        return .level(begin(marker, at: marker.number), .startsLate)
    }

    private mutating func goOn(_ place: Int, _ number: Int) -> Int {
        open.removeSubrange((place + 1)...)
        open[place].last = max(open[place].last, number)
        open[place].missing.remove(number)
        return place + 1
    }

    private mutating func begin(_ marker: OutlineMarker, at number: Int) -> Int {
        let key = marker.key
        while let last = open.last, outer[last.key]?.contains(key) ?? false { open.removeLast() }
        for parent in open where !(outer[parent.key]?.contains(key) ?? false) { outer[key, default: []].insert(parent.key) }
        if outer[key] == nil { outer[key] = [] }
        leave(to: Self.deepest - 1)
        open.append(Open(key: key, system: marker.system, last: number))
        return open.count
    }

    /// 1 while its own kind is open: the series begins anew, or a series of the same kind stands inside it.
    private mutating func restart(_ index: Int, _ place: Int, _ isAnnounced: Bool) -> Placement {
        let marker = candidates[index].marker
        let last = open[place].last
        var expected = 2
        var isInside = false
        for number in upcoming(index, until: place) {
            if number == expected {
                expected += 1
            } else {
                // The outer series goes on where the inner one ends; unannounced, it could as well be a gap in a new one.
                isInside = number == last + 1 && last > 0 && (number < expected || isAnnounced)
                break
            }
        }
        if isInside && open.count < Self.deepest {
            open.append(Open(key: marker.key, system: marker.system, last: 1))
            return .level(open.count, .restarts(after: last))
        }
        open.removeSubrange((place + 1)...)
        open[place].last = 1
        open[place].missing = []
        return .level(place + 1, .restarts(after: last))
    }

    /// A number that is neither the next nor 1.
    private mutating func doubt(_ index: Int, _ place: Int) -> Placement {
        let marker = candidates[index].marker
        let last = open[place].last
        let next = upcoming(index, until: place)
        let expected = last + 1
        if open[place].missing.contains(marker.number) {
            return .level(goOn(place, marker.number), .outOfOrder(expected: expected))
        }
        if marker.isWord && next.first != marker.number + 1 { return .refused(expected: expected) }
        if marker.number == last {
            // 三、三、四: the second is a heading whose number was not changed.
            return next.first == expected || next.first == expected + 1 ? .level(goOn(place, last), .repeated) : .refused(expected: expected)
        }
        guard marker.number > last else { return .refused(expected: expected) }
        if let found = next.firstIndex(of: expected) {
            // 4, 3, 5: exchanged. 4, 3 alone: the 4 was text.
            guard next.contains(marker.number + 1), next[..<found].allSatisfy({ $0 > marker.number }) else { return .refused(expected: expected) }
            open[place].missing.formUnion(expected..<marker.number)
            return .level(goOn(place, marker.number), .outOfOrder(expected: expected))
        }
        guard marker.number - last <= 4 || next.first == marker.number + 1 else { return .refused(expected: expected) }
        return .level(goOn(place, marker.number), .gap(expected: expected))
    }

    /// The numbers of the same kind that follow, as far as the series that stands around it.
    /// - Parameter place: that of the series, nil when it is not open.
    private func upcoming(_ index: Int, until place: Int?) -> [Int] {
        let marker = candidates[index].marker
        let around = open[..<(place ?? open.count)]
        var numbers: [Int] = []
        for candidate in candidates[(index + 1)...].prefix(Self.horizon) {
            let other = candidate.marker
            if around.contains(where: { $0.key == other.key && (other.number == $0.last + 1 || other.number == 1) }) { break }
            if other.key == marker.key, other.sub == 0 { numbers.append(other.number) }
            if numbers.count == 24 { break }
        }
        return numbers
    }
}

extension OutlineSeries {
    /// 附件 after the body is level 1; 附表 between the numbers of a series is a caption that interrupts nothing.
    private mutating func placeAppendix(_ index: Int) -> Placement {
        let marker = candidates[index].marker
        if let place = open.firstIndex(where: { $0.key == marker.key }) {
            open.removeSubrange((place + 1)...)
            let expected = open[place].last + 1
            open[place].last = max(marker.number, 1)
            let isGap = marker.isNumbered && marker.number > expected
            return .level(place + 1, isGap ? .gap(expected: expected) : .none)
        }
        if interrupts(index) { return .level(open.count + 1, .none) }
        open = [Open(key: marker.key, system: .appendix, last: max(marker.number, 1))]
        return .level(1, marker.number > 1 ? .startsLate : .none)
    }

    /// Whether an open series goes on after it.
    private func interrupts(_ index: Int) -> Bool {
        var begun: Set<Int> = []
        for candidate in candidates[(index + 1)...].prefix(Self.horizon) {
            let other = candidate.marker
            if other.number == 1 {
                begun.insert(other.key)
            } else if !begun.contains(other.key), open.contains(where: { $0.key == other.key && $0.last + 1 == other.number }) {
                return true
            }
        }
        return false
    }

    /// Opens or goes on with a series where a person said, as near to it as the open series allow.
    mutating func place(_ marker: OutlineMarker?, at level: Int) -> Int {
        let level = min(max(level, 1), open.count + 1)
        open.removeSubrange((level - 1)...)
        open.append(Open(key: marker?.key ?? -1, system: marker?.system, last: marker?.number ?? 0))
        return level
    }

    /// Takes a number for a heading although it does not go on: the table of contents lists it.
    mutating func force(_ marker: OutlineMarker) -> Int {
        guard let place = open.lastIndex(where: { $0.system == marker.system }) else { return begin(marker, at: marker.number) }
        open.removeSubrange((place + 1)...)
        open[place].last = marker.number
        return place + 1
    }

    /// The level at which a list would begin anew, nil when it is no such list.
    func levelOfRestart(_ index: Int) -> Int? {
        let marker = candidates[index].marker
        guard marker.number == 1 else { return nil }
        return open.lastIndex { $0.key == marker.key }.map { $0 + 1 }
    }

    /// Leaves what is deeper than this many levels.
    mutating func leave(to depth: Int) {
        if depth < open.count { open.removeSubrange(depth...) }
    }

    /// Notes how the heading is set that was placed last, so that one without number that is set alike stands beside it.
    mutating func note(_ rank: OutlineRank?) {
        if let last = open.indices.last { open[last].rank = rank }
    }

    /// A number that is set like an open heading without number stands beside it, not inside.
    mutating func closeUnnumbered(_ rank: OutlineRank) {
        if let place = open.lastIndex(where: { $0.system == nil && $0.rank == rank }) { open.removeSubrange(place...) }
    }

    /// A heading without number: beside what is set like it, else inside what is set higher.
    mutating func place(_ rank: OutlineRank) -> Int {
        if let place = open.lastIndex(where: { $0.rank == rank }) {
            open.removeSubrange((place + 1)...)
            return place + 1
        }
        while let last = open.last, let other = last.rank, other.isBelow(rank) { open.removeLast() }
        leave(to: Self.deepest - 1)
        open.append(Open(key: -2 - rank.order, system: nil, last: 0, rank: rank))
        return open.count
    }
}

extension OutlineMarker {
    /// Whether it could as well be a word: A., 甲、
    var isWord: Bool {
        switch system {
        case .stems, .upperLetters, .lowerLetters, .parenthesizedUpperLetters, .parenthesizedLowerLetters, .roman: true
        default: false
        }
    }
}
