internal import Formats
internal import Storage

/// A document on its way into the record: uploaded, understood, and being looked at by a person. Nothing of it is a plan before it is accepted.
struct PlanReview: Sendable {
    enum Status: String, Sendable, CaseIterable {
        case open
        /// It has become a draft.
        case accepted
        case discarded
    }

    let id: String
    let agency: String
    let agencyName: String
    /// ROC years, as the officer gave them.
    let years: ClosedRange<Int>
    /// As the officer's machine called it; for people only.
    let fileName: String
    let status: Status
    let startedAt: Instant
    let source: SourceDocument
    /// In the order they were made; those after ``applied`` were undone and can be done again.
    let corrections: [Correction]
    let applied: Int

    /// The document with the corrections that count.
    var document: ReviewedDocument {
        var document = ReviewedDocument(source)
        for correction in corrections.prefix(applied) { document.apply(correction) }
        return document
    }
}

/// What the reader makes of a document under review.
struct Understanding: Sendable {
    let document: ReviewedDocument
    let outline: Outline
    /// The plan that it holds, or why it is none.
    let plan: Result<PlanDraft, PlanError>

    /// Reads it off the event loops: a long document takes its time.
    /// - Throws: `DocumentError.empty` when nothing but furniture is left.
    init(_ document: ReviewedDocument) async throws(DocumentError) {
        self.document = document
        outline = try await DocumentReader().outline(of: document.document, marks: document.numberedMarks)
        let outline = outline
        plan = Result { () throws(PlanError) in try PlanDraft(from: outline) }.map { $0.corrected(by: document) }
    }

    /// What a person should look at, by line.
    var doubts: [PlanWarning] {
        switch plan {
        case .success(let draft): draft.warnings
        case .failure: outline.warnings.map { .outline($0) }
        }
    }
}

extension PlanDraft {
    /// With the 面向 that a person chose.
    fileprivate func corrected(by document: ReviewedDocument) -> PlanDraft {
        var draft = self
        for (index, goal) in goals.enumerated() where document.lines.indices.contains(goal.line - 1) {
            guard let chosen = document.perspectives[document.lines[goal.line - 1].key] else { continue }
            draft.goals[index].perspective = chosen
            draft.warnings.removeAll { if case .noPerspective(goal.line, _) = $0 { true } else { false } }
        }
        return draft
    }
}
