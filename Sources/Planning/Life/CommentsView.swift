internal import Kernel
internal import Markup
internal import Matters
internal import Storage

/// The comments of a draft, each with its line and with what this reader may do about it.
struct CommentsView {
    /// What was sent and not taken.
    struct Attempt {
        /// Whose form it was; nil for a new comment.
        var comment: String?
        var values: [String: String] = [:]
        var errors: [String: Phrase] = [:]
        var isRefused = false
    }

    let content: PlanContent
    let comments: [PlanComment]
    let matter: Matter?
    let attempt: Attempt?
    let call: Call

    private var t: Words { call.t }
    private var plan: Plan { content.plan }

    static func read(_ call: Call, _ attempt: Attempt? = nil) async throws -> CommentsView {
        let id = try call.parameter("plan")
        let found = try await call.store.read { db -> (PlanContent, [PlanComment], Matter?)? in
            guard let content = try PlanQueries.content(id, db) else { return nil }
            let version = content.plan.versionID
            return (content, try PlanComment.all(of: version, db), try PlanLife.current(version, db))
        }
        guard let (content, comments, matter) = found else { throw Problem.notFound }
        return CommentsView(content: content, comments: comments, matter: matter, attempt: attempt, call: call)
    }

    private func may(_ step: String) -> Bool {
        guard let matter, let person = call.granted.person else { return false }
        return Matters(call.city).actions(on: matter, for: person).contains { $0.action.id == step }
    }

    var page: Page {
        let title = t("審查意見")
        var page = Page(
            title: "\(title) \(plan.shortTitle)",
            crumbs: [.init(t("首頁"), "/"), .init(t("計畫草稿"), "/plans/drafts"), .init(plan.shortTitle, PlanURL.draft(plan.id)), .init(title)],
            menu: "drafts", body: body(title))
        page.isPrivate = true
        page.frame = .workspace
        if let attempt { page.status = attempt.isRefused ? 409 : 422 }
        return page
    }

