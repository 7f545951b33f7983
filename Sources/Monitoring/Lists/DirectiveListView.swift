internal import Formats
internal import Kernel
internal import Markup
internal import Matters
internal import Storage

/// The list of directives as a page.
struct DirectiveListView {
    let filter: DirectiveFilter
    let rows: [DirectiveRow]
    let next: String?
    let agencies: [Agency]
    let names: [String: String]
    let call: Call

    private static let url: LocalURL = "/directives"

    private var t: Words { call.t }

    static func state(_ row: DirectiveRow, _ t: Words) -> String {
        DirectiveProcedure.procedure.states.first { $0.id == row.state }.map { t($0.title) } ?? row.state
    }

    var page: Page {
        var page = Page(
            title: t("列管事項"), crumbs: [.init(t("首頁"), "/"), .init(t("待辦"), "/inbox"), .init(t("列管事項"))], menu: "directives",
            body: #"""
                <header class="yk-pagehead"><h1>\#(t("列管事項"))</h1><p class="yk-lead">\#(t("會議交辦的事項：依會議、機關、種類和燈號看。"))</p></header>
                \#(DirectiveFilters(filter: filter, agencies: agencies, action: Self.url, t: t).html(isOpen: false))\#(table)\#(pager)<p class="yk-toc-tools"><a href="/directives/statistics">\#(Icon.line("list"))\#(t("各機關統計"))</a><a href="/directives/sessions">\#(Icon.line("list"))\#(t("議會決議辦理情形"))</a></p>
                """#)
        (page.isPrivate, page.frame) = (true, .workspace)
        return page
    }

    private var table: HTML {
        guard !rows.isEmpty else { return EmptyState(title: t("沒有這樣的事項"), text: t("換個條件，或先從「會議紀錄」交辦。")).html }
        let lines: [[HTML]] = rows.map { row in
            let record = row.record
            let light = filter.light(of: row)
            let sample: HTML? = row.isSample ? #" <span class="yk-demo">\#(t("示範資料"))</span>"# : nil
            return [
                #"<a class="text-nowrap" href="\#(MinutesURL.matter(record.matter ?? ""))">\#(row.number)</a>\#(sample)"#, HTML(text: record.title),
                #"<span>\#(record.meeting)<br><span class="yk-muted">\#(t.day(record.heldOn, seenFrom: call.city.clock.today)) \#(t(record.kind.title))</span></span>"#,
                HTML(text: names[row.lead] ?? row.lead),
                HTML(text: row.dueAt.map { t.day($0.taipeiDay, seenFrom: call.city.clock.today) } ?? t("沒有期限")),
                #"<span class="text-nowrap">\#(light.mark.shape)\#(t(light.title))</span>"#, HTML(text: Self.state(row, t)),
            ]
        }
        return DataTable(
            caption: t("列管事項"),
            columns: [.init(t("案號")), .init(t("交辦事項")), .init(t("會議")), .init(t("主辦機關")), .init(t("期限")), .init(t("燈號")), .init(t("狀態"))], rows: lines
        ).html
    }

    private var pager: HTML {
        let first = filter.after == nil ? nil : (t("從頭看"), Self.url.with(query: filter.query))
        return Pager(label: t("分頁"), first: first, next: next.map { (t("下一頁"), Self.url.with(query: filter.query + [("after", $0)])) }).html
    }
}
