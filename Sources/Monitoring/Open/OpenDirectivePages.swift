internal import Formats
internal import Kernel
internal import Markup
internal import Matters
internal import Storage

/// `/resolutions`: what public meetings told agencies, and how far each is, for anyone. The words of reports stay inside.
enum OpenDirectivePages {
    private static let url: LocalURL = "/resolutions"
    private static let length = 50

    static let list = Endpoint(
        .get, "/resolutions", .everyone, .page("公開的決議與辦理情形", query: DirectiveFilter.openParameters + [.after])
    ) { call in
        var filter = DirectiveFilter(call)
        (filter.isOpen, filter.minutes) = (true, nil)
        let asked = filter
        let (found, agencies) = try await call.store.read { (try DirectiveQueries.rows(asked, limit: length + 1, $0), try AgencyQueries.all($0)) }
        let shown = Array(found.prefix(length))
        let next = found.count > length ? shown.last.map { "\($0.record.heldOn.iso)~\($0.record.id)" } : nil
        return .page(page(shown, next, filter, agencies, call))
    }

    /// What was dispatched lately, for feed readers (RFC 4287).
    static let feed = Endpoint(.get, "/resolutions/feed", .everyone, .bytes("公開的決議（Atom）", ["application/atom+xml"])) { call in
        let today = call.city.clock.today
        var filter = DirectiveFilter(today: today, soon: today)
        filter.isOpen = true
        let (asked, address, t) = (filter, call.city.address, call.t)
        let (rows, agencies) = try await call.store.read { (try DirectiveQueries.rows(asked, limit: 50, $0), try AgencyQueries.all($0)) }
        let names = Dictionary(uniqueKeysWithValues: agencies.map { ($0.id, $0.shortName) })
        let entries: [HTML] = rows.map { row in
            let page = address + caseURL(row).text
            let state = "\(row.record.meeting) \(names[row.lead] ?? row.lead) \(DirectiveListView.state(row, t))"
            return #"""
                <entry><id>\#(page)</id><title>\#(row.record.title)</title><updated>\#(row.changedAt.description)</updated>\#(link(page, rel: "alternate"))<summary>\#(state)</summary></entry>
                """#
        }
        // An empty feed has been so since its site began.
        let updated = rows.map(\.changedAt).max() ?? Instant(milliseconds: 0)
        let feed: HTML = #"""
            <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="\#(t.language.tag)"><id>\#(address)/resolutions/feed</id><title>\#(t("公開的決議與辦理情形"))｜\#(call.city.government)</title><updated>\#(updated.description)</updated><author><name>\#(call.city.government)</name></author>\#(link(address + "/resolutions/feed", rel: "self"))\#(entries)</feed>
            """#
        return .bytes(Array(#"<?xml version="1.0" encoding="UTF-8"?>"#.utf8) + feed.bytes, type: "application/atom+xml; charset=utf-8")
    }

    private static func link(_ url: String, rel: String) -> HTML? {
        ExternalURL(checking: url).map { #"<link rel="\#(rel)" href="\#($0)"/>"# }
    }

    /// The public page of its case.
    private static func caseURL(_ row: DirectiveRow) -> LocalURL { "/cases/\(row.record.matter ?? "")" }

    private static func page(
        _ rows: [DirectiveRow], _ next: String?, _ filter: DirectiveFilter, _ agencies: [Agency], _ call: Call
    ) -> Page {
        let t = call.t
        let today = call.city.clock.today
        let names = Dictionary(uniqueKeysWithValues: agencies.map { ($0.id, $0.shortName) })
        let lines: [[HTML]] = rows.map { row in
            let light = filter.light(of: row)
            let sample: HTML? = row.isSample ? #" <span class="yk-demo">\#(t("示範資料"))</span>"# : nil
            return [
                #"<a href="\#(caseURL(row))">\#(row.record.title)</a>\#(sample)"#,
                #"<span>\#(row.record.meeting)<br><span class="yk-muted">\#(t.day(row.record.heldOn, seenFrom: today)) \#(t(row.record.kind.title))</span></span>"#,
                #"<span class="text-nowrap">\#(names[row.lead] ?? row.lead)</span>"#,
                HTML(text: row.dueAt.map { t.day($0.taipeiDay, seenFrom: today) } ?? t("沒有期限")),
                #"<span class="text-nowrap">\#(light.mark.shape)\#(t(light.title))</span>"#, HTML(text: DirectiveListView.state(row, t)),
            ]
        }
        let table: HTML =
            lines.isEmpty
            ? EmptyState(title: t("還沒有公開的決議"), text: t("公開的會議交辦的事項會列在這裡，看得到哪個機關辦、辦到哪裡。")).html
            : DataTable(
                caption: t("公開的決議與辦理情形"),
                columns: [.init(t("交辦事項")), .init(t("會議")), .init(t("主辦機關")), .init(t("期限")), .init(t("燈號")), .init(t("狀態"))], rows: lines
            ).html
        let pager = Pager(
            label: t("分頁"), first: filter.after == nil ? nil : (t("從頭看"), url.with(query: filter.query)),
            next: next.map { (t("下一頁"), url.with(query: filter.query + [("after", $0)])) })
        return Page(
            title: t("公開的決議與辦理情形"), crumbs: [.init(t("首頁"), "/"), .init(t("公開的決議與辦理情形"))], menu: "resolutions",
            body: #"""
                <div class="yk-wrap"><header class="yk-pagehead"><h1>\#(t("公開的決議與辦理情形"))</h1><p class="yk-lead">\#(t("市政會議、議會等公開的會議交辦了什麼、哪個機關辦、辦到哪裡。"))</p></header>
                \#(DirectiveFilters(filter: filter, agencies: agencies, action: url, t: t).html(isOpen: true))\#(table)\#(pager.html)
                <p class="yk-toc-tools"><a href="/resolutions/feed">\#(Icon.line("link"))\#(t("訂閱（Atom）"))</a><a href="/data/monitoring.directives">\#(Icon.line("down"))\#(t("整份資料（CSV、ODS、JSON）"))</a></p></div>
                """#)
    }
}
