internal import Formats
internal import Kernel
internal import Markup
internal import Storage

/// `/directives/sessions`: what each session of the council decided, and the report on it that goes to the next one.
enum SessionPages {
    static let list = Endpoint(.get, "/directives/sessions", .holds(MonitoringModule.readDirectives), .page("議會決議辦理情形")) { call in
        let t = call.t
        let sessions = try await call.store.read { try SessionQueries.sessions($0) }
        let rows: [[HTML]] = sessions.map { one in
            let report = ("/directives/sessions/report" as LocalURL).with(query: [("session", one.name)])
            let list = ("/directives" as LocalURL).with(query: [("session", one.name)])
            return [
                #"<a href="\#(list)">\#(one.name)</a>"#, HTML(text: String(one.total)), HTML(text: String(one.open)),
                HTML(text: String(one.total - one.open)), #"<a href="\#(report)">\#(Icon.line("down"))\#(t("報告（ODT）"))</a>"#,
            ]
        }
        let table: HTML =
            rows.isEmpty
            ? EmptyState(title: t("還沒有議會的事項"), text: t("上傳議會紀錄時填「屆次」，這裡就有那一屆次的報告。")).html
            : DataTable(
                caption: t("議會決議辦理情形"),
                columns: [
                    .init(t("屆次")), .init(t("交辦"), isNumber: true), .init(t("未結"), isNumber: true), .init(t("已結"), isNumber: true), .init(t("報告")),
                ],
                rows: rows
            ).html
        var page = Page(
            title: t("議會決議辦理情形"), crumbs: [.init(t("首頁"), "/"), .init(t("列管事項"), "/directives"), .init(t("議會決議辦理情形"))], menu: "directives",
            body: #"""
                <header class="yk-pagehead"><h1>\#(t("議會決議辦理情形"))</h1><p class="yk-lead">\#(t("各屆次決議、附帶決議與書面答復辦到哪裡；下次定期會前送議會的報告由這裡產生。"))</p></header>\#(table)
                """#)
        (page.isPrivate, page.frame) = (true, .workspace)
        return .page(page)
    }

    static let report = Endpoint(
        .get, "/directives/sessions/report", .holds(MonitoringModule.readDirectives),
        .bytes("一個屆次的決議案辦理情形報告（ODT）", [TextDocument.type], query: [QueryParameter("session", "屆次")])
    ) { call in
        let session = call.request.query["session"] ?? ""
        let today = call.city.clock.today
        var filter = DirectiveFilter(today: today, soon: today.adding(days: call.city.settings[MonitoringSettings.lightSoon]))
        filter.session = session
        let asked = filter
        let found = try await call.store.read { db in
            let rows = try DirectiveQueries.rows(asked, limit: 5000, db)
            return (rows, try SessionQueries.words(of: rows.compactMap(\.record.matter), db), try AgencyQueries.all(db))
        }
        guard !session.isEmpty, !found.0.isEmpty else { throw Problem.notFound }
        let document = SessionReport(session: session, rows: found.0, words: found.1, agencies: found.2, filter: filter, t: call.t).document
        return .download(try document.odt(), type: TextDocument.type, name: "resolutions.odt")
    }
}
