internal import Formats
internal import Kernel
internal import Storage

/// A meeting's agenda and minutes as documents to send and to print.
struct MeetingDocument {
    let view: MeetingView

    private var t: Words { view.t }

    var agenda: TextDocument {
        document(
            t("\(view.title)議程"),
            facts + earlier + view.items.enumerated().flatMap { item($0.element, number: $0.offset + 2, minutes: false) } + papers)
    }

    var minutes: TextDocument {
        var blocks = facts + attendance + earlier
        blocks += view.items.enumerated().flatMap { item($0.element, number: $0.offset + 2, minutes: true) }
        let others = view.decisions.filter { decision in !view.items.contains { $0.id == decision.item } }
        if !others.isEmpty {
            blocks.append(.heading(t("其他決議"), level: 2))
            blocks.append(.list(others.map(text), isNumbered: true))
        }
        return document(t("\(view.title)紀錄"), blocks + papers)
    }

    private func document(_ title: String, _ blocks: [TextDocument.Block]) -> TextDocument {
        TextDocument(title: title, language: t.language.tag, blocks: [.title(title)] + blocks)
    }

    /// With its year: a document is read in other years too.
    private func day(_ date: CivilDate) -> String { t.language == .english ? date.iso : date.roc(.plain) }

    private var time: String {
        let clock = t.minute(view.meeting.startsAt, seenFrom: view.today).suffix(5)
        let date = view.meeting.startsAt.taipeiDay
        return "\(t.language == .english ? date.iso : date.roc(.full)) \(clock)–\(t.minute(view.meeting.endsAt, seenFrom: view.today).suffix(5))"
    }

    private var facts: [TextDocument.Block] {
        [
            .fact(t("時間"), time), .fact(t("地點"), view.meeting.place), .fact(t("主席"), view.meeting.series.chair),
            .fact(t("主辦機關"), view.agency(view.meeting.series.agency)),
        ]
    }

    private var attendance: [TextDocument.Block] {
        guard !view.attendance.isEmpty else { return [] }
        return [
            .heading(t("出席"), level: 2),
            .table(columns: [t("出席者"), t("出席情形")], rows: view.attendance.map { [$0.office, t($0.presence.title)] }),
        ]
    }

    /// Always the first point: what became of what was decided before.
    private var earlier: [TextDocument.Block] {
        let heading = TextDocument.Block.heading("1. " + t("上次會議決議的辦理情形"), level: 2)
        guard !view.earlier.isEmpty else { return [heading, .paragraph(t("上次會議沒有待報告的決議。"))] }
        let rows = view.earlier.map { decision in
            [
                decision.text, view.responsible(decision), decision.due.map(day) ?? "—", t(view.state(decision).title), view.progress(decision),
            ]
        }
        return [heading, .table(columns: [t("決議"), t("機關"), t("期限"), t("狀態"), t("辦理情形")], rows: rows)]
    }

    private var papers: [TextDocument.Block] {
        view.papers.isEmpty ? [] : [.heading(t("會議資料"), level: 2), .list(view.papers.map(\.name), isNumbered: false)]
    }

    private func item(_ item: AgendaItem, number: Int, minutes: Bool) -> [TextDocument.Block] {
        var blocks: [TextDocument.Block] = [.heading("\(number). " + item.title, level: 2), .fact(t(item.kind.title), item.presenter)]
        if !item.text.isEmpty { blocks.append(.fact(t("說明"), item.text)) }
        guard minutes else { return blocks }
        if let said = item.minutes { blocks.append(.fact(t("紀錄"), said)) }
        let own = view.decisions.filter { $0.item == item.id }
        if !own.isEmpty {
            blocks.append(.heading(t("決議"), level: 3))
            blocks.append(.list(own.map(text), isNumbered: true))
        }
        return blocks
    }

    private func text(_ decision: Decision) -> String {
        let due = decision.due.map { t("期限：\(day($0))") }
        return ([decision.text, view.responsible(decision)] + (due.map { [$0] } ?? [])).joined(separator: "\n")
    }
}
