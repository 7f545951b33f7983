internal import Formats
internal import Kernel
internal import Markup
internal import Storage

/// A planning officer's upload: a file becomes a draft that only the agency and the commission see.
enum PlanImportPages {
    /// Text of a four-year plan is some ten kilobytes; a megabyte leaves room for any.
    private static let largest = 1024 * 1024

    static let show = Endpoint(.get, "/plans/import", .holds(PlanningModule.draftPlans), .page("匯入計畫")) { call in
        try await page(call, values: [:], errors: [:])
    }

    static let upload = Endpoint(
        .post, "/plans/import", .holds(PlanningModule.draftPlans), .form("匯入計畫", fields([]), bodyLimit: largest + 16 * 1024)
    ) { call in
        let sent = try await call.body()
        let agencies = try await own(call)
        let kept = sent.values
        var errors = sent.errors(in: fields(agencies))
        let years = years(sent, &errors)
        // A browser forgets the file, so the field has to say so whatever else was wrong.
        if !errors.isEmpty && errors["file"] == nil { errors["file"] = "請再選一次檔案。" }
        guard errors.isEmpty, let years, let file = sent.files["file"] else { return try await page(call, values: kept, errors: errors) }
        guard call.granted.holds(PlanningModule.draftPlans, on: sent.text("agency")) else { throw Problem.forbidden }
        let draft: PlanDraft
        do {
            draft = try PlanDraft(from: Outline(of: await DocumentReader().document(file.bytes, named: file.name)))
        } catch let error as DocumentError {
            return try await page(
                call, values: kept, errors: ["file": Phrase(said: error.message(call.t.language == .chinese ? .chinese : .english))])
        } catch let error as PlanError {
            return try await page(
                call, values: kept, errors: ["file": Phrase(said: error.message(call.t.language == .chinese ? .chinese : .english))])
        }
        let plan = PlanImport(agency: sent.text("agency"), years: years, draft: draft, publishes: false, replacesPublished: false)
        do {
            let outcome = try await plan.run(as: call.granted.actor(), at: call.city.clock.now(), in: call.store)
            return .seeOther(PlanURL.draft(plan.id).with(query: [("done", "\(outcome)")]))
        } catch PlanImport.Failure.alreadyPublished {
            return try await page(call, values: kept, errors: ["file": "這份計畫已經公布，不能用上傳取代。"])
        }
    }

    static func fields(_ agencies: [Agency]) -> [Field] {
        [
            Field("agency", "機關", .choice(agencies.map { ($0.id, Phrase(said: $0.name)) })),
            Field("from", "起始年度（民國）", hint: "例如 111", maximum: 3), Field("to", "結束年度（民國）", hint: "例如 114", maximum: 3),
            Field("file", "計畫檔案", .file([".txt", ".md"]), hint: "UTF-8 純文字，1 MB 以內。編號、換行和頁碼會自動辨認。"),
        ]
    }

    /// The agencies this person may draft for.
    private static func own(_ call: Call) async throws -> [Agency] {
        let mine = call.granted.agencies(for: PlanningModule.draftPlans)
        return try await call.store.read { db in try AgencyQueries.all(db).filter { mine?.contains($0.id) ?? true } }
    }

    private static func years(_ sent: Submission, _ errors: inout [String: Phrase]) -> ClosedRange<Int>? {
        guard let from = Int(sent.digits("from")), (1...200).contains(from) else {
            if errors["from"] == nil { errors["from"] = "請填民國年，例如 111。" }
            return nil
        }
        guard let to = Int(sent.digits("to")), (from...from + 9).contains(to) else {
            if errors["to"] == nil { errors["to"] = "請填民國年，不早於起始年度，最多十年。" }
            return nil
        }
        return from...to
    }

    private static func page(_ call: Call, values: [String: String], errors: [String: Phrase]) async throws -> Reply {
        let t = call.t
        let form = FormView(fields(try await own(call)), to: "/plans/import", submit: "匯入成草稿", call: call, values: values, errors: errors)
        var page = Page(
            title: t("匯入計畫"), crumbs: [.init(t("首頁"), "/"), .init(t("我的帳號"), "/account"), .init(t("匯入計畫"))], menu: "import",
            body: #"""
                <div class="yk-wrap"><header class="yk-pagehead"><h1>\#(t("匯入計畫"))</h1>
                <p class="yk-lead">\#(t("匯入後先成為草稿，您和研考會同仁可以檢視；公布之前外面看不到。同一份檔案再匯入一次不會有任何改變。"))</p></header>\#(form.html(t))</div>
                """#)
        page.isPrivate = true
        if !errors.isEmpty { page.status = 422 }
        return .page(page)
    }
}
