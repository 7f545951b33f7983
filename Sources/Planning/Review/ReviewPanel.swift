internal import Formats
internal import Kernel
internal import Markup

/// What a row's panel is given: which line is open, and what could not be done.
struct ReviewPanel {
    /// The key of the line that is open.
    let line: String?
    /// What was sent and could not be done, kept.
    let values: [String: String]
    let errors: [String: Phrase]
    /// Whether the review still takes corrections.
    let isOpen: Bool

    /// The panel of the row that has the open line; a link to open it on any other. One at a time keeps the page of a long document small.
    func html(_ row: ReviewRow, _ review: PlanReview, _ understanding: Understanding, _ call: Call) -> HTML? {
        guard isOpen else { return nil }
        guard let open = row.lines.first(where: { $0.key == line }) else {
            let url = PlanURL.review(review.id, line: row.first.key)
            return
                #"<p class="yk-review-fix"><a href="\#(url)">\#(call.t("修正"))<span class="visually-hidden">\#(call.t("第 \(row.first.number) 行"))</span></a></p>"#
        }
        return CorrectionPanel(
            row: row, line: open, review: review, understanding: understanding, values: values, errors: errors, t: call.t, token: call.formToken()
        ).html
    }
}
