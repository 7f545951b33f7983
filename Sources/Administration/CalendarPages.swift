internal import Formats
internal import Kernel
internal import Markup
internal import Storage

/// `/admin/calendars`: which years of the office calendar are there, each as the months one sees on a wall.
enum CalendarPages {
    static let all = [list, upload, year, open]

    static let fields = [
        Field("file", "檔案", .file([".csv"]), hint: "人事行政總處公布的政府行政機關辦公日曆表（CSV）。修正版直接上傳，會取代那一年。")
    ]

    static let list = Endpoint(
        .get, "/admin/calendars", .holds(AdministrationModule.manageCalendars), .page("辦公日曆", query: [AdminPage.doneQuery])
    ) { call in try await page(call) }

    static let upload = Endpoint(
        .post, "/admin/calendars", .holds(AdministrationModule.manageCalendars), .form("匯入辦公日曆", fields, bodyLimit: 512 * 1024)
    ) { call in
        let sent = try await call.body()
        let errors = sent.errors(in: fields)
        guard errors.isEmpty, let file = sent.files["file"] else { return try await page(call, errors: errors) }
        do {
            switch try await call.city.importCalendar(file.bytes, named: file.name, as: call.granted.actor()) {
            case .imported(let year, _): return .seeOther(AdminURL.calendar(year).with(query: [("done", "added")]))
            case .unchanged(let year): return .seeOther(AdminURL.calendar(year).with(query: [("done", "unchanged")]))
            }
        } catch let error as OfficeCalendarError {
            return try await page(
                call, errors: ["file": "檔案有錯，沒有匯入任何一天；請看上面列出的每一行。"],
                faults: error.messages(call.t.language == .chinese ? .chinese : .english))
        }
    }

    /// 暫定年度: next year's, as far as the law fixes it.
    static let open = Endpoint(
        .post, "/admin/calendars/provisional", .holds(AdministrationModule.manageCalendars), .form("開放暫定年度", [])
    ) { call in
        let year = call.city.clock.today.year + 1
        let isOpened = try await call.city.openProvisionalYear(year, as: call.granted.actor())
        return .seeOther(AdminURL.calendar(year).with(query: [("done", isOpened ? "added" : "unchanged")]))
    }

    static let year = Endpoint(
        .get, "/admin/calendars/{year}", .holds(AdministrationModule.manageCalendars), .page("一年的辦公日曆", query: [AdminPage.doneQuery])
    ) { call in
        guard let year = Int(try call.parameter("year")) else { throw Problem.notFound }
        let (days, closures, known) = try await call.store.read {
            (try CalendarQueries.days(of: year, $0), try CalendarQueries.closures(of: year, $0), try CalendarQueries.years($0))
        }
        let isProvisional = known.contains { $0.year == year && $0.isProvisional }
        guard !days.isEmpty else { throw Problem.notFound }
        let names = try await call.agencyNames()
        let t = call.t
        let grid = CalendarGrid(year: year, days: days, closures: closures.filter { $0.withdrawnAt == nil }, names: names, t: t)
        let title = isProvisional ? t("民國 \(year - 1911) 年辦公日曆（暫定）") : t("民國 \(year - 1911) 年辦公日曆")
        return AdminPage(
            call: call, title: title, menu: "calendars", above: [.init(t("辦公日曆"), "/admin/calendars")]
        ).reply(#"\#(isProvisional ? provisional(t) : nil)\#(grid.html)\#(ClosureTable(closures: closures, names: names, call: call).section)"#)
    }

    private static let source: Phrase = "依據：紀念日及節日實施條例（民國 114 年 5 月 28 日公布），放假日逢星期六於前一個上班日、逢星期日於次一個上班日補假。"

    private static func provisional(_ t: Words) -> HTML {
        Notice.warn.html(
            #"<p>\#(t("這是暫定的：只有週末和法律固定日期的放假日與補假，沒有春節、清明節、端午節、中秋節。正式的辦公日曆公布後請匯入，它會取代暫定的，用到的期限跟著移動。"))</p><p>\#(t(source))</p>"#)
    }

    private static func page(_ call: Call, errors: [String: Phrase] = [:], faults: [String] = []) async throws -> Reply {
        let (t, today) = (call.t, call.city.clock.today)
        let (years, closures) = try await call.store.read { (try CalendarQueries.years($0), try CalendarQueries.closures(of: today.year, $0)) }
        let badge: HTML = #" <span class="yk-badge">\#(t("暫定"))</span>"#
        let rows: [[HTML]] = years.map { year in
            [
                #"<a href="\#(AdminURL.calendar(year.year))">\#(t("民國 \(year.year - 1911) 年"))</a>\#(year.isProvisional ? badge : nil)"#,
                HTML(text: year.fileName),
                HTML(text: t.minute(year.importedAt, seenFrom: today)), #"<code>\#(String(year.digest.prefix(12)))</code>"#,
            ]
        }
        let table =
            rows.isEmpty
            ? EmptyState(title: t("還沒有任何一年"), text: t("沒有辦公日曆就算不出期限。請從下面匯入今年和明年的。")).html
            : DataTable(caption: t("已匯入的年度"), columns: [.init(t("年度")), .init(t("檔名")), .init(t("匯入時間")), .init(t("雜湊值"))], rows: rows).html
        let opening: HTML = #"""
            <form method="post" action="/admin/calendars/provisional"><input type="hidden" name="_token" value="\#(call.formToken())"><p>\#(t("還沒有正式的檔案時，可以先開放暫定的：週末加上法律固定日期的放假日。用到它的期限都會註明「暫定」。"))</p><button class="btn btn-outline-primary" type="submit">\#(t("開放民國 \(today.year - 1910) 年暫定的辦公日曆"))</button></form>
            """#
        let hasNext = years.contains { $0.year == today.year + 1 }
        let missing: HTML? =
            hasNext || today.month < 10
            ? nil : Notice.warn.html(#"<p>\#(t("還沒有民國 \(today.year - 1910) 年的；到期日落在明年的期限現在算不出來。"))</p>"#)
        let list: HTML? =
            faults.isEmpty
            ? nil : Notice.bad.html(#"<ul>\#(faults.prefix(20).map { #"<li>\#($0)</li>"# as HTML })</ul>\#(rest(faults.count - 20, t))"#)
        let form = FormView(fields, to: "/admin/calendars", submit: "匯入", call: call, errors: errors)
        let names = try await call.agencyNames()
        return AdminPage(
            call: call, title: t("辦公日曆"), menu: "calendars", lead: "所有期限都照這裡的上班日計算。改變時，進行中的期限在同一筆紀錄裡跟著移動。", isRefused: !errors.isEmpty
        ).reply(
            #"""
            \#(list)\#(missing)\#(table)\#(Section("import", t("匯入"), #"\#(form.html(t))\#(hasNext ? nil : opening)"#).html)\#(ClosureTable(closures: closures, names: names, call: call).section)\#(try await ClosurePages.form(call))
            """#)
    }

    private static func rest(_ count: Int, _ t: Words) -> HTML? { count > 0 ? #"<p>\#(t("還有 \(count) 處。"))</p>"# : nil }
}
