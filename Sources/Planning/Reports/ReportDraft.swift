internal import Formats

/// 施政成果報告 as it was understood from a document: its headings, each with the text under it.
struct ReportDraft: Sendable, Equatable {
    struct Line: Sendable, Equatable {
        /// From 1 for the outermost.
        let level: Int
        /// 0 without one.
        let number: Int
        /// The number as printed, without its punctuation.
        let label: String
        let title: String
        /// What stands right under the heading, before the next one.
        let text: String
        /// Where it begins in the source, from 1.
        let line: Int
    }

    /// The document's own title, nil when nothing stands before its first heading.
    let title: String?
    let lines: [Line]
    let warnings: [PlanWarning]

    /// - Throws: ``PlanError/noHeadings``.
    init(from outline: Outline) throws(PlanError) {
        let headings = outline.allNodes.filter(\.kind.isHeading)
        guard !headings.isEmpty else { throw .noHeadings }
        title = outline.preamble.first?.text
        // What stands between the title and the first heading belongs to the report, too; it has no heading of its own.
        let opening = outline.preamble.dropFirst()
        let preface = opening.first.map { first in
            Line(level: 1, number: 0, label: "", title: "", text: opening.map(\.text).joined(separator: "\n"), line: first.line)
        }
        lines =
            [preface].compactMap(\.self)
            + headings.map { node in
                let below = node.children.filter { !$0.kind.isHeading }.map(\.wholeText)
                return Line(
                    level: node.level, number: node.number ?? 0, label: node.label, title: node.title,
                    text: ([node.remainder] + below).filter { !$0.isEmpty }.joined(separator: "\n"), line: node.line)
            }
        warnings = outline.warnings.map { .outline($0) }
    }
}
