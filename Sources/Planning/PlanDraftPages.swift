internal import Formats
internal import Kernel
internal import Markup
internal import Matters
internal import Storage

/// Drafts, for those who work on them.
enum PlanDraftPages {
    /// Which draft the reviewer has seen.
    static let publicationFields = [Field("digest", "草稿", .hidden, maximum: 64)]

    static let drafts = Endpoint(.get, "/plans/drafts", .holds(PlanningModule.readDrafts), .page("計畫草稿", query: [QueryParameter("done", "剛才做了什麼")])) {
        call in
        let t = call.t
        let agencies = call.granted.agencies(for: PlanningModule.readDrafts)
        // What is only being read from a document is for those who read it; a draft is for those who approve it too.
        let importing = call.granted.agencies(for: PlanningModule.draftPlans)
        let (plans, reviews, reports) = try await call.store.read { db in
            (
                try PlanQueries.drafts(of: agencies, db).map { ($0, try PlanLife.current($0.versionID, db)) },
                try PlanReviewQueries.open(of: importing, db), try ReportQueries.all(of: importing, db)
            )
        }
        let words = PlanWords(t: t)
        let rows: [[HTML]] = plans.map { plan, matter in
            let state = matter.flatMap { PlanLife.procedure.state($0.state) }.map { t($0.title) } ?? t("還沒進入編審流程")
            return [
                #"<a href="\#(PlanURL.draft(plan.id))">\#(plan.shortTitle)</a>"#, HTML(text: words.agency(plan)), HTML(text: words.years(plan)),
                HTML(text: t("第 \(plan.version) 版")), HTML(text: state),
            ]
        }
        let list =
            plans.isEmpty
            ? EmptyState(
                title: t("沒有草稿"), text: t("匯入的計畫在公布之前會列在這裡。"),
                action: importing?.isEmpty == true ? nil : #"<a class="btn btn-primary" href="/plans/import">\#(t("匯入計畫或報告"))</a>"#
            ).html
            : DataTable(caption: t("計畫草稿"), columns: [.init(t("計畫")), .init(t("機關")), .init(t("年度")), .init(t("版本")), .init(t("進度"))], rows: rows)
                .html
        return .page(
            workspace(
                call, title: t("計畫草稿"), crumbs: [.init(t("計畫草稿"))],
                body:
                    #"<div class="yk-wrap"><header class="yk-pagehead"><h1>\#(t("計畫草稿"))</h1></header>\#(done(call))\#(underReview(reviews, call))\#(list)\#(ReportPages.list(reports, t))</div>"#
            ))
    }

    static let show = Endpoint(
        .get, "/plans/{plan}/draft", .holdsOn(PlanningModule.readDrafts, "plan"), .page("檢視計畫草稿", query: [QueryParameter("done", "剛才做了什麼")])
    ) { call in
        let id = try call.parameter("plan")
        let language: MessageLanguage = call.t.language == .chinese ? .chinese : .english
        let found = try await call.store.read { db -> (DraftView, [String])? in
            guard let content = try PlanQueries.content(id, db) else { return nil }
            let version = content.plan.versionID
            let draft = DraftView(
                content: content, matter: try PlanLife.current(version, db), comments: try PlanComment.all(of: version, db),
                reasons: try PlanReason.all(of: [version], db), call: call)
            return (draft, try PlanQueries.notes(id, language, db))
        }
        guard let (draft, notes) = found else { throw Problem.notFound }
        return .page(view(draft, notes, call))
    }

    static let publish = Endpoint(
        .post, "/plans/{plan}/publication", .holdsOn(PlanningModule.publishPlans, "plan"), .form("公布計畫", publicationFields)
    ) { call in
        let id = try call.parameter("plan")
        let digest = try await call.body().text("digest")
        let outcome = try await Plan.publish(id, reviewed: digest, as: call.granted.actor(), at: call.city.clock.now(), in: call.store)
        switch outcome {
        case .published(let plan): return .seeOther(PlanURL.plan(plan))
        case .changedMeanwhile: return .seeOther(PlanURL.draft(id).with(query: [("done", "changed")]))
        case .outdated: return .seeOther(PlanURL.draft(id).with(query: [("done", "outdated")]))
        case .inProcedure: return .seeOther(PlanURL.draft(id).with(query: [("done", "underway")]))
        }
    }

