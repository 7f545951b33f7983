internal import Crypto
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

    /// What it was uploaded as.
    enum Kind: String, Sendable, CaseIterable {
        /// 中程施政計畫
        case plan
        /// 施政成果報告
        case report
    }

    let id: String
    let kind: Kind
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

    /// What a page was made of: the corrections that count and those that could be done again. Whoever acts on the page acts on this and nothing else.
    var state: String {
        let steps = corrections.enumerated().flatMap { index, step in
            [index < applied ? "done" : "undone", step.kind.rawValue, step.line, step.value]
        }
        let bytes = steps.flatMap { Array("\($0.utf8.count):\($0)".utf8) }
        return SHA256.hash(data: bytes).prefix(12).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }

    /// The document with the corrections that count.
    var document: ReviewedDocument {
        var document = ReviewedDocument(source)
        for correction in corrections.prefix(applied) { document.apply(correction) }
        return document
    }
}

/// What the reader makes of a document under review.
struct Understanding: Sendable {
    enum Reading: Sendable {
        case plan(PlanDraft)
        case report(ReportDraft)
    }

    let document: ReviewedDocument
    let outline: Outline
    /// The plan or report that it holds, or why it is none.
    let reading: Result<Reading, PlanError>

    /// Reads it off the event loops: a long document takes its time.
    /// - Throws: `DocumentError.empty` when nothing but furniture is left.
    init(_ review: PlanReview) async throws(DocumentError) { try await self.init(review.document, as: review.kind) }

    init(_ document: ReviewedDocument, as kind: PlanReview.Kind) async throws(DocumentError) {
        self.document = document
        outline = try await DocumentReader().outline(of: document.document, marks: document.numberedMarks)
        let outline = outline
        reading = Result { () throws(PlanError) in
            switch kind {
            case .plan: .plan(try PlanDraft(from: outline).corrected(by: document))
            case .report: .report(try ReportDraft(from: outline))
            }
        }
    }

    /// The plan, where it is one.
    var plan: PlanDraft? { if case .success(.plan(let draft)) = reading { draft } else { nil } }

    /// Why nothing can be made of it; nil where something can.
    var failure: PlanError? { if case .failure(let error) = reading { error } else { nil } }

    /// What a person should look at, by line.
    var doubts: [PlanWarning] { plan?.warnings ?? outline.warnings.map { .outline($0) } }
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
