internal import Formats
internal import Kernel
internal import Markup
internal import Storage

/// `/admin/settings`: the numbers that are rules, each with its source and since when.
enum SettingPages {
    static let all = [list, show, change]

    static func fields(_ setting: Setting?) -> [Field] {
        let range = setting?.range ?? 0...Int(Int32.max)
        return [
            Field("value", "新的值", .number(range)), Field("from", "從哪一天起", .date, hint: "可以是以後的日期；同一天再設一次，取代那一天的值。"),
            Field("source", "依據", hint: "法規、函文或會議的名稱和文號。", maximum: 300),
        ]
    }

    static let list = Endpoint(.get, "/admin/settings", .holds(AdministrationModule.manageRules), .page("規則的數字")) { call in
        let (t, settings, today) = (call.t, call.city.settings, call.city.clock.today)
        let rows: [[HTML]] = call.city.declaredSettings.map { setting in
            let changed = settings.inForce(setting)
            return [
                #"<a href="\#(AdminURL.setting(setting.id))">\#(t(setting.summary))</a><br><code>\#(setting.id)</code>"#,
                #"\#(settings[setting]) <span class="yk-muted">\#(t(setting.unit))</span>"#,
                HTML(text: changed.map { t.day($0.validFrom, seenFrom: today) } ?? t("預設")),
                HTML(text: changed?.source ?? t(setting.source)),
            ]
        }
        let table = DataTable(
            caption: t("規則的數字"), columns: [.init(t("規則")), .init(t("現在的值")), .init(t("從何時起")), .init(t("依據"))], rows: rows)
        return AdminPage(
            call: call, title: t("規則的數字"), menu: "settings", lead: "期限、門檻這類數字會隨法規改變：每次變更都寫下依據和生效日，以前的值都留著。"
        ).reply(table.html)
    }

    static let show = Endpoint(
        .get, "/admin/settings/{setting}", .holds(AdministrationModule.manageRules), .page("一項規則", query: [AdminPage.doneQuery])
    ) { call in page(try setting(call), call) }

    static let change = Endpoint(
        .post, "/admin/settings/{setting}", .holds(AdministrationModule.manageRules), .form("變更一項規則", fields(nil))
    ) { call in
        let setting = try setting(call)
        let sent = try await call.body()
        let errors = sent.errors(in: fields(setting))
        guard errors.isEmpty, let value = Int(sent.digits("value")), let from = CivilDate(iso: sent.digits("from")) else {
            return page(setting, call, values: sent.values, errors: errors)
        }
        let override = Settings.Override(id: setting.id, validFrom: from, value: value, source: sent.text("source"))
        try await Settings.set(override, as: call.granted.actor(), in: call.store)
        try await call.city.settings.reload(from: call.store)
        return .seeOther(AdminURL.setting(setting.id).with(query: [("done", "changed")]))
    }

    private static func setting(_ call: Call) throws -> Setting {
        let id = try call.parameter("setting")
        guard let setting = call.city.declaredSettings.first(where: { $0.id == id }) else { throw Problem.notFound }
        return setting
    }

    private static func page(_ setting: Setting, _ call: Call, values: [String: String] = [:], errors: [String: Phrase] = [:]) -> Reply {
        let (t, settings, today) = (call.t, call.city.settings, call.city.clock.today)
        let inForce = settings.inForce(setting)
        var rows: [[HTML]] = settings.history(of: setting).reversed().map { value in
            let mark: HTML? = value == inForce ? #" <span class="yk-badge is-sea">\#(t("現在"))</span>"# : nil
            return [#"\#(t.day(value.validFrom, seenFrom: today))\#(mark)"#, HTML(text: String(value.value)), HTML(text: value.source)]
        }
        let mark: HTML? = inForce == nil ? #" <span class="yk-badge is-sea">\#(t("現在"))</span>"# : nil
        rows.append([#"\#(t("預設"))\#(mark)"#, HTML(text: String(setting.standard)), HTML(text: t(setting.source))])
        let table = DataTable(caption: t("歷來的值"), columns: [.init(t("從何時起")), .init(t("值"), isNumber: true), .init(t("依據"))], rows: rows)
        let form = FormView(fields(setting), to: AdminURL.setting(setting.id), submit: "變更", call: call, values: values, errors: errors)
        return AdminPage(
            call: call, title: t(setting.summary), menu: "settings", above: [.init(t("規則的數字"), "/admin/settings")], isRefused: !errors.isEmpty
        ).reply(
            #"""
            <dl class="yk-facts"><div><dt>\#(t("現在的值"))</dt><dd>\#(settings[setting]) \#(t(setting.unit))</dd></div><div><dt>\#(t("範圍"))</dt><dd>\#(setting.range.lowerBound)–\#(setting.range.upperBound)</dd></div><div><dt>\#(t("代號"))</dt><dd><code>\#(setting.id)</code></dd></div></dl>
            \#(Section("history", t("歷來的值"), table.html).html)\#(Section("change", t("變更"), form.html(t)).html)
            """#)
    }
}
