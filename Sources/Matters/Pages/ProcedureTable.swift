internal import Formats
internal import Kernel
internal import Markup
internal import Storage

/// Procedures with their steps, for anyone to take along.
enum ProcedureTable {
    static let procedures = PublicTable(
        "matters.procedures", "案件流程", "市府每一種案件的步驟和期限，和平台實際執行的相同。", frequency: .irregular,
        columns: [
            PublicColumn("id", "代號", .text, .usual, "流程代號和步驟代號，中間是斜線"), PublicColumn("procedure", "流程代號"), PublicColumn("title", "流程", .text, .wide),
            PublicColumn("version", "版本", .integer, .narrow), PublicColumn("state", "步驟"), PublicColumn("turn", "輪到誰", optional: true),
            PublicColumn("deadline", "期限", .text, .wide), PublicColumn("source", "依據", optional: true, .broad),
            PublicColumn("url", "網址", .url, .wide),
        ], sources: [], hasPast: false
    ) { after, limit, _, city, _ in
        let t = Words(.chinese, english: city.english)
        let rows = Matters(city).procedures.flatMap { procedure in
            procedure.states.map { state -> [SheetCell] in
                let source: Phrase? = if case .rule(let rule) = state.deadline { rule.source } else { nil }
                return [
                    .text("\(procedure.id)/\(state.id)"), .text(procedure.id), .text(t(procedure.title)), .integer(Int64(procedure.version)),
                    .text(t(state.title)), .some(state.turn) { .text($0.title(t)) },
                    .text(StateDeadlineWords(state, city.settings, city.clock.today).said(t)), .some(source) { .text(t($0)) },
                    .link(t(procedure.title), url: city.address + MatterURL.procedure(procedure.id).text),
                ]
            }
        }
        return rows.sorted { $0[0].plain < $1[0].plain }.filter { $0[0].plain > after ?? "" }.prefix(limit).map { $0 }
    }
}
