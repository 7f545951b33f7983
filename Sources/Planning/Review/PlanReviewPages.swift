internal import Formats
internal import Kernel
internal import Markup
internal import Storage

/// Looking at what was understood of an upload, putting it right, and making a draft of it.
enum PlanReviewPages {
    static let correctionFields = [
        Field("line", "行", .hidden, maximum: 20), Field("act", "改成什麼", .hidden, maximum: 40),
        Field("value", "內容", required: false, maximum: 4000), Field("after", "移到哪裡", required: false, maximum: 20),
    ]
    static let seenFields = [Field("seen", "看過幾處修正", .hidden, maximum: 9)]

    static let show = Endpoint(
        .get, "/plans/imports/{review}", .holdsOn(PlanningModule.draftPlans, "review"),
        .page(
            "檢視匯入的文件",
            query: [
                QueryParameter("line", "打開這一行的修正"), QueryParameter("from", "從第幾段開始", .integer(0...1_000_000)),
                QueryParameter("done", "剛才做了什麼"),
            ])
    ) { call in
        let review = try await found(call)
        return .page(try await view(review, call, line: call.request.query["line"], errors: [:], values: [:]))
    }

    static let correct = Endpoint(
        .post, "/plans/imports/{review}/corrections", .holdsOn(PlanningModule.draftPlans, "review"), .form("修正一行", correctionFields)
    ) { call in
        let review = try await found(call)
        let sent = try await call.body()
        let line = sent.text("line")
        guard let correction = try await CorrectionForm(sent).correction(for: review) else {
            return .page(try await view(review, call, line: line, errors: CorrectionForm(sent).errors, values: sent.values))
        }
        switch try await PlanReview.correct(review.id, correction, at: call.city.clock.now(), as: call.granted.actor(), in: call.store) {
        case .doesNotFit:
            return .page(try await view(review, call, line: line, errors: CorrectionForm(sent).errors, values: sent.values))
        case .closed: return back(review, done: "closed")
        case .done, .changedMeanwhile: return back(review, done: "corrected", line: line)
        }
    }

    static let undo = Endpoint(
        .post, "/plans/imports/{review}/undo", .holdsOn(PlanningModule.draftPlans, "review"), .form("復原上一個修正", seenFields)
    ) { call in try await step(call, back: true) }

    static let redo = Endpoint(
        .post, "/plans/imports/{review}/redo", .holdsOn(PlanningModule.draftPlans, "review"), .form("重做復原的修正", seenFields)
    ) { call in try await step(call, back: false) }

    static let discard = Endpoint(
        .post, "/plans/imports/{review}/removal", .holdsOn(PlanningModule.draftPlans, "review"), .form("捨棄這次匯入", [])
    ) { call in
        try await PlanReview.discard(call.parameter("review"), as: call.granted.actor(), in: call.store)
        return .seeOther(("/plans/drafts" as LocalURL).with(query: [("done", "discarded")]))
    }

    static let accept = Endpoint(
        .post, "/plans/imports/{review}/acceptance", .holdsOn(PlanningModule.draftPlans, "review"), .form("接受，做成草稿", seenFields)
    ) { call in
        let review = try await found(call)
        guard review.status == .open else { return back(review, done: "closed") }
        guard let seen = Int(try await call.body().text("seen")), seen == review.applied else { return back(review, done: "changed") }
        guard let draft = try? await Understanding(review.document).plan.get() else { return back(review, done: "noPlan") }
        let plan = PlanImport(agency: review.agency, years: review.years, draft: draft, publishes: false)
        let result = try await PlanReview.accept(
            review.id, seen: seen, plan, at: call.city.clock.now(), as: call.granted.actor(), in: call.store)
        guard let result else { return back(review, done: "changed") }
        return .seeOther(PlanURL.draft(result.plan).with(query: [("done", "\(result.outcome)")]))
    }

    private static func step(_ call: Call, back isBack: Bool) async throws -> Reply {
        let review = try await found(call)
        let seen = Int(try await call.body().text("seen")) ?? -1
        switch try await PlanReview.step(back: isBack, review.id, seen: seen, as: call.granted.actor(), in: call.store) {
        case .done: return back(review, done: isBack ? "undone" : "redone")
        case .closed: return back(review, done: "closed")
        case .changedMeanwhile, .doesNotFit: return back(review, done: "changed")
        }
    }

    /// - Throws: ``Problem/notFound``.
    static func found(_ call: Call) async throws -> PlanReview {
        let id = try call.parameter("review")
        guard let review = try await call.store.read({ try PlanReviewQueries.find(id, $0) }) else { throw Problem.notFound }
        return review
    }

    private static func back(_ review: PlanReview, done: String, line: String? = nil) -> Reply {
        let url = PlanURL.review(review.id).with(query: [("line", line), ("done", done)])
        // To the line that was worked on, not to the top of a long page.
        return .seeOther(line.map { "\(url)#l\($0)" } ?? url)
    }

    private static func view(
        _ review: PlanReview, _ call: Call, line: String?, errors: [String: Phrase], values: [String: String]
    ) async throws -> Page {
        let existing = try await call.store.read { db in
            let id = Plan.id(agency: review.agency, years: review.years)
            return try PlanQueries.find(id, db)
        }
        let understanding: Understanding
        do {
            understanding = try await Understanding(review.document)
        } catch {
            throw Problem.notFound
        }
        let panel = ReviewPanel(line: line, values: values, errors: errors, isOpen: review.status == .open)
        var page = ReviewView(review: review, understanding: understanding, existing: existing, panel: panel, call: call).page
        if !errors.isEmpty { page.status = 422 }
        return page
    }
}
