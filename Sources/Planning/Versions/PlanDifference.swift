/// Two contents of one plan held against each other, line by line. Lines are the same line when they have the same key.
struct PlanDifference: Sendable {
    struct Entry: Sendable, Equatable {
        enum Change: String, Sendable, CaseIterable {
            case added, removed, changed
            /// The same words at another place or with another number.
            case moved
            case same
        }

        let change: Change
        /// As it was; nil for what is new.
        let old: PlanLine?
        /// As it is; nil for what is gone.
        let new: PlanLine?
    }

    /// In the order of the new content; what is gone stands where it stood.
    let entries: [Entry]
    /// 使命 and 願景, old and new.
    let mission: (old: String, new: String)
    let vision: (old: String, new: String)

    init(old: PlanContent, new lines: [PlanLine], mission: String, vision: String) {
        self.mission = (old.plan.mission, mission)
        self.vision = (old.plan.vision, vision)
        let before = Dictionary(old.lines.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let keys = Set(lines.map(\.id))
        let order = Dictionary(old.lines.enumerated().map { ($0.element.id, $0.offset) }, uniquingKeysWith: { first, _ in first })
        let stay = Self.inOrder(lines.compactMap { order[$0.id] })
        var entries: [Entry] = []
        var gone = old.lines.enumerated().filter { !keys.contains($0.element.id) }[...]
        for line in lines {
            guard let was = before[line.id], let place = order[line.id] else {
                entries.append(Entry(change: .added, old: nil, new: line))
                continue
            }
            if stay.contains(place) {
                while let first = gone.first, first.offset < place {
                    entries.append(Entry(change: .removed, old: first.element, new: nil))
                    gone.removeFirst()
                }
            }
            entries.append(Entry(change: Self.change(was, line, isInPlace: stay.contains(place)), old: was, new: line))
        }
        entries += gone.map { Entry(change: .removed, old: $0.element, new: nil) }
        self.entries = entries
    }

    func count(_ change: Entry.Change) -> Int { entries.count { $0.change == change } }

    private static func change(_ old: PlanLine, _ new: PlanLine, isInPlace: Bool) -> Entry.Change {
        if old.title != new.title || old.text != new.text || old.perspective != new.perspective { return .changed }
        return isInPlace && old.parent == new.parent && old.number == new.number ? .same : .moved
    }

    /// The longest part of the old places that still stands in order: what is not in it was moved. By patience, in n log n.
    private static func inOrder(_ places: [Int]) -> Set<Int> {
        var piles: [Int] = []
        var before = [Int?](repeating: nil, count: places.count)
        for (index, place) in places.enumerated() {
            var (low, high) = (0, piles.count)
            while low < high {
                let middle = (low + high) / 2
                if places[piles[middle]] < place { low = middle + 1 } else { high = middle }
            }
            before[index] = low > 0 ? piles[low - 1] : nil
            if low == piles.count { piles.append(index) } else { piles[low] = index }
        }
        var kept: Set<Int> = []
        var next = piles.last
        while let index = next {
            kept.insert(places[index])
            next = before[index]
        }
        return kept
    }
}
