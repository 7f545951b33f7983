internal import Formats
internal import Kernel
internal import Markup
internal import Storage

/// `/admin/agencies`: which bodies there are, and what becomes of them.
enum AgencyPages {
    static let all = [list, add, show, rename, close]

    static let addFields = [
        Field("id", "代號", hint: "網址用，小寫英文、數字和連字號，例如 rdec；之後不能改。", maximum: 40),
        Field("name", "全銜", maximum: 60), Field("short_name", "簡稱", maximum: 20),
        Field("code", "機關代碼", hint: "正式清單上的 10 碼；不確定就留白，不要猜。", required: false, maximum: 10),
        Field("from", "成立日", .date, required: false),
    ]
    static let nameFields = [
        Field("name", "全銜", maximum: 60), Field("short_name", "簡稱", maximum: 20),
        Field("code", "機關代碼", hint: "正式清單上的 10 碼；不確定就留白，不要猜。", required: false, maximum: 10),
    ]

    static func closeFields(_ agencies: [Agency]) -> [Field] {
        [
            Field("day", "從哪一天起不存在", .date),
            Field("successor", "併入", .choice([("none", "沒有承接的機關（裁撤）")] + agencies.choices), hint: "同仁的職務在那一天移到承接的機關；裁撤則在那一天結束。"),
        ]
    }

    static let list = Endpoint(
        .get, "/admin/agencies", .holds(AdministrationModule.manageAgencies), .page("機關", query: [AdminPage.doneQuery])
    ) { call in try await page(call) }

    static let add = Endpoint(.post, "/admin/agencies", .holds(AdministrationModule.manageAgencies), .form("新增機關", addFields)) { call in
        let sent = try await call.body()
        var errors = sent.errors(in: addFields)
        let id = sent.text("id")
        let isKey = id.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
        if errors["id"] == nil && !isKey { errors["id"] = "只能用小寫英文字母、數字和連字號。" }
        if errors["code"] == nil, let error = codeError(sent.text("code")) { errors["code"] = error }
        guard errors.isEmpty else { return try await page(call, values: sent.values, errors: errors) }
        let agency = Agency(
            id: id, code: code(sent), name: sent.text("name"), shortName: sent.text("short_name"), validFrom: CivilDate(iso: sent.digits("from")))
        do {
            try await AgencyQueries.add(agency, as: call.granted.actor(), to: call.store)
        } catch let fault as AgencyFault {
            return try await page(call, values: sent.values, errors: ["id": fault.phrase])
        }
        return .seeOther(AdminURL.agency(id).with(query: [("done", "added")]))
    }

    static let show = Endpoint(
        .get, "/admin/agencies/{agency}", .holds(AdministrationModule.manageAgencies), .page("一個機關", query: [AdminPage.doneQuery])
    ) { call in try await AgencyPage(call).reply() }

    static let rename = Endpoint(
        .post, "/admin/agencies/{agency}/name", .holds(AdministrationModule.manageAgencies), .form("改名", nameFields)
    ) { call in
        let sent = try await call.body()
        var errors = sent.errors(in: nameFields)
        if errors["code"] == nil, let error = codeError(sent.text("code")) { errors["code"] = error }
        let page = try await AgencyPage(call)
        guard errors.isEmpty else { return page.reply(names: sent.values, nameErrors: errors) }
        do {
            try await AgencyQueries.rename(
                page.agency.id, name: sent.text("name"), shortName: sent.text("short_name"), code: code(sent), as: call.granted.actor(),
                in: call.store)
        } catch let fault as AgencyFault {
            return page.reply(names: sent.values, nameErrors: ["name": fault.phrase])
        }
        return .seeOther(AdminURL.agency(page.agency.id).with(query: [("done", "changed")]))
    }

    static let close = Endpoint(
        .post, "/admin/agencies/{agency}/closure", .holds(AdministrationModule.manageAgencies), .form("裁撤或整併", closeFields([]))
    ) { call in
        let sent = try await call.body()
        let page = try await AgencyPage(call)
        let errors = sent.errors(in: closeFields(page.others))
        guard errors.isEmpty, let day = CivilDate(iso: sent.digits("day")) else { return page.reply(closing: sent.values, closeErrors: errors) }
        let successor = sent.text("successor") == "none" ? nil : sent.text("successor")
        do {
            _ = try await AgencyQueries.close(
                page.agency.id, on: day, into: successor, at: call.city.clock.now(), as: call.granted.actor(), in: call.city)
        } catch let refusal as StaffRefusal {
            return page.reply(closing: sent.values, closeErrors: ["successor": refusal.phrase])
        } catch let fault as AgencyFault {
            return page.reply(closing: sent.values, closeErrors: [fault == .closedAlready ? "day" : "successor": fault.phrase])
        }
        return .seeOther(AdminURL.agency(page.agency.id).with(query: [("done", "ended")]))
    }

    private static func code(_ sent: Submission) -> String? { sent.text("code").isEmpty ? nil : sent.text("code") }

    /// Ten characters, as the official list has them: nine digits and a letter, or a hyphen for bodies without a code of their own.
    private static func codeError(_ text: String) -> Phrase? {
        let isCode = text.utf8.count == 10 && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || $0 == 0x2D }
        return text.isEmpty || isCode ? nil : "機關代碼是 10 碼，例如 395000000A。"
    }

    private static func page(_ call: Call, values: [String: String] = [:], errors: [String: Phrase] = [:]) async throws -> Reply {
        let t = call.t
        let agencies = try await call.store.read { try AgencyQueries.all($0) }
        let names = Dictionary(uniqueKeysWithValues: agencies.map { ($0.id, $0.name) })
        let today = call.city.clock.today
        let rows: [[HTML]] = agencies.map { agency in
            [
                #"<a href="\#(AdminURL.agency(agency.id))">\#(agency.name)</a>"#, HTML(text: agency.shortName), #"<code>\#(agency.id)</code>"#,
                #"<code>\#(agency.code ?? "—")</code>"#, HTML(text: AgencyPage.state(agency, names, today, t)),
            ]
        }
        let table = DataTable(
            caption: t("機關"), columns: [.init(t("全銜")), .init(t("簡稱")), .init(t("代號")), .init(t("機關代碼")), .init(t("狀態"))], rows: rows)
        let form = FormView(addFields, to: "/admin/agencies", submit: "新增機關", call: call, values: values, errors: errors)
        return AdminPage(
            call: call, title: t("機關"), menu: "agencies", lead: "名稱會變，代號不變：以前的文件仍指向同一個機關，也看得到當時的名稱。", isRefused: !errors.isEmpty
        ).reply(#"\#(table.html)\#(Section("add", t("新增機關"), form.html(t)).html)"#)
    }
}
