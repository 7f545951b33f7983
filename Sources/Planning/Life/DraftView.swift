internal import Kernel
internal import Markup
internal import Matters

/// The text of a draft, each line with what is said about it and with what this reader may do.
struct DraftView {
    let content: PlanContent
    let matter: Matter?
    let comments: [PlanComment]
    let reasons: [String: String]
    let call: Call
    private let byLine: [String: [PlanComment]]
    private let mayComment: Bool
    private let mayWrite: Bool

    init(content: PlanContent, matter: Matter?, comments: [PlanComment], reasons: [String: String], call: Call) {
        (self.content, self.matter, self.comments, self.reasons, self.call) = (content, matter, comments, reasons, call)
        byLine = Dictionary(grouping: comments, by: { $0.line ?? "" })
        let actions = matter.flatMap { matter in call.granted.person.map { Matters(call.city).actions(on: matter, for: $0).map(\.action.id) } } ?? []
        (mayComment, mayWrite) = (actions.contains("accept"), actions.contains("submit"))
    }

    private var t: Words { call.t }
    private var words: PlanWords { PlanWords(t: t) }
    private var plan: Plan { content.plan }

    /// What can be done with the whole draft.
    var tools: HTML {
        var links: [HTML] = []
        if mayWrite { links.append(#"<a class="btn btn-primary" href="\#(PlanURL.edit(plan.id))">\#(t("分節編修"))</a>"#) }
        if plan.revises != nil {
            links.append(#"<a class="btn btn-outline-primary" href="\#(PlanURL.reasons(plan.id))">\#(t("修正理由"))</a>"#)
        }
        if matter != nil || !comments.isEmpty {
            let open = comments.count { $0.status == .open }
            links.append(#"<a class="btn btn-outline-primary" href="\#(PlanURL.comments(plan.id))">\#(t("審查意見（待答復 \(open) 項）"))</a>"#)
        }
        return #"<p class="yk-actions">\#(links)</p>"#
    }

    var html: HTML {
        let priorities: [HTML] = content.priorities.map { line in
            let text: HTML? = line.text.isEmpty ? nil : #"：<span \#(words.original)>\#(line.text)</span>"#
            return #"<li id="\#(line.id)"><b>\#(line.title)</b>\#(text)\#(notes(line.id))</li>"#
        }
        let goals: [HTML] = (content.goals(.key) + content.goals(.common)).map(goal)
        return #"""
            <h2 class="mt-5" id="mission">\#(t("使命"))</h2><p class="yk-record" \#(words.original)>\#(plan.mission)</p>\#(notes("mission"))<h2 id="vision">\#(t("願景"))</h2><p class="yk-record" \#(words.original)>\#(plan.vision)</p>\#(notes("vision"))
            <h2>\#(t("施政重點"))</h2><ol class="yk-items">\#(priorities)</ol><h2>\#(t("目標與工作項目"))</h2>\#(goals)
            """#
    }

    private func goal(_ goal: PlanLine) -> HTML {
        let items: [HTML] = content.items(of: goal.id).map {
            #"<li id="\#($0.id)">\#(words.reference($0, in: goal)) \#($0.text)\#(notes($0.id))</li>"#
        }
        let text: HTML? = goal.text.isEmpty ? nil : #"<p class="yk-record" \#(words.original)>\#(goal.text)</p>"#
        return #"""
            <section class="yk-goal" id="\#(goal.id)"><h3><span class="yk-no">\#(words.number(goal))</span><span \#(words.original)>\#(goal.title)</span></h3><p class="yk-goal-m">\#(words.badge(goal.perspective))</p>\#(text)\#(notes(goal.id))\#(IndicatorList(indicators: content.indicators(of: goal.id), words: words).html)<ol class="yk-items">\#(items)</ol></section>
            """#
    }

    /// Comments, the reason, and the way to say something.
    private func notes(_ key: String) -> HTML? {
        var notes: [HTML] = (byLine[key] ?? []).map { comment in
            let answer: HTML? = comment.answer.map { #"<br><b>\#(t("答復"))</b>　\#($0)"# }
            return #"<p class="yk-muted"><span class="yk-badge">\#(t(comment.status.title))</span> \#(comment.text)\#(answer)</p>"#
        }
        if let reason = reasons[key] { notes.append(#"<p class="yk-muted">\#(t("理由：")) \#(reason)</p>"#) }
        if mayComment {
            let name = LineName.of(key, content, t)
            notes.append(#"<p><a href="\#(PlanURL.comment(plan.id, on: key))">\#(t("對 \(name) 寫意見"))</a></p>"#)
        }
        return notes.isEmpty ? nil : notes.joined()
    }
}
