internal import Formats
internal import Kernel
internal import Markup
internal import Storage

/// What a new content of a plan changes, before it is accepted and before it is published.
enum PlanDifferencePages {
    private static let all = QueryParameter("all", "相同的也列出來（1）")

    static let review = Endpoint(
        .get, "/plans/imports/{review}/difference", .holdsOn(PlanningModule.draftPlans, "review"), .page("匯入的文件和現有內容的差別", query: [all])
    ) { call in
        let review = try await PlanReviewPages.found(call)
        guard let reading = try? await Understanding(review).reading.get() else {
            return .seeOther(PlanURL.review(review.id).with(query: [("done", "unreadable")]))
        }
        let found: (difference: LineDifference, wholes: [(Phrase, String, String)])? =
            switch reading {
            case .plan(let draft): try await call.store.read { try PlanImport.difference(review, draft, $0) }
            case .report(let draft): try await call.store.read { try ReportImport.difference(review, draft, $0) }.map { ($0, []) }
            }
        guard let found else { throw Problem.notFound }
        return .page(
            PlanDifferenceView(
                difference: found.difference, wholes: found.wholes, over: ReviewWords(t: call.t).over(review),
                back: (call.t("檢視匯入的文件"), PlanURL.review(review.id)), here: "\(PlanURL.review(review.id))/difference", call: call
            ).page)
    }

    static let draft = Endpoint(
        .get, "/plans/{plan}/difference", .holdsOn(PlanningModule.readDrafts, "plan"), .page("草稿和現在公布的計畫的差別", query: [all])
    ) { call in
        let id = try call.parameter("plan")
        guard let revision = try await call.store.read({ try PlanRevision.ofDraft(id, $0) }) else { throw Problem.notFound }
        let (words, plan) = (PlanWords(t: call.t), revision.new.plan)
        var view = PlanDifferenceView(
            difference: revision.lines, over: "\(words.agency(plan)) \(words.years(plan))",
            back: (call.t("草稿：\(plan.shortTitle)"), PlanURL.draft(id)), here: PlanURL.difference(id), call: call)
        view.fill(revision)
        return .page(view.page)
    }
}

extension PlanImport {
    /// The upload against the plan that is there; nil where there is none.
    fileprivate static func difference(
        _ review: PlanReview, _ draft: PlanDraft, _ db: any Reader
    ) throws -> (difference: LineDifference, wholes: [(Phrase, String, String)])? {
        let id = Plan.id(agency: review.agency, years: review.years)
        guard let old = try PlanQueries.content(id, db) else { return nil }
        let new = PlanLines(draft, keys: LineKeys(old: old.lines, retired: try PlanQueries.retired(id, db)))
        return (
            LineDifference(old: old.lines.map(\.compared), new: new.lines.map(\.compared)),
            [("使命", old.plan.mission, draft.mission ?? ""), ("願景", old.plan.vision, draft.vision ?? "")]
        )
    }
}
