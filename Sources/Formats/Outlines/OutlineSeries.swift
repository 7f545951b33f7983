/// Decides which numbers are headings and how deep: a number goes on with an open series, or is 1 and opens a series.
///
/// Levels come from nesting alone. The first series is level 1; a new series stands inside whatever is open, with one exception: when its
/// numbering system has been seen outside the innermost open one earlier in the document, the inner series is over, so `一、` after `(二)` is
/// not its child when `(一)` first stood under `一、`.
struct OutlineSeries {
    private struct Open {
        let key: Int
        let system: NumberingSystem?
        var last: Int
    }

    private var open: [Open] = []
    /// For each kind of number the set (as bits) of the kinds in which it first stood.
    private var outer = [UInt64](repeating: 0, count: 64)

    enum Placement {
        /// A heading of this level, from 1.
        case level(Int)
        /// Text. The number that would have gone on with the series, nil when none of its system is open.
        case refused(expected: Int?)
    }

    /// - Parameter mayStartLate: an excerpt's first line may begin with any number.
    mutating func place(_ marker: OutlineMarker, mayStartLate: Bool) -> Placement {
        let key = Self.key(marker)
        let goesOn =
            open.lastIndex { $0.key == key && $0.last + 1 == marker.number }
            ?? open.lastIndex { $0.system == marker.system && $0.last + 1 == marker.number }
        if let goesOn {
            open.removeSubrange((goesOn + 1)...)
            open[goesOn].last = marker.number
            return .level(goesOn + 1)
        }
        let isNew = marker.number == 1 || mayStartLate && open.isEmpty
        guard isNew, !open.contains(where: { $0.key == key }) else {
            return .refused(expected: open.last { $0.system == marker.system }.map { $0.last + 1 })
        }
        while let last = open.last, outer[last.key] & (1 << UInt64(key)) != 0 { open.removeLast() }
        for parent in open where outer[parent.key] & (1 << UInt64(key)) == 0 { outer[key] |= 1 << UInt64(parent.key) }
        open.append(Open(key: key, system: marker.system, last: marker.number))
        return .level(open.count)
    }

    /// Opens or goes on with a series where a person said, as near to it as the open series allow.
    mutating func place(_ marker: OutlineMarker?, at level: Int) -> Int {
        let level = min(max(level, 1), open.count + 1)
        open.removeSubrange((level - 1)...)
        open.append(Open(key: marker.map(Self.key) ?? 63, system: marker?.system, last: marker?.number ?? 0))
        return level
    }

    /// Four variants of each system; a number below 64.
    private static func key(_ marker: OutlineMarker) -> Int {
        let system: Int =
            switch marker.system {
            case .financial: 0
            case .chinese: 1
            case .parenthesizedChinese: 2
            case .arabic: 3
            case .parenthesizedArabic: 4
            case .circled: 5
            }
        return system * 4 + marker.variant
    }
}
