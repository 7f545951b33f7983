internal import Formats
internal import Kernel
internal import Markup
internal import Storage

/// What a new content of a plan changes, before it is accepted and before it is published.
enum PlanDifferencePages {
    private static let all = QueryParameter("all", "相同的也列出來（1）")

    static let review = Endpoint(
        .get, "/plans/imports/{review}/difference", .holdsOn(PlanningModule.draftPlans, "review"), .page("匯入的文件和現有計畫的差別", query: [all])
    ) { call in
        let review = try await PlanReviewPages.found(call)
        let id = Plan.id(agency: review.agency, years: review.years)
        guard let draft = try? await Understanding(review.document).plan.get() else {
            return .seeOther(PlanURL.review(review.id).with(query: [("done", "noPlan")]))
        }
        let existing = try await call.store.read { db -> (PlanContent, Set<String>)? in
            guard let content = try PlanQueries.content(id, db) else { return nil }
            return (content, try PlanQueries.retired(id, db))
        }
        guard let (old, retired) = existing else { throw Problem.notFound }
        let new = PlanLines(draft, keys: LineKeys(old: old.lines, retired: retired))
        let difference = PlanDifference(old: old, new: new.lines, mission: draft.mission ?? "", vision: draft.vision ?? "")
        return .page(
            PlanDifferenceView(
                difference: difference, plan: old.plan, back: (call.t("檢視匯入的文件"), PlanURL.review(review.id)),
                here: "\(PlanURL.review(review.id))/difference", call: call
            ).page)
    }

    static let draft = Endpoint(
        .get, "/plans/{plan}/difference", .holdsOn(PlanningModule.draftPlans, "plan"), .page("草稿和現在公布的計畫的差別", query: [all])
    ) { call in
        let id = try call.parameter("plan")
        let contents = try await call.store.read { db -> (PlanContent, PlanContent)? in
            guard let draft = try PlanQueries.content(id, db), let base = draft.plan.revises, let old = try PlanQueries.content(base, db) else {
                return nil
            }
            return (old, draft)
        }
        guard let (old, new) = contents else { throw Problem.notFound }
        let difference = PlanDifference(old: old, new: new.lines, mission: new.plan.mission, vision: new.plan.vision)
        return .page(
            PlanDifferenceView(
                difference: difference, plan: old.plan, back: (call.t("草稿：\(new.plan.shortTitle)"), PlanURL.draft(id)), here: PlanURL.difference(id),
                call: call
            ).page)
    }
}
