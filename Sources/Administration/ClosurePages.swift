internal import Formats
internal import Kernel
internal import Markup
internal import Storage

/// `/admin/closures`: offices that are closed for a day or half of one, such as for a typhoon.
enum ClosurePages {
    static let all = [add, withdraw]

    static func fields(_ agencies: [Agency]) -> [Field] {
        [
            Field("day", "日期", .date), Field("part", "時段", .choice(OfficeClosure.Part.allCases.map { ($0.rawValue, $0.title) })),
            Field("agency", "範圍", .choice([("all", "全市")] + agencies.choices)), Field("reason", "事由", hint: "例如颱風的名稱；任何人都看得到。", maximum: 60),
        ]
    }
    static let withdrawalFields = [Field("reason", "撤回的理由", maximum: 60)]

    static let add = Endpoint(
        .post, "/admin/closures", .holds(AdministrationModule.manageCalendars), .form("公布停止上班", fields([]))
    ) { call in
        let sent = try await call.body()
        var errors = sent.errors(in: fields(try await call.agencies()))
        let day = CivilDate(iso: sent.digits("day"))
        if errors.isEmpty, let day {
            // A closure of a day nobody knows would say nothing about any deadline.
            let isKnown = try await call.store.read { try !CalendarQueries.days(of: day.year, $0).isEmpty }
            if !isKnown { errors["day"] = CalendarError.yearMissing(day.year).phrase }
        }
        guard errors.isEmpty, let day, let part = OfficeClosure.Part(rawValue: sent.text("part")) else {
            return AdminPage(
                call: call, title: call.t("公布停止上班"), menu: "calendars", above: [.init(call.t("辦公日曆"), "/admin/calendars")], isRefused: true
            ).reply(try await form(call, values: sent.values, errors: errors))
        }
        let agency = sent.text("agency")
        let closure = OfficeClosure(date: day, part: part, agency: agency == "all" ? nil : agency)
        let id = try await call.city.addClosure(closure, reason: sent.text("reason"), as: call.granted.actor())
        return .seeOther(AdminURL.calendar(day.year).with(query: [("done", id == nil ? "unchanged" : "added")]))
    }

    static let withdraw = Endpoint(
        .post, "/admin/closures/{closure}/withdrawal", .holds(AdministrationModule.manageCalendars), .form("撤回停止上班", withdrawalFields)
    ) { call in
        let id = try call.parameter("closure")
        guard let known = try await call.store.read({ try CalendarQueries.closure(id, $0) }) else { throw Problem.notFound }
        let sent = try await call.body()
        let errors = sent.errors(in: withdrawalFields)
        guard errors.isEmpty else {
            let form = FormView(
                withdrawalFields, to: AdminURL.closure(id), submit: "撤回", call: call, values: sent.values, errors: errors)
            return AdminPage(
                call: call, title: call.t("撤回停止上班"), menu: "calendars", above: [.init(call.t("辦公日曆"), "/admin/calendars")], isRefused: true
            ).reply(form.html(call.t))
        }
        let isWithdrawn = try await call.city.withdrawClosure(id, reason: sent.text("reason"), as: call.granted.actor())
        let url = AdminURL.calendar(known.closure.date.year)
        return .seeOther(url.with(query: [("done", isWithdrawn ? "withdrawn" : "gone")]))
    }

    static func form(_ call: Call, values: [String: String] = [:], errors: [String: Phrase] = [:]) async throws -> HTML {
        let form = FormView(
            fields(try await call.agencies()), to: "/admin/closures", submit: "公布停止上班", id: "closure-", call: call, values: values,
            errors: errors)
        return Section("closure", call.t("公布停止上班"), form.html(call.t)).html
    }
}

/// Closures of a year, with what became of them.
struct ClosureTable {
    let closures: [CalendarQueries.Closure]
    let names: [String: String]
    let call: Call

    var section: HTML {
        let (t, today) = (call.t, call.city.clock.today)
        guard !closures.isEmpty else { return Section("closures", t("停止上班"), #"<p>\#(t("這一年沒有停止上班的日子。"))</p>"#).html }
        let rows: [[HTML]] = closures.map { one in
            [
                HTML(text: t.day(one.closure.date, seenFrom: today)), HTML(text: t(one.closure.part.title)),
                HTML(text: one.closure.agency.map { names[$0] ?? $0 } ?? t("全市")), HTML(text: one.reason), state(one),
            ]
        }
        let table = DataTable(
            caption: t("停止上班"), columns: [.init(t("日期")), .init(t("時段")), .init(t("範圍")), .init(t("事由")), .init(t("狀態"))], rows: rows)
        return Section("closures", t("停止上班"), table.html).html
    }

    private func state(_ one: CalendarQueries.Closure) -> HTML {
        let t = call.t
        if one.withdrawnAt != nil { return HTML(text: t("已撤回：\(one.withdrawalReason ?? "")")) }
        let form = FormView(
            ClosurePages.withdrawalFields, to: AdminURL.closure(one.id), submit: "撤回", id: "w-\(one.id)-", call: call)
        return #"<details class="yk-fold"><summary>\#(t("撤回"))</summary>\#(form.html(t))</details>"#
    }
}
