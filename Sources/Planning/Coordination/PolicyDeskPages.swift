internal import Formats
internal import Kernel
internal import Markup
internal import Storage

/// `/desk/policies`: the commission makes policies and says who owes what; the lead agency writes the text.
enum PolicyDeskPages {
    static let all = [list, add, show, keep, share]

    private static let anyFields = fields([])
    private static let lines = Field(
        "lines", "所執行的中程計畫項目", .paragraph, hint: "一行一個，例如 planning/item/rdec-111-114/g4-7；可以不填，以後再連。", required: false, maximum: 2000)

    private static func fields(_ agencies: [Agency]) -> [Field] {
        [
            Field("title", "政策名稱", maximum: 100), Field("text", "內容", .paragraph, maximum: 8000),
            Field("lead", "主辦機關", .choice(agencies.map { ($0.id, Phrase(said: $0.name)) })), Field("from", "開始", .date), Field("to", "結束", .date),
            Field("isPublic", "公開", .choice([("yes", "公開"), ("no", "先不公開")])),
        ]
    }

    private static func shareFields(_ agencies: [Agency]) -> [Field] {
        [
            Field("agency", "機關", .choice(agencies.map { ($0.id, Phrase(said: $0.name)) })),
            Field("owes", "負責什麼", .paragraph, hint: "留白就把這個機關從分工裡拿掉。", required: false, maximum: 1000),
        ]
    }

    static let list = Endpoint(
        .get, "/desk/policies", .holds(PlanningModule.readDrafts), .page("跨局處政策", query: [PlanningDesk.done])
    ) { call in try await listPage(call) }

    static let add = Endpoint(.post, "/desk/policies", .holds(PlanningModule.coordinate), .form("訂定跨局處政策", anyFields + [lines])) { call in
        let (sent, agencies) = (try await call.body(), try await agencies(call))
        var errors: [String: Phrase] = [:]
        let policy = policy(sent, fields(agencies) + [lines], was: nil, &errors)
        let references = sent.text("lines").split(whereSeparator: \.isNewline).map { Reference(parsing: String($0).trimmed) }
        let view = Noun.View(city: call.city, granted: call.granted)
        let known = try await call.store.read { try call.city.glances(at: references.compactMap(\.self), view, $0) }
        if references.contains(where: { one in one.map { known[$0] == nil || !["planning/item", "planning/goal"].contains($0.kind) } ?? true }) {
            errors["lines"] = "每一行填一個看得到的計畫項目，例如 planning/item/rdec-111-114/g4-7。"
        }
        guard errors.isEmpty, let policy else { return try await listPage(call, values: sent.values, errors: errors) }
        let id = try await Policy.add(policy, lines: references.compactMap(\.self), as: call.granted.actor(), in: call.city)
        return .seeOther(PolicyURL.desk(id).with(query: [("done", "kept")]))
    }

    static let show = Endpoint(
        .get, "/desk/policies/{policy}", .holdsOn(PlanningModule.draftPlans, "policy"), .page("編輯跨局處政策", query: [PlanningDesk.done])
    ) { call in try await page(call, try await find(call)) }

    static let keep = Endpoint(
        .post, "/desk/policies/{policy}", .holdsOn(PlanningModule.draftPlans, "policy"), .form("編輯跨局處政策", anyFields + [SectionDigest.field])
    ) { call in
        let (sent, before, agencies) = (try await call.body(), try await find(call), try await agencies(call))
        var errors: [String: Phrase] = [:]
        // The lead agency writes the text; the rest is the commission's.
        let asked = own(fields(agencies), call)
        let values = before.values.merging(sent.only(asked).values) { $1 }
        let policy = policy(Submission(values: values), fields(agencies), was: before, &errors)
        errors.merge(sent.errors(in: asked)) { first, _ in first }
        guard errors.isEmpty, let policy else { return try await page(call, before, sent: sent.values, errors: errors) }
        do {
            try await Policy.keep(policy, seen: sent.text("seen"), as: call.granted.actor(), in: call.city)
            return .seeOther(PolicyURL.desk(policy.id).with(query: [("done", "kept")]))
        } catch AnnualFault.changedMeanwhile {
            return try await page(call, try await find(call), sent: sent.values, isConflict: true)
        }
    }

    static let share = Endpoint(
        .post, "/desk/policies/{policy}/parts", .holds(PlanningModule.coordinate), .form("說一個機關負責什麼", shareFields([]))
    ) { call in
        let (sent, policy, agencies) = (try await call.body(), try await find(call), try await agencies(call))
        let errors = sent.errors(in: shareFields(agencies))
        guard errors.isEmpty else { return try await page(call, policy, shared: sent.values, shareErrors: errors) }
        try await Policy.share(sent.text("agency"), owes: sent.text("owes"), of: policy.id, as: call.granted.actor(), in: call.city)
        return .seeOther(PolicyURL.desk(policy.id).with(query: [("done", "kept")]))
    }

    private static func own(_ fields: [Field], _ call: Call) -> [Field] {
        call.granted.holds(PlanningModule.coordinate) ? fields : fields.filter { $0.name == "text" }
    }

    private static func find(_ call: Call) async throws -> Policy {
        let id = try call.parameter("policy")
        guard let policy = try await call.store.point({ try PolicyQueries.find(id, $0) }) else { throw Problem.notFound }
        return policy
    }

