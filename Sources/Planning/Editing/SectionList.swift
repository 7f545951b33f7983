internal import Kernel
internal import Markup

/// The sections of a draft, each with the way to write it.
struct SectionList {
    let content: PlanContent
    let call: Call

    private var t: Words { call.t }
    private var plan: Plan { content.plan }

    var page: Page {
        let title = t("分節編修")
        let sections = PlanSection.all(of: content)
        let rows: [[HTML]] = sections.map { kind in
            let id = PlanSection.id(kind)
            return [
                #"<a href="\#(PlanURL.section(plan.id, id))">\#(SectionName.of(kind, content, t))</a>"#, HTML(text: count(kind)),
                call.request.query["done"] == id ? #"<span class="yk-badge">\#(t("剛才存好"))</span>"# : .empty,
            ]
        }
        let done = call.request.query["done"].flatMap { PlanSection.kind($0, in: content) }
        let notice: HTML? = done.map { Notice.ok.html(#"<p>\#(t("「\(SectionName.of($0, content, t))」存好了。"))</p>"#) }
        var page = Page(
            title: "\(title) \(plan.shortTitle)",
            crumbs: [.init(t("首頁"), "/"), .init(t("計畫草稿"), "/plans/drafts"), .init(plan.shortTitle, PlanURL.draft(plan.id)), .init(title)],
            menu: "drafts",
            body: #"""
                <header class="yk-pagehead"><p class="yk-over">\#(t(verbatim: plan.agencyName)) \#(plan.shortTitle)（\#(t("第 \(plan.version) 版"))）</p><h1>\#(title)</h1><p class="yk-lead">\#(t("一次編修一節；別人可以同時編修其他各節。兩個人改到同一節時，後存的人會看到兩份的差別，誰寫的都不會不見。"))</p></header>
                \#(notice)\#(DataTable(caption: t("各節"), columns: [.init(t("節")), .init(t("內容")), .init("")], rows: rows).html)
                <p class="yk-toc-tools"><a href="\#(PlanURL.draft(plan.id))">\#(t("看整份草稿"))</a>\#(revision)<a href="\#(PlanURL.replacing(plan.id))">\#(t("匯出或匯入整份草稿"))</a></p>
                """#)
        (page.isPrivate, page.frame) = (true, .workspace)
        return page
    }

    private var revision: HTML? {
        guard plan.revises != nil else { return nil }
        return #"<a href="\#(PlanURL.difference(plan.id))">\#(t("看和現在公布的差別"))</a><a href="\#(PlanURL.reasons(plan.id))">\#(t("修正理由"))</a>"#
    }

    private func count(_ kind: PlanSection.Kind) -> String {
        switch kind {
        case .basics: ""
        case .priorities: t("\(content.priorities.count) 項")
        case .goals(let kind): t("\(content.goals(kind).count) 項")
        case .goal(let key): t("\(content.items(of: key).count) 項")
        case .indicators(let key): t("\(content.indicators(of: key).count) 項")
        }
    }
}

/// What a section is called.
enum SectionName {
    static func of(_ kind: PlanSection.Kind, _ content: PlanContent, _ t: Words) -> String {
        let words = PlanWords(t: t)
        switch kind {
        case .basics: return t("名稱、使命與願景")
        case .priorities: return t("施政重點")
        case .goals(.key): return t("關鍵策略目標：有哪些、順序")
        case .goals(.common): return t("共同性目標：有哪些、順序")
        case .goal(let key):
            guard let goal = content.line(key) else { return key }
            return "\(words.number(goal)) \(goal.title)"
        case .indicators(let key):
            guard let goal = content.line(key) else { return key }
            return t("\(words.number(goal)) 的數字目標")
        }
    }
}
