internal import Formats
internal import Kernel
internal import Markup
internal import Matters
internal import Storage

/// The commission hands a directive to an agency.
enum DispatchPages {
    private static let fields = [
        Field("title", "交辦事項", .paragraph, hint: "照會議紀錄的文字。", maximum: 500), Field("lead", "主辦機關", .choice([])),
        Field("unit", "科室", hint: "知道是哪一科再填，照該機關的名稱；不填就由機關分辦。", required: false, maximum: 40),
        Field("due", "期限", .date, hint: "西元年月日；放假日會順延到下一個辦公日。"),
        Field("source", "會議種類", .choice(MeetingSource.allCases.map { ($0.rawValue, $0.title) })),
        Field("meeting", "會議", hint: "例如：第 698 次市政會議", required: false, maximum: 100),
    ]

    static let show = Endpoint(.get, "/directives/new", .holds(MonitoringModule.dispatchDirectives), .page("交辦指（裁）示事項")) { call in
        .page(try await page(call))
    }

    static let dispatch = Endpoint(.post, "/directives", .holds(MonitoringModule.dispatchDirectives), .form("交辦指（裁）示事項", fields)) { call in
        let sent = try await call.body()
        var errors = sent.errors(in: try await known(call))
        guard errors.isEmpty, let due = CivilDate(iso: sent.digits("due")) else { return .page(try await page(call, sent.values, errors)) }
        if due < call.city.clock.today { errors["due"] = "期限不能在今天以前。" }
        let (lead, unit) = (sent.text("lead"), sent.text("unit").isEmpty ? nil : sent.text("unit"))
        if let unit, let error = try await unitError(unit, of: lead, call) { errors["unit"] = error }
        guard errors.isEmpty else { return .page(try await page(call, sent.values, errors)) }
        do {
            let matter = try await Directive(
                title: sent.text("title").split(whereSeparator: \.isNewline).joined(separator: " "), lead: lead, due: due, unit: unit,
                meeting: sent.text("meeting"), source: MeetingSource(rawValue: sent.text("source")) ?? .municipal
            ).dispatch(as: call.granted.actor(), from: call.granted.person?.appointments.first { $0.role == .reviewer }?.agency, in: call.city)
            return .seeOther("/matters/\(matter.id)")
        } catch MatterRefusal.calendar(let error) {
            return .page(try await page(call, sent.values, ["due": error.phrase]))
        }
    }

    /// A name that nobody there has is most likely another's.
    private static func unitError(_ unit: String, of agency: String, _ call: Call) async throws -> Phrase? {
        let today = call.city.clock.today
        let units = try await call.store.read { try AgencyQueries.units(of: agency, on: today, $0) }
        if units.contains(unit) { return nil }
        return units.isEmpty ? "這個機關還沒有登錄科室；請留白。" : "這個機關沒有這個科室；有的是：\(units.joined(separator: "、"))"
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
