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
                \#(filters)\#(table)\#(pager)<p class="yk-toc-tools"><a href="/directives/statistics">\#(Icon.line("list"))\#(t("各機關統計"))</a></p>
                """#)
        (page.isPrivate, page.frame) = (true, .workspace)
        return page
    }

    private var filters: HTML {
        func option(_ value: String, _ label: String, _ isChosen: Bool) -> HTML {
            #"<option value="\#(value)" \#(isChosen ? Attribute("selected") : nil)>\#(label)</option>"#
        }
        let sources = MeetingSource.allCases.map { option($0.rawValue, t($0.title), $0 == filter.source) }
        let kinds = Minutes.Kind.allCases.map { option($0.rawValue, t($0.title), $0 == filter.kind) }
        let lights = DirectiveFilter.Light.allCases.map { option($0.rawValue, t($0.title), $0 == filter.light) }
        let bodies = agencies.filter { $0.id != "city" }.map { option($0.id, $0.shortName, $0.id == filter.agency) }
        let minutes: HTML? = filter.minutes.map { #"<input type="hidden" name="minutes" value="\#($0)">"# }
        return #"""
            <form class="yk-filter mb-3" method="get" action="\#(Self.url)">\#(minutes)<div><label class="form-label" for="source">\#(t("會議種類"))</label><select class="form-select" id="source" name="source">\#(option("", t("全部"), filter.source == nil))\#(sources)</select></div>
            <div><label class="form-label" for="kind">\#(t("事項種類"))</label><select class="form-select" id="kind" name="kind">\#(option("", t("全部"), filter.kind == nil))\#(kinds)</select></div>
            <div><label class="form-label" for="agency">\#(t("主辦機關"))</label><select class="form-select" id="agency" name="agency">\#(option("", t("全部機關"), filter.agency == nil))\#(bodies)</select></div>
            <div><label class="form-label" for="light">\#(t("燈號"))</label><select class="form-select" id="light" name="light">\#(option("", t("全部"), filter.light == nil))\#(lights)</select></div>
            <button class="btn btn-outline-primary" type="submit">\#(t("套用"))</button>
            <span class="yk-filter-x"><a href="\#(("/directives.csv" as LocalURL).with(query: filter.query))">\#(Icon.line("down"))CSV</a><a href="\#(("/directives.ods" as LocalURL).with(query: filter.query))">\#(Icon.line("down"))ODS</a></span></form>
            """#
    }

    private var table: HTML {
        guard !rows.isEmpty else { return EmptyState(title: t("沒有這樣的事項"), text: t("換個條件，或先從「會議紀錄」交辦。")).html }
        let lines: [[HTML]] = rows.map { row in
            let record = row.record
            let light = filter.light(of: row)
            let sample: HTML? = row.isSample ? #" <span class="yk-demo">\#(t("示範資料"))</span>"# : nil
            return [
                #"<a class="text-nowrap" href="\#(MinutesURL.matter(record.matter ?? ""))">\#(row.number)</a>\#(sample)"#, HTML(text: record.title),
                #"\#(record.meeting)<br><span class="yk-muted">\#(t.day(record.heldOn, seenFrom: call.city.clock.today)) \#(t(record.kind.title))</span>"#,
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
