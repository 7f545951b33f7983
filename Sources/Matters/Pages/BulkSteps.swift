internal import Kernel
internal import Markup
internal import Storage

/// One act on several matters: its form is asked for once, each matter is a step of its own, and what could not be done is said with its reason.
enum BulkSteps {
    private static let fields = [Field("action", "動作", .hidden, maximum: 64), .words("內容", required: false)]

    static let step = Endpoint(.post, "/inbox/steps", .signedIn, .form("對勾選的案件做同一步", fields)) { call in
        let sent = try await call.body()
        guard let person = call.granted.person else { throw Problem.signInNeeded }
        let picked = sent.values.filter { $0.key.hasPrefix("m-") }.map { (id: String($0.key.dropFirst(2)), revision: Int($0.value) ?? 0) }
            .sorted { $0.id < $1.id }.prefix(200)
        guard !picked.isEmpty else { return .page(try await back("請先勾選案件。", call)) }
        guard !sent.text("action").isEmpty else { return .page(try await back("請選擇要做什麼。", call)) }
        let (ready, refused, form) = try await sort(Array(picked), sent.text("action"), person, call)
        guard let form, !ready.isEmpty else { return .page(try await back("勾選的案件現在都不能做這件事。", call)) }
        if !form.fields.isEmpty && sent.text("confirmed").isEmpty { return .page(ask(form, ready, refused, sent, [:], call)) }
        let errors = sent.errors(in: form.fields)
        guard errors.isEmpty else { return .page(ask(form, ready, refused, sent, errors, call)) }
        var (done, left) = ([Matter](), refused)
        for (matter, action) in ready {
            let revision = picked.first { $0.id == matter.id }?.revision ?? 0
            do {
                done.append(
                    try await Matters(call.city).act(Move(matter: matter.id, action: action.id, revision: revision, form: sent), by: person))
            } catch let refusal as MatterRefusal {
                left.append((matter.number, refusal.phrase ?? "填的內容不適用於這件案件。"))
            } catch is StoreError {
                // What was done before stays done, and is said.
                left.append((matter.number, "系統忙碌，這一件沒有做成，請再試一次。"))
            }
        }
        return .page(result(done, left, call))
    }

    private struct SharedForm {
        let title: Phrase
        let fields: [Field]
    }

    /// Which of them it can be done to, by this person, now.
    private static func sort(
        _ picked: [(id: String, revision: Int)], _ wanted: String, _ person: SignedInPerson, _ call: Call
    ) async throws -> (ready: [(Matter, Action)], refused: [(String, Phrase)], form: SharedForm?) {
        let (ids, city) = (picked.map(\.id), call.city)
        return try await call.store.read { db in
            let matters = Matters(city)
            var (ready, refused) = ([(Matter, Action)](), [(String, Phrase)]())
            var form: SharedForm?
            for id in ids {
                guard try MatterQueries.isParty(id, person, db), let matter = try MatterQueries.find(id, db) else { continue }
                guard let action = matters.actions(on: matter, for: person).first(where: { $0.action.id == wanted && $0.action.isBulk })?.action
                else {
                    refused.append((matter.number, "這件案件現在不能做這件事，或您沒有權限。"))
                    continue
                }
                ready.append((matter, action))
                if form == nil { form = SharedForm(title: action.title, fields: try ActionForm(action, matter, city, db).fields) }
            }
            return (ready, refused, form)
        }
    }

    private static func ask(
        _ form: SharedForm, _ ready: [(Matter, Action)], _ refused: [(String, Phrase)], _ sent: Submission, _ errors: [String: Phrase], _ call: Call
    ) -> Page {
        let t = call.t
        var values = sent.values
        values["confirmed"] = "yes"
        let hidden = [Field("action", "動作", .hidden), Field("confirmed", "確認", .hidden)]
        let picks: [HTML] = ready.map { matter, _ in #"<input type="hidden" name="m-\#(matter.id)" value="\#(values["m-" + matter.id])">"# }
        let view = FormView(form.fields + hidden, to: "/inbox/steps", submit: form.title, call: call, values: values, errors: errors, extra: picks)
        let items: [HTML] = ready.map { #"<li><span class="yk-num">\#($0.0.number)</span> \#($0.0.title)</li>"# }
        var page = frame(
            call, t(form.title),
            #"<p>\#(t("要對這 \(ready.count) 件案件做同一件事："))</p><ul class="yk-items">\#(items)</ul>\#(list(refused, call))\#(view.html(t))"#)
        if !errors.isEmpty { page.status = 422 }
        return page
    }

    private static func result(_ done: [Matter], _ left: [(String, Phrase)], _ call: Call) -> Page {
        let t = call.t
        let ok: HTML? = done.isEmpty ? nil : Notice.ok.html(#"<p>\#(t("\(done.count) 件做好了。"))</p>"#)
        return frame(call, t("處理結果"), #"\#(ok)\#(list(left, call))<p><a class="btn btn-primary" href="\#(MatterURL.inbox)">\#(t("回待辦"))</a></p>"#)
    }

    private static func list(_ refused: [(String, Phrase)], _ call: Call) -> HTML? {
        guard !refused.isEmpty else { return nil }
        let items: [HTML] = refused.map { #"<li><span class="yk-num">\#($0.0)</span>：\#(call.t($0.1))</li>"# }
        return Notice.warn.html(#"<p>\#(call.t("\(refused.count) 件沒有做："))</p><ul>\#(items)</ul>"#)
    }

    private static func back(_ words: Phrase, _ call: Call) async throws -> Page {
        var page = try await InboxPage.view(call, done: Notice.warn.html(#"<p>\#(call.t(words))</p>"#)).page
        page.status = 422
        return page
    }

    private static func frame(_ call: Call, _ title: String, _ body: HTML) -> Page {
        var page = Page(
            title: title, crumbs: [.init(call.t("首頁"), "/"), .init(call.t("待辦"), MatterURL.inbox), .init(title)], menu: "inbox",
            body: #"<header class="yk-pagehead"><h1>\#(title)</h1></header>\#(body)"#)
        page.isPrivate = true
        page.frame = .workspace
        return page
    }
}
