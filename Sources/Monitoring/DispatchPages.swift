internal import Formats
internal import Kernel
internal import Markup
internal import Matters
internal import Storage

/// The commission hands a directive to an agency.
enum DispatchPages {
    private static let fields = [
        Field("title", "交辦事項", .paragraph, hint: "照會議紀錄的文字。", maximum: 500), Field("lead", "主辦機關", .choice([])),
        Field("due", "期限", .date, hint: "西元年月日；放假日會順延到下一個辦公日。"), Field("meeting", "會議", hint: "例如：第 698 次市政會議", required: false, maximum: 100),
    ]

    static let show = Endpoint(.get, "/directives/new", .holds(MonitoringModule.dispatchDirectives), .page("交辦指（裁）示事項")) { call in
        .page(try await page(call))
    }

    static let dispatch = Endpoint(.post, "/directives", .holds(MonitoringModule.dispatchDirectives), .form("交辦指（裁）示事項", fields)) { call in
        let sent = try await call.body()
        var errors = sent.errors(in: try await known(call))
        guard errors.isEmpty, let due = CivilDate(iso: sent.digits("due")) else { return .page(try await page(call, sent.values, errors)) }
        if due < call.city.clock.today { errors["due"] = "期限不能在今天以前。" }
        guard errors.isEmpty else { return .page(try await page(call, sent.values, errors)) }
        do {
            let matter = try await Directive(
                title: sent.text("title").split(whereSeparator: \.isNewline).joined(separator: " "), lead: sent.text("lead"), due: due,
                meeting: sent.text("meeting")
            ).dispatch(as: call.granted.actor(), from: call.granted.person?.appointments.first { $0.role == .reviewer }?.agency, in: call.city)
            return .seeOther("/matters/\(matter.id)")
        } catch MatterRefusal.calendar(let error) {
            return .page(try await page(call, sent.values, ["due": error.phrase]))
        }
    }

    private static func known(_ call: Call) async throws -> [Field] {
        let today = call.city.clock.today
        let agencies = try await call.store.read { try AgencyQueries.valid(on: today, $0) }.filter { $0.id != "city" }
        return fields.map { field in
            field.name == "lead" ? Field("lead", field.label, .choice([("", "請選擇機關")] + agencies.map { ($0.id, Phrase(said: $0.name)) })) : field
        }
    }

    private static func page(_ call: Call, _ values: [String: String] = [:], _ errors: [String: Phrase] = [:]) async throws -> Page {
        let t = call.t
        let form = FormView(try await known(call), to: "/directives", submit: "交辦", call: call, values: values, errors: errors)
        var page = Page(
            title: t("交辦指（裁）示事項"), crumbs: [.init(t("首頁"), "/"), .init(t("待辦"), "/inbox"), .init(t("交辦事項"))], menu: "dispatch",
            body: #"""
                <header class="yk-pagehead"><h1>\#(t("交辦指（裁）示事項"))</h1><p class="yk-lead">\#(t("送出後主辦機關的承辦人會在待辦裡看到。"))</p></header>\#(form.html(t))
                """#)
        page.isPrivate = true
        page.frame = .workspace
        if !errors.isEmpty { page.status = 422 }
        return page
    }
}