    /// Takes away a draft that was to replace a published plan, which stays as it is.
    static let remove = Endpoint(
        .post, "/plans/{plan}/removal", .holdsOn(PlanningModule.draftPlans, "plan"), .form("捨棄新版草稿", publicationFields)
    ) { call in
        let id = try call.parameter("plan")
        let digest = try await call.body().text("digest")
        let isGone = try await Plan.discardRevision(id, reviewed: digest, as: call.granted.actor(), in: call.store)
        return .seeOther(
            isGone ? ("/plans/drafts" as LocalURL).with(query: [("done", "removed")]) : PlanURL.draft(id).with(query: [("done", "changed")]))
    }

    /// Uploads that nobody has accepted yet.
    private static func underReview(_ reviews: [PlanReviewQueries.Summary], _ call: Call) -> HTML? {
        let t = call.t
        guard !reviews.isEmpty else { return nil }
        let rows: [[HTML]] = reviews.map { review in
            [
                #"<a href="\#(PlanURL.review(review.id))">\#(review.fileName)</a>"#, HTML(text: t(verbatim: review.agencyName)),
                HTML(text: t("\(review.years.lowerBound)–\(review.years.upperBound) 年度")),
                HTML(text: call.time(review.startedAt).day),
            ]
        }
        return #"""
            <h2>\#(t("核對中的匯入"))</h2>\#(DataTable(caption: t("核對中的匯入"), columns: [.init(t("檔案")), .init(t("機關")), .init(t("文件")), .init(t("年度")), .init(t("上傳日期"))], rows: rows).html)<h2>\#(t("草稿"))</h2>
            """#
    }

    private static func view(_ draft: DraftView, _ notes: [String], _ call: Call) -> Page {
        let (t, words, plan) = (call.t, PlanWords(t: call.t), draft.content.plan)
        return workspace(
            call, title: t("草稿：\(plan.shortTitle)"), crumbs: [.init(t("計畫草稿"), "/plans/drafts"), .init(words.years(plan))],
            body: #"""
                <div class="yk-wrap"><header class="yk-pagehead"><p class="yk-over">\#(words.agency(plan))</p><h1>\#(t("草稿：\(plan.shortTitle)")) \#(words.years(plan))</h1></header>\#(done(call))
                \#(LifeView(plan: plan, matter: draft.matter, call: call).html)\#(draft.tools)\#(tally(draft.content, t))\#(doubts(notes, t))\#(publishing(plan, draft.matter, call))
                \#(draft.html)</div>
                """#)
    }

    /// What the reader of the file understood, in numbers a person can check against the paper.
    private static func tally(_ content: PlanContent, _ t: Words) -> HTML {
        let facts: [(Phrase, Int)] = [
            ("施政重點", content.priorities.count), ("關鍵策略目標", content.goals(.key).count), ("工作項目", content.lines.filter { $0.kind == .item }.count),
            ("共同性目標", content.goals(.common).count), ("寫明的數字目標", content.indicators.count),
        ]
        return
            #"<dl class="yk-stats">\#(facts.map { #"<div class="yk-stat"><dt>\#(t($0.0))</dt><dd class="yk-stat-value">\#($0.1)</dd></div>"# })</dl>"#
    }

    /// What the reader of the file was not sure about: warnings first, for whoever checks.
    private static func doubts(_ notes: [String], _ t: Words) -> HTML? {
        guard !notes.isEmpty else { return nil }
        let items: [HTML] = notes.map { #"<li>\#($0)</li>"# }
        return Notice.warn.html(#"<p>\#(t("讀檔時有 \(notes.count) 處請您核對："))</p><ul>\#(items)</ul>"#)
    }

    private static func publishing(_ plan: Plan, _ matter: Matter?, _ call: Call) -> HTML? {
        let t = call.t
        if plan.status == .published {
            return Notice.ok.html(#"<p>\#(t("這份計畫已經公布。")) <a href="\#(PlanURL.plan(plan.id))">\#(t("看公布的計畫"))</a></p>"#)
        }
        let url: LocalURL = "/plans/\(plan.id)/publication"
        let base: HTML? = plan.revises.map { base in
            let removal: LocalURL = "/plans/\(plan.id)/removal"
            let discarding: HTML? =
                matter != nil || !call.granted.holds(PlanningModule.draftPlans, on: plan.agency)
                ? nil
                : #"""
                <form method="post" action="\#(removal)"><input type="hidden" name="_token" value="\#(call.formToken())"><input type="hidden" name="digest" value="\#(plan.digest)"><button class="btn btn-link" type="submit">\#(t("捨棄新版草稿"))</button></form>
                """#
            return Notice.info.html(
                #"""
                <p>\#(t("這是第 \(plan.version) 版；公布後會取代現在公布的計畫。")) <a href="\#(PlanURL.difference(plan.id))">\#(t("看和現在公布的差別"))</a>．<a href="\#(PlanURL.plan(base))">\#(t("看公布的計畫"))</a></p>\#(discarding)
                """#)
        }
        // At the end of its procedure it is published there.
        guard matter == nil else { return base }
        guard call.granted.holds(PlanningModule.publishPlans, on: plan.agency) else {
            return [base, Notice.info.html(#"<p>\#(t("核對無誤後，由研考會同仁公布。"))</p>"#)].compactMap(\.self).joined()
        }
        let form = FormView(publicationFields, to: url, submit: "公布這份計畫", call: call, values: ["digest": plan.digest]).html(t)
        return [base, form].compactMap(\.self).joined()
    }

    private static func done(_ call: Call) -> HTML? {
        if call.request.query["done"] == "changed" {
            return Notice.warn.html(#"<p>\#(call.t("草稿在您檢視之後又改過，還沒有公布。請再核對一次。"))</p>"#)
        }
        if call.request.query["done"] == "outdated" {
            return Notice.warn.html(#"<p>\#(call.t("公布的計畫在這份草稿做成之後改過，還沒有取代它。請把檔案再匯入一次，再核對一次差別。"))</p>"#)
        }
        if call.request.query["done"] == "underway" {
            return Notice.warn.html(#"<p>\#(call.t("這份草稿在編審流程裡，走完流程才公布；要改內容，請在流程裡編修。"))</p>"#)
        }
        if call.request.query["done"] == "locked" {
            return Notice.warn.html(#"<p>\#(call.t("草稿現在不能編修：還沒進入編審流程、已經送出，或不是您的機關的計畫。"))</p>"#)
        }
        let said: Phrase? =
            switch call.request.query["done"] {
            case "added": "匯入完成，草稿已建立。"
            case "replaced": "匯入完成，草稿已換成新的內容。"
            case "drafted": "新版草稿已建立；公布之前，現在公布的計畫不變。"
            case "exists": "已經有一份新版草稿，就是這一份。"
            case "unchanged": "內容和原來的一樣，沒有任何改變。"
            case "discarded": "這次匯入已經捨棄。"
            case "removed": "新版草稿已經捨棄；公布的計畫不變。"
            default: nil
            }
        return said.map { Notice.ok.html(#"<p>\#(call.t($0))</p>"#) }
    }

    private static func workspace(_ call: Call, title: String, crumbs: [Page.Crumb], body: HTML) -> Page {
        var page = Page(
            title: title, crumbs: [.init(call.t("首頁"), "/"), .init(call.t("我的帳號"), "/account")] + crumbs, menu: "drafts", body: body)
        page.isPrivate = true
        page.frame = .workspace
        return page
    }
}
