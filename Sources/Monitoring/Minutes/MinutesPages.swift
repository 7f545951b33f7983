internal import Formats
internal import Kernel
internal import Markup
internal import Storage

/// `/directives/minutes`: minutes come in as a file, and what they ask for is proposed.
enum MinutesPages {
    private static let largest = 32 * 1024 * 1024

    static let fields = [
        Field("file", "會議紀錄", .file([".txt", ".md", ".pdf", ".odt", ".docx"]), hint: "純文字、PDF、ODT 或 Word（.docx），32 MB 以內。一個檔案可以有好幾次會議。"),
        Field("source", "會議種類", .choice(MeetingSource.allCases.map { ($0.rawValue, $0.title) })),
        Field("title", "會議名稱", hint: "例如：第 698 次市政會議；不填就用紀錄上的標題。", required: false, maximum: 200),
        Field("held", "開會日期", .date, hint: "不填就用紀錄上寫的日期。", required: false),
        Field("session", "屆次", hint: "議會才填，例如：第4屆第6次定期會。", required: false, maximum: 60),
        Field("public", "公開", .choice([("no", "不公開"), ("yes", "公開決議與辦理情形")])),
    ]

    static let list = Endpoint(.get, "/directives/minutes", .holds(MonitoringModule.dispatchDirectives), .page("會議紀錄")) { call in
        .page(try await page(call))
    }

    static let upload = Endpoint(
        .post, "/directives/minutes", .holds(MonitoringModule.dispatchDirectives), .form("讀會議紀錄", fields, bodyLimit: largest + 16 * 1024)
    ) { call in
        let sent = try await call.body()
        var errors = sent.errors(in: fields)
        if !errors.isEmpty && errors["file"] == nil { errors["file"] = "請再選一次檔案。" }
        guard errors.isEmpty, let file = sent.files["file"], let source = MeetingSource(rawValue: sent.text("source")) else {
            return .page(try await page(call, sent.values, errors))
        }
        let document: SourceDocument
        do {
            document = try await DocumentReader().document(file.bytes, named: file.name)
        } catch let error as DocumentError {
            let said = Phrase(said: error.message(call.t.language == .chinese ? .chinese : .english))
            return .page(try await page(call, sent.values, ["file": said]))
        }
        let held = CivilDate(iso: sent.digits("held"))
        let minutes = await (try await reader(call)).found(in: document, heldOn: held)
        guard let heldOn = held ?? minutes.sittings.lazy.compactMap(\.heldOn).first else {
            return .page(try await page(call, sent.values, ["held": "紀錄裡讀不出開會日期，請填。", "file": "請再選一次檔案。"]))
        }
        guard !minutes.proposals.isEmpty else {
            return .page(try await page(call, sent.values, ["file": "這份紀錄裡找不到交辦的事項；可以用「交辦事項」一件一件交辦。"]))
        }
        let title = sent.text("title").isEmpty ? minutes.sittings.first?.title ?? "" : sent.text("title")
        let origin = MinutesRecord.Origin(
            source: source, title: title.isEmpty ? String(file.name.prefix(200)) : title, heldOn: heldOn,
            session: sent.text("session").isEmpty ? nil : sent.text("session"), fileName: String(file.name.prefix(200)),
            isPublic: sent.text("public") == "yes")
        let id = try await MinutesRecord.keep(
            minutes, origin, writtenAnswer: try await call.city.settings[MonitoringSettings.writtenAnswer], as: call.granted.actor(), in: call.city)
        return .seeOther(MinutesURL.check(id))
    }

    /// Knows the agencies that exist today.
    private static func reader(_ call: Call) async throws -> MinutesReader {
        let today = call.city.clock.today
        let agencies = try await call.store.read { try AgencyQueries.valid(on: today, $0) }
        return MinutesReader(agencies: agencies.map { ($0.id, [$0.name, $0.shortName]) }, government: call.city.government)
    }

    private static func page(_ call: Call, _ values: [String: String] = [:], _ errors: [String: Phrase] = [:]) async throws -> Page {
        let t = call.t
        let (all, counts) = try await call.store.read { db in
            let all = try MinutesQueries.list(limit: 100, db)
            return (all, try MinutesQueries.counts(of: all.map(\.id), db))
        }
        let rows: [[HTML]] = all.map { one in
            let count = counts[one.id] ?? (0, 0)
            return [
                #"<a href="\#(MinutesURL.check(one.id))">\#(one.title)</a>\#(MinutesView.sample(one, t))"#, HTML(text: t(one.source.title)),
                HTML(text: t.day(one.heldOn, seenFrom: call.city.clock.today)), HTML(text: one.state == .open ? t("待核對") : t("已交辦")),
                HTML(text: String(count.proposed)),
                HTML(text: String(count.dispatched)),
            ]
        }
        let table: HTML =
            rows.isEmpty
            ? EmptyState(title: t("還沒有會議紀錄"), text: t("上傳紀錄後，系統列出要列管的事項、主（協）辦機關和期限，您核對後一次交辦。")).html
            : DataTable(
                caption: t("會議紀錄"),
                columns: [
                    .init(t("會議")), .init(t("種類")), .init(t("開會日期")), .init(t("狀態")), .init(t("事項"), isNumber: true), .init(t("已交辦"), isNumber: true),
                ], rows: rows
            ).html
        let form = FormView(fields, to: MinutesURL.list, submit: "上傳並核對", call: call, values: values, errors: errors)
        var page = Page(
            title: t("會議紀錄"), crumbs: [.init(t("首頁"), "/"), .init(t("列管事項"), "/directives"), .init(t("會議紀錄"))], menu: "minutes",
            body: #"""
                <header class="yk-pagehead"><h1>\#(t("會議紀錄"))</h1><p class="yk-lead">\#(t("上傳紀錄，系統列出要列管的事項、主（協）辦機關和期限；核對後一次交辦。"))</p></header>
                \#(form.html(t))<section class="yk-section"><h2>\#(t("讀過的紀錄"))</h2>\#(table)</section>
                """#)
        (page.isPrivate, page.frame, page.scripts) = (true, .workspace, ["upload"])
        if !errors.isEmpty { page.status = 422 }
        return page
    }
}
