internal import Crypto
internal import Kernel
internal import Storage

/// 施政成果報告 of an agency: read from a document and checked by an officer, or written from the record.
struct PerformanceReport: Sendable {
    let id: String
    let agency: String
    let agencyName: String
    let title: String
    /// ROC years.
    let years: ClosedRange<Int>
    let version: Int
    /// The plan whose year it tells of; nil for what came in as a document.
    let plan: String?
    /// How many entries the ledger had when the numbers were taken, and when; nil for a document.
    let entries: Int?
    let takenAt: Instant?
    /// When everyone could read it; nil for a draft.
    let publishedAt: Instant?

    var isPublished: Bool { publishedAt != nil }
    /// Written here, from the record.
    var isFromRecord: Bool { plan != nil }
}

/// One heading of a report with the text under it.
struct ReportLine: Sendable, Equatable {
    /// `s12`: by its place in the first document that had it; it stays while the line says nearly the same.
    let id: String
    let parent: String?
    let level: Int
    let number: Int
    let label: String
    let title: String
    let text: String
    /// The line of the plan that it tells of.
    var about: Reference?

    var compared: ComparedLine {
        ComparedLine(id: id, parent: parent, number: number, name: "章節", perspective: nil, title: title, text: text)
    }

    /// A draft's lines with their keys.
    /// - Parameters:
    ///   - old: the lines of the version before.
    ///   - retired: keys of lines that earlier versions had.
    static func keyed(_ draft: ReportDraft, old: [ReportLine], retired: Set<String>) -> [ReportLine] {
        var matching = LineMatching(old: old.map { $0.title + $0.text })
        let known = matching.match(draft.lines.map { $0.title + $0.text })
        var used = UsedKeys(retired.union(old.map(\.id)))
        var lines: [ReportLine] = []
        var open: [ReportLine] = []
        for (index, line) in draft.lines.enumerated() {
            let key = known[index].map { old[$0].id } ?? used.fresh("s", index + 1)
            while let last = open.last, last.level >= line.level { open.removeLast() }
            let keyed = ReportLine(
                id: key, parent: open.last?.id, level: line.level, number: line.number, label: line.label, title: line.title, text: line.text)
            open.append(keyed)
            lines.append(keyed)
        }
        return lines
    }

    /// Over everything a reader sees, each piece with its length so that no two reports run together into one.
    static func digest(title: String, _ lines: [ReportLine]) -> String {
        let text = [title] + lines.flatMap { [$0.id, $0.parent ?? "", String($0.level), $0.label, $0.title, $0.text] }
        let bytes = text.flatMap { Array("\($0.utf8.count):\($0)".utf8) }
        return SHA256.hash(data: bytes).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }
}
