internal import Formats
internal import Kernel
internal import Markup
internal import Storage

/// `/admin/delegations`: who acts for whom, for administrators who set it for somebody away.
enum DelegationPages {
    static let all = [list, add, end]

    static let list = Endpoint(
        .get, "/admin/delegations", .holds(AdministrationModule.managePeople), .page("代理", query: [AdminPage.doneQuery])
    ) { call in try await page(call) }

    static let add = Endpoint(
        .post, "/admin/delegations", .holds(AdministrationModule.managePeople), .form("設定代理", DelegationForm.fields([], forOther: true))
    ) { call in
        let sent = try await call.body()
        var errors = sent.errors(in: DelegationForm.fields(try await call.agencies(), forOther: true))
        let principal = sent.text("principal")
        let known = try await call.store.point { try PersonQueries.credentials(handle: principal, $0)?.id }
        if known == nil && errors["principal"] == nil { errors["principal"] = DelegationFault.noSuchDeputy.phrase }
        if errors.isEmpty, let known { errors = try await DelegationForm.keep(sent, principal: known, call) }
        guard errors.isEmpty else { return try await page(call, values: sent.values, errors: errors) }
        return .seeOther(("/admin/delegations" as LocalURL).with(query: [("done", "added")]))
    }

    static let end = Endpoint(
        .post, "/admin/delegations/{delegation}/end", .holds(AdministrationModule.managePeople), .form("結束代理", [])
    ) { call in
        let isEnded = try await DelegationQueries.end(
            try call.parameter("delegation"), on: call.city.clock.today, as: call.granted.actor(), in: call.store)
        return .seeOther(("/admin/delegations" as LocalURL).with(query: [("done", isEnded ? "ended" : "gone")]))
    }

    private static func page(_ call: Call, values: [String: String] = [:], errors: [String: Phrase] = [:]) async throws -> Reply {
        let (t, today) = (call.t, call.city.clock.today)
        let agencies = try await call.agencies()
        let all = try await call.store.read { try DelegationQueries.all(since: today, limit: 200, $0) }
        let table = try await DelegationTable(delegations: all, place: "/admin/delegations", call: call)
        let form = FormView(
            DelegationForm.fields(agencies, forOther: true), to: "/admin/delegations", submit: "設定代理", call: call, values: values, errors: errors)
        return AdminPage(
            call: call, title: t("代理"), menu: "delegations", lead: "代理期間，代理人看得到本人的待辦，也能以代理的名義處理；紀錄寫明是誰代理誰。代理不能再轉給別人。",
            isRefused: !errors.isEmpty
        ).reply(#"\#(table.html(empty: "現在和以後都沒有代理。"))\#(Section("add", t("設定代理"), form.html(t)).html)"#)
    }
}

/// The fields of a delegation, and how they are kept.
enum DelegationForm {
    static func fields(_ agencies: [Agency], forOther: Bool) -> [Field] {
        (forOther ? [Field("principal", "本人的帳號", maximum: 64)] : []) + [
            Field("deputy", "代理人的帳號", hint: "登入用的帳號，例如 wang.xm。", maximum: 64), Field("from", "從哪一天起", .date), Field("last", "到哪一天為止", .date),
            Field("agency", "範圍", .choice([("all", "所有職務")] + agencies.choices)), Field("reason", "事由", hint: "例如出差、休假。", maximum: 60),
        ]
    }

    /// - Returns: what was wrong; then nothing was kept.
    static func keep(_ sent: Submission, principal: String, _ call: Call) async throws -> [String: Phrase] {
        let deputy = sent.text("deputy")
        guard let from = CivilDate(iso: sent.digits("from")), let last = CivilDate(iso: sent.digits("last")) else { return [:] }
        guard let known = try await call.store.point({ try PersonQueries.credentials(handle: deputy, $0)?.id }) else {
            return ["deputy": DelegationFault.noSuchDeputy.phrase]
        }
        let agency = sent.text("agency")
        let delegation = Delegation(
            id: UniqueID.make(at: call.city.clock.now()), principal: principal, deputy: known, from: from, until: last.adding(days: 1),
            agency: agency == "all" ? nil : agency, reason: sent.text("reason"))
        do {
            try await DelegationQueries.add(delegation, on: call.city.clock.today, as: call.granted.actor(), to: call.store)
            return [:]
        } catch let fault as DelegationFault {
            return [fault == .endsBeforeItBegins ? "last" : "deputy": fault.phrase]
        }
    }
}

/// Delegations with the names of those concerned.
struct DelegationTable {
    let delegations: [Delegation]
    let place: LocalURL
    let call: Call
    private let people: [String: String]
    private let agencies: [String: String]

    init(delegations: [Delegation], place: LocalURL, call: Call) async throws {
        self.delegations = delegations
        self.place = place
        self.call = call
        let ids = Array(Set(delegations.flatMap { [$0.principal, $0.deputy] }))
        people = try await call.store.read { try PersonQueries.names(of: ids, $0) }
        agencies = try await call.agencyNames()
    }

    func html(empty: Phrase) -> HTML {
        let (t, today) = (call.t, call.city.clock.today)
        guard !delegations.isEmpty else { return #"<p>\#(t(empty))</p>"# }
        let rows: [[HTML]] = delegations.map { one in
            let (principal, deputy) = (people[one.principal] ?? t("已刪除的帳號"), people[one.deputy] ?? t("已刪除的帳號"))
            let mayEnd = place == "/admin/delegations" || one.principal == call.granted.person?.id
            let button = ActionButton(title: t("結束"), object: t("\(deputy) 代理 \(principal)"), url: "\(place)/\(one.id)/end", call: call).html
            return [
                HTML(text: principal), HTML(text: deputy),
                HTML(text: t("\(t.day(one.from, seenFrom: today))至\(t.day(one.until.adding(days: -1), seenFrom: today))")),
                HTML(text: one.agency.map { agencies[$0] ?? $0 } ?? t("所有職務")), HTML(text: one.reason), mayEnd ? button : .empty,
            ]
        }
        return DataTable(
            caption: t("代理"),
            columns: [.init(t("本人")), .init(t("代理人")), .init(t("期間")), .init(t("範圍")), .init(t("事由")), .init(t("動作"))], rows: rows
        ).html
    }
}
