internal import Formats
internal import Kernel
internal import Markup
internal import Storage

/// Looking at what was understood of an upload, putting it right, and making a draft of it.
enum PlanReviewPages {
    static let correctionFields = [
        Field("seen", "看到的樣子", .hidden, maximum: 40), Field("line", "行", .hidden, maximum: 20),
        Field("act", "改成什麼", .hidden, maximum: 40), Field("value", "內容", required: false, maximum: CorrectionForm.longest),
        Field("after", "移到哪裡", required: false, maximum: 20),
    ]
    static let seenFields = [Field("seen", "看到的樣子", .hidden, maximum: 40)]

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
        guard review.status == .open else { return back(review, done: "closed") }
        let sent = try await call.body()
        let form = CorrectionForm(sent)
        let line = sent.text("line")
        guard let correction = try await form.correction(for: review) else {
            return .page(try await view(review, call, line: line, errors: form.errors, values: sent.values))
        }
        switch try await PlanReview.correct(
            review.id, correction, seen: sent.text("seen"), at: call.city.clock.now(), as: call.granted.actor(), in: call.store)
        {
        case .doesNotFit: return .page(try await view(review, call, line: line, errors: form.errors, values: sent.values))
        case .changedMeanwhile:
            // As it is now, with what was typed still there.
            let errors: [String: Phrase] = ["act": "有人在您之後改過這份文件，這個修正還沒有做。請再看一次，要的話再按一次。"]
            return .page(try await view(try await found(call), call, line: line, errors: errors, values: sent.values))
        case .closed: return back(review, done: "closed")
        case .done: return back(review, done: "corrected", line: line)
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
        let seen = try await call.body().text("seen")
        guard seen == review.state else { return back(review, done: "changed") }
        guard let reading = try? await Understanding(review).reading.get() else { return back(review, done: "unreadable") }
        let accepted: (outcome: PlanImport.Outcome, id: String)?
        do {
            accepted = try await PlanReview.accept(
                review, seen: seen, reading, at: call.city.clock.now(), as: call.granted.actor(), in: call.store)
        } catch PlanImport.Refusal.inProcedure {
            return back(review, done: "underway")
        }
        guard let accepted else { return back(review, done: "changed") }
        let draft = review.kind == .plan ? PlanURL.draft(accepted.id) : PlanURL.report(accepted.id)
        return .seeOther(draft.with(query: [("done", "\(accepted.outcome)")]))
    }

    private static func step(_ call: Call, back isBack: Bool) async throws -> Reply {
        let review = try await found(call)
        let seen = try await call.body().text("seen")
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
        let earlier = try await call.store.read { db in
            let id = Plan.id(agency: review.agency, years: review.years)
            guard review.kind == .plan else { return ReviewView.Earlier(isThere: try ReportQueries.find(id, db) != nil, draft: nil) }
            let plans = try [PlanQueries.find(id, db), PlanQueries.find(Plan.revision(of: id), db)].compactMap(\.self)
            return ReviewView.Earlier(isThere: !plans.isEmpty, draft: plans.last { $0.status == .draft }?.id)
        }
        let understanding: Understanding
        do {
            understanding = try await Understanding(review)
        } catch {
            throw Problem.notFound
        }
        let panel = ReviewPanel(line: line, values: values, errors: errors, isOpen: review.status == .open)
        var page = ReviewView(review: review, understanding: understanding, earlier: earlier, panel: panel, call: call).page
        if !errors.isEmpty { page.status = 422 }
        return page
    }
}
