internal import Formats
internal import Storage

extension PlanReview {
    /// What happened to a step that a person asked for.
    enum Step: Sendable, Equatable {
        case done
        /// Somebody else has changed the review since the page was made.
        case changedMeanwhile
        /// It is accepted or discarded already.
        case closed
        /// The line is not there any more, or the words are not in it.
        case doesNotFit
    }

    /// Keeps what was read of an upload.
    static func start(_ review: PlanReview, as actor: Actor, in store: Store) async throws {
        let source = String(decoding: SourceDocumentJSON.json(review.source).utf8(), as: UTF8.self)
        try await store.write(as: actor, "planning.startReview") { db, changes in
            try db.run(
                """
                INSERT INTO plan_review (id, kind, agency, from_year, to_year, file_name, status, source, applied, started_at)
                VALUES (\(review.id), \(review.kind.rawValue), \(review.agency), \(review.years.lowerBound), \(review.years.upperBound), \(review.fileName), 'open',
                \(source), 0, \(review.startedAt))
                """)
            changes.append(Change(Reference("planning/review", review.id), [("lines", String(review.source.lines.count))]))
            changes.append(Change(Reference("planning/source", review.id)))
        }
    }

    /// More steps than anyone makes by hand; every one of them is gone through whenever the document is looked at.
    private static let mostCorrections = 2000

    /// Adds a correction. What was undone before can no longer be done again.
    /// - Parameter seen: the ``PlanReview/state`` of the page it was made on.
    static func correct(
        _ id: String, _ correction: Correction, seen: String, at now: Instant, as actor: Actor, in store: Store
    ) async throws -> Step {
        try await store.write(as: actor, "planning.correctReview") { db, changes in
            guard let review = try locked(id, db) else { return .closed }
            guard review.state == seen else { return .changedMeanwhile }
            var document = review.document
            guard review.applied < mostCorrections, document.apply(correction), document.hasText else { return .doesNotFit }
            try db.run("DELETE FROM plan_review_step WHERE review = \(id) AND number > \(review.applied)")
            try db.run(
                """
                INSERT INTO plan_review_step (review, number, kind, line, value, at)
                VALUES (\(id), \(review.applied + 1), \(correction.kind.rawValue), \(correction.line), \(correction.value), \(now))
                """)
            try set(applied: review.applied + 1, id, db, &changes)
            return .done
        }
    }

    /// Takes the last correction back, or does the last that was taken back again.
    /// - Parameter seen: the ``PlanReview/state`` of the page, so that nobody undoes what they have not seen.
    static func step(back: Bool, _ id: String, seen: String, as actor: Actor, in store: Store) async throws -> Step {
        try await store.write(as: actor, "planning.correctReview") { db, changes in
            guard let review = try locked(id, db) else { return .closed }
            let next = review.applied + (back ? -1 : 1)
            guard review.state == seen else { return .changedMeanwhile }
            guard (0...review.corrections.count).contains(next) else { return .doesNotFit }
            try set(applied: next, id, db, &changes)
            return .done
        }
    }

    static func discard(_ id: String, as actor: Actor, in store: Store) async throws {
        try await store.write(as: actor, "planning.discardReview") { db, changes in
            guard try db.run("UPDATE plan_review SET status = 'discarded' WHERE id = \(id) AND status = 'open'") > 0 else { return }
            changes.append(Change(Reference("planning/review", id), [("status", "discarded")]))
        }
    }

    /// The review becomes a draft: what was seen, and nothing else.
    /// - Returns: what happened and the draft's key; nil when the review was changed or closed meanwhile.
    static func accept(
        _ review: PlanReview, seen: String, _ reading: Understanding.Reading, at now: Instant, as actor: Actor, in store: Store
    ) async throws -> (outcome: PlanImport.Outcome, id: String)? {
        try await store.write(as: actor, "planning.acceptReview") { db, changes in
            guard let current = try locked(review.id, db), current.state == seen else { return nil }
            let result: (outcome: PlanImport.Outcome, id: String)
            switch reading {
            case .plan(let draft):
                let plan = PlanImport(agency: review.agency, years: review.years, draft: draft, publishes: false)
                result = try plan.write(at: now, db, &changes)
            case .report(let draft):
                result = try ReportImport(agency: review.agency, years: review.years, draft: draft).write(at: now, db, &changes)
            }
            try db.run("UPDATE plan_review SET status = 'accepted' WHERE id = \(review.id)")
            changes.append(Change(Reference("planning/review", review.id), [("status", "accepted"), (review.kind.rawValue, result.id)]))
            return result
        }
    }

    private static func set(applied: Int, _ id: String, _ db: any Writer, _ changes: inout [Change]) throws {
        try db.run("UPDATE plan_review SET applied = \(applied) WHERE id = \(id)")
        changes.append(Change(Reference("planning/review", id), [("applied", String(applied))]))
    }

    /// The review while it is open, held until the transaction ends.
    private static func locked(_ id: String, _ db: any Writer) throws -> PlanReview? {
        _ = try db.all("SELECT id FROM plan_review WHERE id = \(id)\(SQL.forUpdate)")
        guard let review = try PlanReviewQueries.find(id, db), review.status == .open else { return nil }
        return review
    }
}
