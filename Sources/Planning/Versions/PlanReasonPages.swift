internal import Kernel
internal import Markup
internal import Matters
internal import Storage

/// Why each changed line is changed: asked for before a revision is sent.
enum PlanReasonPages {
    private static let most = 1000

    static let show = Endpoint(
        .get, "/plans/{plan}/reasons", .holdsOn(PlanningModule.readDrafts, "plan"),
        .page("滾動修正的理由", query: [QueryParameter("done", "剛才做了什麼")])
    ) { call in
        .page(try await page(call))
    }

    static let keep = Endpoint(
        .post, "/plans/{plan}/reasons", .holdsOn(PlanningModule.draftPlans, "plan"), .form("寫修正理由", [], bodyLimit: 2 * 1024 * 1024)
    ) { call in
        let (id, sent) = (try call.parameter("plan"), try await call.body())
        guard let person = call.granted.person else { throw Problem.signInNeeded }
        let reasons = sent.values.filter { $0.key.hasPrefix("why.") }.map { (String($0.key.dropFirst(4)), $0.value.trimmed) }
        let values = Dictionary(reasons, uniquingKeysWith: { first, _ in first })
        let errors = values.filter { $0.value.count > most }.mapValues { _ in "最多 \(most) 個字。" as Phrase }
        guard errors.isEmpty else { return .page(try await page(call, values, errors)) }
        // Only lines that are there, or were: nobody writes under a key that means nothing.
        let known = try await call.store.read { db in try PlanRevision.ofDraft(id, db).map { Set($0.changed) } }
        guard let known else { throw Problem.notFound }
        guard try await PlanReason.keep(values.filter { known.contains($0.key) }, of: id, by: person, in: call.city) else {
            return .page(try await page(call, values, [:], isRefused: true))
        }
        return .seeOther(PlanURL.reasons(id).with(query: [("done", "kept")]))
    }

    private static func page(
        _ call: Call, _ values: [String: String] = [:], _ errors: [String: Phrase] = [:], isRefused: Bool = false
    ) async throws -> Page {
        let id = try call.parameter("plan")
        let (t, words) = (call.t, PlanWords(t: call.t))
        let found = try await call.store.read { db -> (PlanRevision, Matter?)? in
            guard let revision = try PlanRevision.ofDraft(id, db) else { return nil }
            return (revision, try PlanLife.current(revision.new.plan.versionID, db))
        }
        guard let (revision, matter) = found else { throw Problem.notFound }
        let plan = revision.new.plan
        let mayWrite = matter.map { matter in call.granted.person.map { PlanLife.mayWrite(matter, $0, call.city) } ?? false } ?? false
        let changed = revision.changed
        let rows: [HTML] = changed.map { key in
            row(key, revision, values[key] ?? revision.reasons[key] ?? "", errors[key], mayWrite, t)
        }
        let save: HTML? =
            mayWrite && !rows.isEmpty ? #"<div class="yk-actions"><button class="btn btn-primary" type="submit">\#(t("存理由"))</button></div>"# : nil
        let list: HTML =
            rows.isEmpty
            ? EmptyState(title: t("還沒有改變"), text: t("改了內容以後，改變的每一項會列在這裡，請寫下理由。")).html
            : #"""
            <form method="post" action="\#(PlanURL.reasons(id))" class="yk-form" novalidate><input type="hidden" name="_token" value="\#(call.formToken())"><ol class="yk-diff">\#(rows)</ol>\#(save)</form>
            """#
        let notice: HTML? =
            isRefused
            ? Notice.warn.html(#"<p>\#(t("草稿現在不能改，理由沒有存；您寫的都還在下面。"))</p>"#)
            : call.request.query["done"] == "kept" ? Notice.ok.html(#"<p>\#(t("理由存好了。"))</p>"#) : nil
        let title = t("修正理由")
        var page = Page(
            title: "\(title) \(plan.shortTitle)",
            crumbs: [.init(t("首頁"), "/"), .init(t("計畫草稿"), "/plans/drafts"), .init(plan.shortTitle, PlanURL.draft(id)), .init(title)],
            menu: "drafts",
            body: #"""
                <header class="yk-pagehead"><p class="yk-over">\#(words.agency(plan)) \#(words.years(plan))（\#(t("第 \(plan.version) 版"))）</p><h1>\#(title)</h1><p class="yk-lead">\#(t("改變 \(changed.count) 項，還沒有理由的 \(revision.withoutReason.count) 項。每一項都有理由才能送出；公布後，理由和改變一起公開。"))</p></header>
                \#(notice)\#(list)
                """#)
        (page.isPrivate, page.frame, page.status) = (true, .workspace, isRefused ? 409 : errors.isEmpty ? 200 : 422)
        return page
    }

    private static func row(_ key: String, _ revision: PlanRevision, _ reason: String, _ error: Phrase?, _ mayWrite: Bool, _ t: Words) -> HTML {
        let invalid: [Attribute] = error == nil ? [] : [Attribute("aria-invalid", "true"), Attribute("aria-describedby", "e-\(key)")]
        let message: HTML? = error.map { #"<p class="invalid-feedback" id="e-\#(key)">\#(Light.bad.shape)\#(t($0))</p>"# }
        let input: HTML =
            mayWrite
            ? #"""
            <label class="form-label" for="w-\#(key)">\#(t("\(revision.name(key, t)) 的理由"))</label><textarea class="form-control" id="w-\#(key)" name="why.\#(key)" rows="2" maxlength="\#(most)" \#(invalid)>
            \#(reason)</textarea>\#(message)
            """#
            : #"<p>\#(t("理由：")) \#(reason)</p>"#
        return #"<li id="\#(key)"><p><b>\#(revision.name(key, t))</b></p>\#(RevisionText(revision: revision, t: t).html(key))\#(input)</li>"#
    }
}

/// What a key says before and after, with what went and what came marked.
struct RevisionText {
    let revision: PlanRevision
    let t: Words

    func html(_ key: String) -> HTML {
        var pieces: [HTML] = []
        if let whole = revision.wholes.first(where: { $0.key == key }) {
            pieces.append(WordDifference.html(old: whole.old, new: whole.new))
        } else {
            let (before, after) = (revision.old.line(key)?.said, revision.new.line(key)?.said)
            switch (before, after) {
            case (let before?, let after?): pieces.append(WordDifference.html(old: before, new: after))
            case (nil, let after?): pieces.append(#"<ins>\#(after)</ins>"#)
            case (let before?, nil): pieces.append(#"<del>\#(before)</del>"#)
            case (nil, nil): break
            }
        }
        let text: HTML = #"<p class="yk-record" lang="zh-Hant-TW">\#(pieces)</p>"#
        guard let target = revision.targets.first(where: { $0.goal == key }) else { return text }
        return [text, Self.targets(target.old, target.new, t)].joined()
    }

    static func targets(_ old: [String], _ new: [String], _ t: Words) -> HTML {
        let (gone, came) = (old.filter { !new.contains($0) }, new.filter { !old.contains($0) })
        let pieces: [HTML] = gone.map { #"<del>\#($0)</del> "# } + came.map { #"<ins>\#($0)</ins> "# }
        return #"<p>\#(t("數字目標："))<span lang="zh-Hant-TW">\#(pieces)</span></p>"#
    }
}

extension PlanLine {
    /// Title and text as they are read.
    var said: String { title.isEmpty || text == title ? text.isEmpty ? title : text : text.isEmpty ? title : "\(title)：\(text)" }
}
