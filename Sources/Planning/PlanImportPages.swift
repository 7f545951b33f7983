internal import Formats
internal import Kernel
internal import Markup
internal import Storage

/// A planning officer's upload: a file becomes a draft that only the agency and the commission see.
enum PlanImportPages {
    /// A scanned plan with pictures is some ten megabytes; what is read of it is far less.
    private static let largest = 32 * 1024 * 1024

    static let show = Endpoint(.get, "/plans/import", .holds(PlanningModule.draftPlans), .page("匯入計畫或報告")) { call in
        try await page(call, values: [:], errors: [:])
    }

    static let upload = Endpoint(
        .post, "/plans/import", .holds(PlanningModule.draftPlans), .form("匯入計畫或報告", fields([]), bodyLimit: largest + 16 * 1024)
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
        if RawPlan.isMeant(file.bytes) { return try await exchange(file, sent, years, call) }
        let document: SourceDocument
        do {
            document = try await DocumentReader().document(file.bytes, named: file.name)
        } catch let error as DocumentError {
            return try await page(
                call, values: kept, errors: ["file": Phrase(said: error.message(call.t.language == .chinese ? .chinese : .english))])
        }
        guard SourceDocumentJSON.json(document).utf8().count <= SourceDocumentJSON.limit else {
            return try await page(call, values: kept, errors: ["file": "文件的文字太長，超過 \(SourceDocumentJSON.limit >> 20) MB；請分成幾份。"])
        }
        let agency = agencies.first { $0.id == sent.text("agency") }
        let now = call.city.clock.now()
        let review = PlanReview(
            id: UniqueID.make(at: now), kind: PlanReview.Kind(rawValue: sent.text("kind")) ?? .plan, agency: sent.text("agency"),
            agencyName: agency?.name ?? "", years: years,
            fileName: String(file.name.prefix(200)), status: .open, startedAt: now, source: document, corrections: [], applied: 0)
        try await PlanReview.start(review, as: call.granted.actor(), in: call.store)
        return .seeOther(PlanURL.review(review.id).with(query: [("done", "started")]))
    }

    /// A whole plan as it was exported: there is nothing to be understood, so it is a draft at once, or everything that is wrong is said.
    private static func exchange(_ file: Upload, _ sent: Submission, _ years: ClosedRange<Int>, _ call: Call) async throws -> Reply {
        let document: PlanDocument
        do throws(PlanFaults) {
            document = try PlanDocument(reading: file.bytes)
        } catch {
            let said: Phrase = "檔案有 \(error.faults.count) 個地方不對，什麼都沒有存。"
            return try await page(call, values: sent.values, errors: ["file": said], faults: error.faults)
        }
        guard document.agency == sent.text("agency"), document.years == years else {
            return try await page(
                call, values: sent.values, errors: ["file": "檔案是另一份計畫（\(document.id)）的，什麼都沒有存。"])
        }
        do {
            let (outcome, id) = try await document.run(
                publishes: false, as: call.granted.actor(), at: call.city.clock.now(), in: call.store)
            return .seeOther(PlanURL.draft(id).with(query: [("done", "\(outcome)")]))
        } catch PlanImport.Refusal.inProcedure {
            return try await page(
                call, values: sent.values, errors: ["file": "這份計畫的草稿在編審流程裡，請在「分節編修」那一頁匯入。"])
        }
    }

    static func fields(_ agencies: [Agency]) -> [Field] {
        [
            Field("kind", "文件", .choice([("plan", "中程施政計畫"), ("report", "施政成果報告")])),
            Field("agency", "機關", .choice(agencies.map { ($0.id, Phrase(said: $0.name)) })),
            Field("from", "起始年度（民國）", hint: "例如 111", maximum: 3), Field("to", "結束年度（民國）", hint: "例如 114", maximum: 3),
            Field(
                "file", "檔案", .file([".txt", ".md", ".pdf", ".odt", ".docx", ".json", ".ods"]),
                hint: "純文字、PDF、ODT 或 Word（.docx），32 MB 以內。編號、換行、頁碼和目錄會自動辨認。也可以是從這裡匯出的整份計畫（JSON 或 ODS）。"),
        ]
    }

    /// The agencies this person may draft for.
    private static func own(_ call: Call) async throws -> [Agency] {
        let mine = call.granted.agencies(for: PlanningModule.draftPlans)
        let today = call.city.clock.today
        return try await call.store.read { db in try AgencyQueries.valid(on: today, db).filter { mine?.contains($0.id) ?? true } }
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

    private static func page(_ call: Call, values: [String: String], errors: [String: Phrase], faults: [PlanFault] = []) async throws -> Reply {
        let t = call.t
        let form = FormView(fields(try await own(call)), to: "/plans/import", submit: "上傳並核對", call: call, values: values, errors: errors)
        var page = Page(
            title: t("匯入計畫或報告"), crumbs: [.init(t("首頁"), "/"), .init(t("我的帳號"), "/account"), .init(t("匯入計畫或報告"))], menu: "import",
            body: #"""
                <div class="yk-wrap"><header class="yk-pagehead"><h1>\#(t("匯入計畫或報告"))</h1>
                <p class="yk-lead">\#(t("上傳後先讓您核對系統的理解，改好了再做成草稿；公布之前外面看不到。同一份檔案再匯入一次不會有任何改變。"))</p></header>\#(PlanFaultList(faults: faults, t: t).html)\#(form.html(t))</div>
                """#)
        page.isPrivate = true
        page.frame = .workspace
        page.scripts = ["upload"]
        if !errors.isEmpty { page.status = 422 }
        return .page(page)
    }
}
