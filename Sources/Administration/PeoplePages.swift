internal import Formats
internal import Kernel
internal import Markup
internal import Storage

/// `/admin/people`: who has an account, found by name, and a new one.
enum PeoplePages {
    static let all = [list, new, add]

    static func fields(_ agencies: [Agency]) -> [Field] {
        [
            Field("handle", "帳號", hint: "登入用，英文字母、數字和 . _ -，例如 wang.xm。", maximum: 64), Field("name", "姓名", maximum: 40),
        ] + AppointmentForm.fields(agencies)
    }

    static let list = Endpoint(
        .get, "/admin/people", .holds(AdministrationModule.managePeople),
        .page("人員", query: [QueryParameter("q", "帳號或姓名的一部分"), QueryParameter("agency", "只看這個機關"), .after])
    ) { call in
        let query = call.request.query
        let (search, agency, after) = ((query["q"] ?? "").trimmingBlanks(), query["agency"].flatMap { $0.isEmpty ? nil : $0 }, query["after"] ?? "")
        let people = try await call.store.read { try PersonQueries.records(matching: search, agency: agency, after: after, limit: 51, $0) }
        let names = try await call.agencyNames()
        return PeopleList(
            people: Array(people.prefix(50)), next: people.count > 50 ? people[49].handle : nil, search: search, agency: agency,
            isFirst: after.isEmpty,
            names: names, agencies: try await call.agencies(), call: call
        ).reply
    }

    static let new = Endpoint(.get, "/admin/people/new", .holds(AdministrationModule.managePeople), .page("新增人員")) { call in
        try await form(call)
    }

    static let add = Endpoint(.post, "/admin/people", .holds(AdministrationModule.managePeople), .form("新增人員", fields([]))) { call in
        let sent = try await call.body()
        let agencies = try await call.agencies()
        var errors = sent.errors(in: fields(agencies))
        if errors["handle"] == nil, let error = handleError(sent.text("handle")) { errors["handle"] = error }
        let chosen = AppointmentForm(sent, &errors)
        guard errors.isEmpty, let chosen else { return try await form(call, values: sent.values, errors: errors) }
        let password = InitialPassword.make()
        do {
            let id = try await PersonQueries.add(
                handle: sent.text("handle"), name: sent.text("name"), passwordHash: call.city.passwords.hash(password),
                appointment: chosen.appointment, from: chosen.from, at: call.city.clock.now(), as: call.granted.actor(), to: call.store)
            return PasswordPage(call: call, title: call.t("已新增 \(sent.text("name"))"), person: id, passwords: [(sent.text("handle"), password)]).reply
        } catch StoreError.conflict {
            return try await form(call, values: sent.values, errors: ["handle": "這個帳號已經有人使用。"])
        }
    }

    static func handleError(_ handle: String) -> Phrase? {
        let isHandle = handle.utf8.allSatisfy {
            (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) || [0x2D, 0x2E, 0x5F].contains($0)
        }
        return isHandle ? nil : "帳號只能用英文字母、數字和 . _ -。"
    }

    private static func form(_ call: Call, values: [String: String] = [:], errors: [String: Phrase] = [:]) async throws -> Reply {
        let fields = fields(try await call.agencies())
        let kept = values.isEmpty ? ["from": call.city.clock.today.iso] : values
        let form = FormView(fields, to: "/admin/people", submit: "新增人員", call: call, values: kept, errors: errors)
        return AdminPage(
            call: call, title: call.t("新增人員"), menu: "people", lead: "初始密碼由系統產生，只顯示一次；請當面或以另一個管道交給本人。",
            above: [.init(call.t("人員"), "/admin/people")], isRefused: !errors.isEmpty
        ).reply(form.html(call.t))
    }
}

/// The fields of one appointment, on whichever form they stand.
struct AppointmentForm {
    let appointment: Appointment
    let from: CivilDate
    let until: CivilDate?

    static func fields(_ agencies: [Agency], hasEnd: Bool = false) -> [Field] {
        let fields = [
            Field("agency", "機關", .choice(agencies.choices)), Field("role", "職務", .choice(Role.allCases.map { ($0.rawValue, $0.title) })),
            Field("unit", "科組", hint: "機關內的單位，例如管考組。", required: false, maximum: 40), Field("from", "從哪一天起", .date),
        ]
        return hasEnd ? fields + [Field("last", "到哪一天為止", .date, required: false)] : fields
    }

    /// - Returns: nil when something is wrong, which is then among the errors.
    init?(_ sent: Submission, _ errors: inout [String: Phrase]) {
        let last = CivilDate(iso: sent.digits("last"))
        guard let role = Role(rawValue: sent.text("role")), let from = CivilDate(iso: sent.digits("from")) else { return nil }
        if let last, last < from {
            errors["last"] = "結束日要在開始日當天或之後。"
            return nil
        }
        let unit = sent.text("unit")
        appointment = Appointment(agency: sent.text("agency"), role: role, unit: unit.isEmpty ? nil : unit)
        self.from = from
        until = last?.adding(days: 1)
    }
}

/// Passwords that were just made: shown once.
struct PasswordPage {
    let call: Call
    let title: String
    /// Where to go on; nil for the list.
    let person: String?
    let passwords: [(handle: String, password: String)]

    var reply: Reply {
        let t = call.t
        let rows: [[HTML]] = passwords.map { [#"<code>\#($0.handle)</code>"#, #"<code class="yk-code">\#($0.password)</code>"#] }
        let table = DataTable(caption: t("初始密碼"), columns: [.init(t("帳號")), .init(t("初始密碼"))], rows: rows)
        let next: LocalURL = person.map(AdminURL.person) ?? "/admin/people"
        var reply = AdminPage(call: call, title: title, menu: "people", above: [.init(t("人員"), "/admin/people")]).reply(
            #"""
            \#(Notice.warn.html(#"<p>\#(t("密碼只在這裡顯示一次，離開這一頁就看不到了。請當面或以另一個管道交給本人，請本人登入後更換。"))</p>"#))
            \#(table.html)<p class="mt-4"><a class="btn btn-outline-primary" href="\#(next)">\#(t("抄好了，繼續"))</a></p>
            """#)
        reply.headers.append(("Cache-Control", "no-store"))
        return reply
    }
}
