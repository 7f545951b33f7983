/// Counts the lists and headings of an ODT as the program does that shows it.
struct OpenNumbering {
    private struct Open {
        let style: String
        /// Whether the item's number still waits for its first paragraph.
        var waits = false
        var start: Int?
    }

    private let styles: OpenStyles
    private var open: [Open] = []
    /// How far each list style has counted, by level from 0.
    private var counts: [String: [Int]] = [:]

    init(_ styles: OpenStyles) {
        self.styles = styles
    }

    mutating func begin(_ attributes: [String: String]) {
        let style = attributes["text:style-name"] ?? open.last?.style ?? ""
        let goesOn = attributes["text:continue-numbering"] == "true" || attributes["text:continue-list"] != nil
        if !goesOn { reset(style, from: open.count) }
        open.append(Open(style: style))
    }

    mutating func end() { _ = open.popLast() }

    mutating func beginItem(_ attributes: [String: String], isCounted: Bool) {
        guard let last = open.indices.last else { return }
        open[last].waits = isCounted
        open[last].start = attributes["text:start-value"].flatMap { Int($0) }
    }

    /// The number of the paragraph that begins now, empty when it has none.
    /// - Parameter heading: its level when it is a heading that is counted.
    mutating func label(heading: Int?) -> String {
        if let last = open.indices.last {
            guard open[last].waits else { return "" }
            open[last].waits = false
            return count(open[last].style, level: last, start: open[last].start)
        }
        guard let heading, heading >= 1 else { return "" }
        return count(OpenStyles.outline, level: heading - 1, start: nil)
    }

    private mutating func count(_ style: String, level: Int, start: Int?) -> String {
        guard let levels = styles.lists[style], let shape = levels[level + 1], level < 10 else { return "" }
        var counts = counts[style] ?? []
        // Levels that were skipped count as their first.
        while counts.count <= level { counts.append((levels[counts.count + 1]?.start ?? 1) - (counts.count < level ? 0 : 1)) }
        counts[level] = start ?? (counts[level] &+ 1)
        counts.removeSubrange((level + 1)...)
        self.counts[style] = counts
        guard shape.number != nil else { return "" }
        let first = max(0, level + 1 - shape.shown)
        let numbers = (first...level).compactMap { place in levels[place + 1]?.number?.text(counts[place]) }
        return shape.prefix + numbers.joined(separator: ".") + shape.suffix
    }

    private mutating func reset(_ style: String, from level: Int) {
        if let count = counts[style]?.count, count > level { counts[style]?.removeSubrange(level...) }
    }
}