    private static func agencies(_ call: Call) async throws -> [Agency] {
        let today = call.city.clock.today
        return try await call.store.read { try AgencyQueries.valid(on: today, $0) }.filter { $0.id != "city" }
    }

    /// - Returns: nil when something is wrong, which is then among the errors.
    private static func policy(_ sent: Submission, _ fields: [Field], was: Policy?, _ errors: inout [String: Phrase]) -> Policy? {
        errors = sent.errors(in: fields)
        guard let from = CivilDate(iso: sent.digits("from")), let to = CivilDate(iso: sent.digits("to")) else { return nil }
        if from > to { errors["to"] = "結束不能早於開始。" }
        guard errors.isEmpty else { return nil }
        return Policy(
            id: was?.id ?? "", title: sent.text("title"), text: sent.text("text"), lead: sent.text("lead"), from: from, to: to,
            isPublic: sent.text("isPublic") == "yes", isSample: was?.isSample ?? false, parts: was?.parts ?? [])
    }

    private static func listPage(_ call: Call, values: [String: String]? = nil, errors: [String: Phrase] = [:]) async throws -> Reply {
        let (t, agencies) = (call.t, try await agencies(call))
        let visible = call.granted.agencies(for: PlanningModule.readDrafts)
        let policies = try await call.store.read { try PolicyQueries.all(onlyPublic: false, $0) }.filter { policy in
            visible.map { !$0.isDisjoint(with: policy.agencies) } ?? true
        }
        let names = PolicyNames(agencies, t)
        let rows: [[HTML]] = policies.map { policy in
            let mine = call.granted.holds(PlanningModule.draftPlans, on: policy.lead)
            let title: HTML =
                mine || policy.isPublic
                ? #"<a href="\#(mine ? PolicyURL.desk(policy.id) : PolicyURL.policy(policy.id))">\#(policy.title)</a>"# : HTML(text: policy.title)
            return [
                #"\#(title)\#(names.sample(policy))"#, HTML(text: names[policy.lead]), HTML(text: names.span(policy)),
                HTML(text: policy.isPublic ? t("公開") : t("先不公開")),
            ]
        }
        let table: HTML =
            rows.isEmpty
            ? EmptyState(title: t("還沒有跨局處政策"), text: t("研考會訂定以後，主辦和協辦機關會在這裡看到。")).html
            : DataTable(caption: t("跨局處政策"), columns: [.init(t("政策")), .init(t("主辦機關")), .init(t("期間")), .init(t("公開"))], rows: rows).html
        let form = FormView(
            fields(agencies) + [lines], to: PolicyURL.desk, submit: "訂定", call: call, values: values ?? ["isPublic": "no"], errors: errors)
        let new: HTML? = call.granted.holds(PlanningModule.coordinate) ? #"<h2 class="mt-5">\#(t("訂定跨局處政策"))</h2>\#(form.html(t))"# : nil
        return PlanningDesk(call: call, title: t("跨局處政策"), menu: "desk-policies", status: errors.isEmpty ? 200 : 422).reply(#"\#(table)\#(new)"#)
    }

    private static func page(
        _ call: Call, _ policy: Policy, sent: [String: String]? = nil, errors: [String: Phrase] = [:], isConflict: Bool = false,
        shared: [String: String] = [:], shareErrors: [String: Phrase] = [:]
    ) async throws -> Reply {
        let (t, agencies) = (call.t, try await agencies(call))
        let names = PolicyNames(agencies, t)
        let form = GuardedForm(
            fields: own(fields(agencies), call), now: policy.values, url: PolicyURL.desk(policy.id), submit: "儲存",
            sent: sent.map { policy.values.merging($0) { $1 } }, errors: errors, isConflict: isConflict)
        let rows: [[HTML]] = policy.agencies.map { agency in
            [HTML(text: names[agency]), HTML(text: agency == policy.lead ? t("主辦") : t("協辦")), HTML(text: policy.owes(agency))]
        }
        let table = DataTable(caption: t("各機關的分工"), columns: [.init(t("機關")), .init(t("角色")), .init(t("負責什麼"))], rows: rows)
        let share = FormView(
            shareFields(agencies), to: PolicyURL.parts(policy.id), submit: "儲存分工", id: "part-", call: call, values: shared, errors: shareErrors)
        let sharing: HTML? = call.granted.holds(PlanningModule.coordinate) ? share.html(t) : nil
        let seen: HTML? = policy.isPublic ? #"<p><a href="\#(PolicyURL.policy(policy.id))">\#(t("看公開的樣子"))</a></p>"# : nil
        let tie: LocalURL = ("/links/new" as LocalURL).with(query: [("of", policy.reference.text)])
        let meetings: HTML = #"<p>\#(t("協調會議用「連到別的東西」連到這個政策，決議列管以後就會算進誰欠什麼。")) <a href="\#(tie)">\#(t("連到會議或計畫項目"))</a></p>"#
        let status = isConflict ? 409 : errors.isEmpty && shareErrors.isEmpty ? 200 : 422
        return PlanningDesk(
            call: call, title: policy.title, above: [.init(t("跨局處政策"), PolicyURL.desk)], menu: "desk-policies", status: status
        ).reply(#"\#(names.sample(policy))\#(seen)\#(form.html(call))<h2 class="mt-5">\#(t("分工"))</h2>\#(table.html)\#(sharing)\#(meetings)"#)
    }
}
