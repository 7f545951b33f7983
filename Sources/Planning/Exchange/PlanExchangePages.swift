internal import Formats
internal import Kernel
internal import Ledger
internal import Markup
internal import Storage

/// A whole plan out, and in again.
enum PlanExchangePages {
    private static let largest = 32 * 1024 * 1024
    private static let type = "application/json"

    /// What is published is for everyone; a draft for those who may read it.
    static let export = Endpoint(
        .get, "/plans/{plan}/exports/{form}", .everyone, .bytes("整份計畫（json 或 ods），可以再匯入", [type, SpreadsheetWriter.type], query: [Moment.parameter])
    ) { call in
        let id = try call.parameter("plan")
        let moment = try await call.moment()
        let found = try await call.store.read(at: moment) { try PlanQueries.content(id, asOf: moment.asOf, $0) }
        guard let content = found, content.plan.status == .published || call.granted.holds(PlanningModule.readDrafts, on: content.plan.agency) else {
            throw Problem.notFound
        }
        let document = PlanDocument(content)
        switch try call.parameter("form") {
        case "json": return .download(document.json.prettyUTF8(), type: type, name: "\(id).json")
        case "ods": return .download(try document.ods(), type: SpreadsheetWriter.type, name: "\(id).ods")
        default: throw Problem.notFound
        }
    }

    private static let fields = [
        Field("digest", "草稿", .hidden, maximum: 64),
        Field("file", "檔案", .file([".json", ".ods"]), hint: "從這裡匯出的 JSON 或 ODS，改好以後再匯入。整份草稿會換成檔案的內容。"),
    ]

    static let show = Endpoint(
        .get, "/plans/drafts/{plan}/import", .holdsOn(PlanningModule.draftPlans, "plan"), .page("以 JSON 或 ODS 取代整份草稿")
    ) { call in
        let id = try call.parameter("plan")
        guard let desk = try await EditingDesk.read(id, call) else {
            return .seeOther(PlanURL.draft(id).with(query: [("done", "locked")]))
        }
        return .page(page(desk.content.plan, call))
    }

    static let replace = Endpoint(
        .post, "/plans/drafts/{plan}/import", .holdsOn(PlanningModule.draftPlans, "plan"),
        .form("以 JSON 或 ODS 取代整份草稿", fields, bodyLimit: largest + 16 * 1024)
    ) { call in
        let id = try call.parameter("plan")
        let (content, person) = try await EditingDesk.anyone(id, call)
        let sent = try await call.body()
        let errors = sent.errors(in: fields)
        guard errors.isEmpty, let file = sent.files["file"] else { return .page(page(content.plan, call, errors: errors)) }
        let document: PlanDocument
        do throws(PlanFaults) {
            document = try PlanDocument(reading: file.bytes)
        } catch {
            return .page(page(content.plan, call, errors: ["file": "檔案有 \(error.faults.count) 個地方不對，什麼都沒有存。"], faults: error.faults))
        }
        guard document.id == Plan.base(of: id) else {
            return .page(page(content.plan, call, errors: ["file": "檔案是另一份計畫（\(document.id)）的，什麼都沒有存。"]))
        }
        switch try await document.replace(id, seen: sent.text("digest"), by: person, in: call.city) {
        case .saved, .unchanged: return .seeOther(PlanURL.edit(id))
        case .gone: throw Problem.notFound
        case .notNow, .conflict:
            return .page(page(content.plan, call, errors: ["file": "草稿在您打開這一頁以後有人改過，或現在不能改；什麼都沒有存。請看過現在的內容，再匯入一次。"]))
        }
    }

    private static func page(_ plan: Plan, _ call: Call, errors: [String: Phrase] = [:], faults: [PlanFault] = []) -> Page {
        let t = call.t
        let title = t("匯入整份草稿")
        let form = FormView(
            fields, to: PlanURL.replacing(plan.id), submit: "匯入，取代草稿", call: call, values: ["digest": plan.digest], errors: errors
        ).html(t)
        let exports: [HTML] = ["json", "ods"].map { form in
            #"<a href="\#(PlanURL.export(plan.id, form))">\#(Icon.line("down"))\#(form.uppercased())</a>"#
        }
        var page = Page(
            title: "\(title) \(plan.shortTitle)",
            crumbs: [
                .init(t("首頁"), "/"), .init(t("計畫草稿"), "/plans/drafts"), .init(plan.shortTitle, PlanURL.draft(plan.id)),
                .init(t("分節編修"), PlanURL.edit(plan.id)), .init(title),
            ], menu: "drafts",
            body: #"""
                <header class="yk-pagehead"><h1>\#(title)</h1><p class="yk-lead">\#(t("先匯出，在自己的電腦上改好，再匯入。各項的代號（id）不要改，新的一項給一個沒用過的代號。"))</p></header>
                <p class="yk-toc-tools">\#(exports)</p>\#(PlanFaultList(faults: faults, t: t).html)\#(form)
                """#)
        (page.isPrivate, page.frame, page.status) = (true, .workspace, errors.isEmpty ? 200 : 422)
        return page
    }
}

/// What is wrong with a file, by its place in it.
struct PlanFaultList {
    let faults: [PlanFault]
    let t: Words

    var html: HTML? {
        guard !faults.isEmpty else { return nil }
        let rows: [[HTML]] = faults.map { [#"<code>\#($0.place)</code>"#, HTML(text: t($0.phrase))] }
        return DataTable(caption: t("檔案裡要改的地方"), columns: [.init(t("哪裡")), .init(t("怎麼了"))], rows: rows).html
    }
}
