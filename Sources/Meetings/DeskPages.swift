internal import Formats
internal import Kernel
internal import Markup
internal import Storage

/// `/desk/meetings`: the meetings one prepares, and the decisions one's agency has to carry out.
enum DeskPages {
    static let all = [show, addSeries]

    static func fields(_ agencies: [Agency]) -> [Field] {
        [
            Field("name", "名稱", hint: "例如市政會議、青年事務委員會。", maximum: 60),
            Field("kind", "種類", .choice(MeetingSeries.Kind.allCases.map { ($0.rawValue, $0.title) })),
            Field("agency", "主辦機關", .choice(agencies.map { ($0.id, Phrase(said: $0.name)) })), Field("chair", "主席", hint: "寫職稱，例如市長。", maximum: 40),
            Field("public", "公開", .choice([("no", "不公開"), ("yes", "通知後公開議程，確定後公開紀錄")])),
        ]
    }

    static let show = Endpoint(.get, "/desk/meetings", .holds(MeetingsModule.manage), .page("會議與決議")) { call in try await page(call) }

    static let addSeries = Endpoint(.post, "/desk/series", .holds(MeetingsModule.manage), .form("新增一種會議", fields([]))) { call in
        let sent = try await call.body()
        let errors = sent.errors(in: fields(try await own(call)))
        guard errors.isEmpty, let kind = MeetingSeries.Kind(rawValue: sent.text("kind")) else {
            return try await page(call, values: sent.values, errors: errors)
        }
        guard call.granted.holds(MeetingsModule.manage, on: sent.text("agency")) else { throw Problem.forbidden }
        do {
            let id = try await Meeting.addSeries(
                named: sent.text("name"), kind: kind, agency: sent.text("agency"), chair: sent.text("chair"), isPublic: sent.text("public") == "yes",
                at: call.city.clock.now(), as: call.granted.actor(), in: call.store)
            return .seeOther(MeetingURL.series(id))
        } catch let fault as MeetingFault {
            return try await page(call, values: sent.values, errors: ["name": fault.phrase])
        }
    }

    /// The agencies whose meetings this person may prepare.
    private static func own(_ call: Call) async throws -> [Agency] {
        let (mine, today) = (call.granted.agencies(for: MeetingsModule.manage), call.city.clock.today)
        return try await call.store.read { db in try AgencyQueries.valid(on: today, db).filter { mine?.contains($0.id) ?? true } }
    }

    private static func page(_ call: Call, values: [String: String] = [:], errors: [String: Phrase] = [:]) async throws -> Reply {
        let (t, today, now) = (call.t, call.city.clock.today, call.city.clock.now())
        let mine = call.granted.agencies(for: MeetingsModule.manage)
        let leading = call.granted.agencies(for: MeetingsModule.report)
        let (series, upcoming, open, names) = try await call.store.read { db in
            (
                try MeetingQueries.series(of: mine, db), try MeetingQueries.upcoming(of: mine, after: now, limit: 20, db),
                try MeetingQueries.open(of: leading, limit: 50, db),
                Dictionary(uniqueKeysWithValues: try AgencyQueries.all(db).map { ($0.id, $0.name) })
            )
        }
        let coming: [[HTML]] = upcoming.map { meeting in
            [
                #"<a href="\#(MeetingURL.desk(meeting.id))">\#(meeting.title(t))</a>"#, HTML(text: t.minute(meeting.startsAt, seenFrom: today)),
                HTML(text: meeting.place), HTML(text: t(meeting.standing)),
            ]
        }
        let decisions: [[HTML]] = open.map { decision in
            [
                #"<a href="\#(MeetingURL.decision(decision.id))">\#(decision.text)</a>"#,
                HTML(text: names[decision.leadAgency] ?? decision.leadAgency),
                HTML(text: decision.due.map { t.day($0, seenFrom: today) } ?? "—"), HTML(text: decision.progress),
            ]
        }
        let kinds: [[HTML]] = series.map { one in
            [
                #"<a href="\#(MeetingURL.series(one.id))">\#(one.name)</a>"#, HTML(text: t(one.kind.title)),
                HTML(text: names[one.agency] ?? one.agency),
                HTML(text: one.isPublic ? t("公開") : t("不公開")),
            ]
        }
        func table(_ caption: String, _ columns: [String], _ rows: [[HTML]], empty: String) -> HTML {
            rows.isEmpty ? #"<p>\#(empty)</p>"# : DataTable(caption: caption, columns: columns.map { .init($0) }, rows: rows).html
        }
        let form = FormView(fields(try await own(call)), to: "/desk/series", submit: "新增一種會議", call: call, values: values, errors: errors)
        return DeskPage(call: call, title: t("會議與決議"), isRefused: !errors.isEmpty).reply(
            #"""
            \#(Part(id: "coming", title: t("接下來的會議"), content: table(t("接下來的會議"), [t("會議"), t("時間"), t("地點"), t("狀態")], coming, empty: t("沒有排定的會議。"))).html)
            \#(Part(id: "open", title: t("待辦的決議"), content: table(t("待辦的決議"), [t("決議"), t("機關"), t("期限"), t("辦理情形")], decisions, empty: t("沒有待辦的決議。"))).html)
            \#(Part(id: "series", title: t("會議種類"), content: table(t("會議種類"), [t("名稱"), t("種類"), t("主辦機關"), t("公開")], kinds, empty: t("還沒有任何一種會議，請從下面新增。"))).html)
            \#(Part(id: "add", title: t("新增一種會議"), content: form.html(t)).html)
            """#)
    }
}

/// A page of the workspace.
struct DeskPage {
    let call: Call
    let title: String
    var above: [Page.Crumb] = []
    var isRefused = false
    /// After the title: that it is made up.
    var mark: HTML?

    func reply(_ content: HTML) -> Reply {
        let t = call.t
        var page = Page(
            title: title, crumbs: [.init(t("首頁"), "/")] + above + [.init(title)], menu: "desk-meetings",
            body: #"<div class="yk-wrap"><header class="yk-pagehead"><h1>\#(title)\#(mark)</h1></header>\#(done)\#(content)</div>"#)
        page.frame = .workspace
        page.isPrivate = true
        if isRefused { page.status = 422 }
        return .page(page)
    }

    private var done: HTML? {
        let t = call.t
        switch call.request.query["done"] {
        case "changed": return Notice.ok.html(#"<p>\#(t("已變更。"))</p>"#)
        case "late": return Notice.warn.html(#"<p>\#(t(MeetingFault.tooLate.phrase))</p>"#)
        case "moved": return Notice.warn.html(#"<p>\#(t(MeetingFault.movedOn.phrase))</p>"#)
        case "empty": return Notice.warn.html(#"<p>\#(t(MeetingFault.noAgenda.phrase))</p>"#)
        default: return nil
        }
    }

    static let doneQuery = QueryParameter("done", "剛才做了什麼")
}