    private func body(_ title: String) -> HTML {
        let list: HTML =
            comments.isEmpty
            ? EmptyState(title: t("還沒有意見"), text: t("研考會審查時，可以逐項寫意見。")).html
            : #"<ol class="yk-diff">\#(comments.map(row))</ol>"#
        let api: LocalURL = "/api/v1/plans/\(plan.id)/comments"
        let csv: LocalURL = "/api/v1/plans/\(plan.id)/comments.csv"
        let ods: LocalURL = "/api/v1/plans/\(plan.id)/comments.ods"
        return #"""
            <header class="yk-pagehead"><p class="yk-over">\#(t(verbatim: plan.agencyName)) \#(plan.shortTitle)（\#(t("第 \(plan.version) 版"))）</p><h1>\#(title)</h1>
            <p class="yk-lead">\#(t("待答復 \(comments.count { $0.status == .open }) 項，已答復 \(comments.count { $0.status == .answered }) 項，已解決 \(comments.count { $0.status == .settled }) 項。"))</p></header>
            \#(notice)\#(saying)\#(list)
            <p class="yk-toc-tools"><a href="\#(PlanURL.draft(plan.id))">\#(t("看草稿"))</a><a href="\#(api)">\#(Icon.line("down"))JSON</a><a href="\#(csv)">\#(Icon.line("down"))CSV</a><a href="\#(ods)">\#(Icon.line("down"))ODS</a></p>
            """#
    }

    private var notice: HTML? {
        if attempt?.isRefused == true {
            let kept: HTML? = attempt?.values["text"].map { #"<p>\#(t("您剛才寫的："))</p><blockquote>\#($0)</blockquote>"# }
            return Notice.warn.html(#"<p>\#(t("現在不是提出或答復意見的時候，或那項意見已經有人處理；沒有任何改變。"))</p>\#(kept)"#)
        }
        return call.request.query["done"] == "said" && attempt == nil ? Notice.ok.html(#"<p>\#(t("已記下。"))</p>"#) : nil
    }

    /// For the commission, while it is reviewing: about one line, or about everything.
    private var saying: HTML? {
        guard may("accept") else { return nil }
        let line = attempt?.values["line"] ?? call.request.query["line"] ?? ""
        let about = line.isEmpty ? t("對整份計畫") : name(line)
        var values = ["line": line]
        if attempt?.comment == nil { values["text"] = attempt?.values["text"] }
        let fields = [
            Field("line", "哪一項", .hidden, required: false, maximum: 64), Field("text", "意見", .paragraph, maximum: 2000),
        ]
        let form = FormView(
            fields, to: PlanURL.comments(plan.id), submit: "寫下意見", call: call, values: values,
            errors: attempt?.comment == nil ? attempt?.errors ?? [:] : [:]
        ).html(t)
        return #"<section aria-labelledby="h-say"><h2 id="h-say">\#(t("寫意見：\(about)"))</h2>\#(said(line))\#(form)</section>"#
    }

    private func said(_ line: String) -> HTML? {
        text(line).map { #"<p class="yk-record" lang="zh-Hant-TW">\#($0)</p>"# }
    }

    private func text(_ line: String) -> String? {
        switch line {
        case "mission": plan.mission
        case "vision": plan.vision
        default: content.line(line).map { $0.title.isEmpty ? $0.text : $0.text.isEmpty ? $0.title : "\($0.title)：\($0.text)" }
        }
    }

    private func name(_ line: String) -> String { LineName.of(line, content, t) }

    private func row(_ comment: PlanComment) -> HTML {
        let place = comment.line.map(name) ?? t("對整份計畫")
        let anchor: HTML = comment.line.map { #"<a href="\#(PlanURL.draft(plan.id, line: $0))">\#(place)</a>"# } ?? HTML(text: place)
        let answer: HTML? = comment.answer.map {
            #"<p><b>\#(t("答復"))</b>　\#($0) <span class="yk-muted">\#(comment.answeredAt.map { call.time($0).minute } ?? "")</span></p>"#
        }
        return #"""
            <li id="c-\#(comment.id)"><p><span class="yk-badge">\#(t(comment.status.title))</span> <b>\#(anchor)</b> <span class="yk-muted">\#(t(verbatim: comment.officeName)) \#(call.time(comment.at).minute)</span></p>
            \#(comment.line.flatMap(said))<p>\#(comment.text)</p>\#(answer)\#(forms(comment))</li>
            """#
    }

    private func forms(_ comment: PlanComment) -> HTML? {
        let url: LocalURL = "/plans/\(plan.id)/comments/\(comment.id)"
        let mine = attempt?.comment == comment.id ? attempt : nil
        var forms: [HTML] = []
        if may("submit") && comment.status != .settled {
            let hidden: HTML = #"<input type="hidden" name="reply" value="answer">"#
            forms.append(
                FormView(
                    [Field("text", "答復", .paragraph, maximum: 2000)], to: url, submit: "送出答復", id: "\(comment.id)-", call: call,
                    values: ["text": mine?.values["text"] ?? comment.answer ?? ""], errors: mine?.errors ?? [:], extra: [hidden]
                ).html(t))
        }
        if may("accept") {
            let (reply, label): (String, Phrase) = comment.status == .settled ? ("reopen", "再提一次") : ("settle", "意見已解決")
            let extra: HTML? =
                comment.status == .answered
                ? #"<button class="btn btn-link" type="submit" name="reply" value="reopen">\#(t("再提一次"))</button>"# : nil
            forms.append(
                #"""
                <form method="post" action="\#(url)"><input type="hidden" name="_token" value="\#(call.formToken())"><button class="btn btn-outline-primary" type="submit" name="reply" value="\#(reply)">\#(t(label))</button>\#(extra)</form>
                """#)
        }
        return forms.isEmpty ? nil : forms.joined()
    }
}

/// What a line is called where it does not stand in its place: 四.7, 使命.
enum LineName {
    static func of(_ key: String, _ content: PlanContent, _ t: Words) -> String {
        switch key {
        case "mission": return t("使命")
        case "vision": return t("願景")
        default:
            guard let line = content.line(key) else { return t("已刪除的一項") }
            let words = PlanWords(t: t)
            switch line.kind {
            case .priority: return "\(t("施政重點")) \(line.number)"
            case .goal: return words.number(line)
            case .item:
                guard let goal = line.parent.flatMap(content.line) else { return String(line.number) }
                return words.referenceText(line, in: goal)
            }
        }
    }
}
