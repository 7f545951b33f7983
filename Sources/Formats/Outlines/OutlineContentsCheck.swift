/// Holds a document's headings against its table of contents.
struct OutlineContentsCheck {
    private let entries: [OutlineContents.Entry]
    private let titles: Set<String>
    private let unnumbered: Set<String>

    init(_ entries: [OutlineContents.Entry]) {
        self.entries = entries
        titles = Set(entries.filter { $0.marker != nil }.map { Self.folded(($0.marker?.label ?? "") + $0.title) })
        let outermost = entries.map(\.indent).min() ?? 0
        unnumbered = Set(entries.filter { $0.marker == nil && $0.indent == outermost && !$0.title.isEmpty }.map { Self.folded($0.title) })
    }

    /// Whether the table lists this numbered line.
    func contains(_ line: OutlineSource.Line) -> Bool {
        guard !titles.isEmpty, let marker = line.marker else { return false }
        return titles.contains(Self.folded(marker.label + String(line.text.dropFirst(marker.length))))
    }

    /// Whether the table lists this line, which has no number.
    func isUnnumberedHeading(_ line: OutlineSource.Line) -> Bool {
        !unnumbered.isEmpty && line.width <= 60 && unnumbered.contains(Self.folded(String(line.text)))
    }

    /// What is listed and not there. Titles in the table may be shorter.
    func warnings(_ headings: [(label: String, title: String)]) -> [OutlineWarning] {
        guard !titles.isEmpty else { return [] }
        var exact: Set<String> = []
        var byLabel: [String: [String]] = [:]
        for heading in headings {
            let (label, title) = (Self.folded(heading.label), Self.folded(heading.title))
            exact.insert(label + "\n" + title)
            byLabel[label, default: []].append(title)
        }
        return entries.compactMap { entry in
            guard let marker = entry.marker else { return nil }
            let title = Self.folded(entry.title)
            let label = Self.folded(marker.label)
            // A bound, for a table of contents may be as long as its text.
            let isThere =
                exact.contains(label + "\n" + title)
                || byLabel[label]?.prefix(200).contains { $0.hasPrefix(title) || !$0.isEmpty && title.hasPrefix($0) } ?? false
            return isThere ? nil : .notInBody(line: entry.number, title: marker.label + " " + entry.title)
        }
    }

    private static func folded(_ text: String) -> String {
        String(text.unicodeScalars.filter { !$0.isBlank && !["、", "，", "。", "：", ":", "．", "."].contains($0) }.map(Character.init))
    }
}
