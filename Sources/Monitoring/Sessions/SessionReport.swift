internal import Formats
internal import Kernel
internal import Storage

/// 決議案及附帶決議辦理情形報告: what became of what a session of the council decided, as a document for the next one.
struct SessionReport {
    let session: String
    let rows: [DirectiveRow]
    /// What the lead agency said last, by case.
    let words: [String: String]
    let agencies: [Agency]
    let filter: DirectiveFilter
    let t: Words

    var document: TextDocument {
        let title = t("\(session)決議辦理情形報告")
        var blocks: [TextDocument.Block] = [.title(title), .fact(t("製表日期"), day(filter.today)), .paragraph(summary)]
        for kind in Minutes.Kind.allCases {
            let own = rows.filter { $0.record.kind == kind }
            guard !own.isEmpty else { continue }
            blocks.append(.heading(t(kind.title), level: 2))
            // In the order of the sittings.
            blocks.append(
                .table(
                    columns: [t("案號"), t("內容"), t("主辦機關"), t("期限"), t("狀態"), t("辦理情形")],
                    rows: own.reversed().map { row in
                        [
                            row.number, row.record.text, names[row.lead] ?? row.lead, row.dueAt.map { day($0.taipeiDay) } ?? "—",
                            DirectiveListView.state(row, t), row.record.matter.flatMap { words[$0] } ?? t("尚未填報"),
                        ]
                    }))
        }
        return TextDocument(title: title, language: t.language.tag, blocks: blocks)
    }

    private var names: [String: String] { Dictionary(uniqueKeysWithValues: agencies.map { ($0.id, $0.shortName) }) }

    private var summary: String {
        let closed = rows.filter(\.isClosed).count
        let late = rows.filter { filter.light(of: $0) == .late }.count
        return t("本屆次列管 \(rows.count) 件，已結 \(closed) 件，辦理中 \(rows.count - closed) 件，其中逾期 \(late) 件。")
    }

    /// With its year: a document is read in other years too.
    private func day(_ date: CivilDate) -> String { t.language == .english ? date.iso : date.roc(.plain) }
}
