internal import Kernel
internal import Storage

/// 版本: one content of a plan from its first draft until the next one takes its place. What is said about a draft, reasons and comments, stays with it.
struct PlanVersion: Sendable, Equatable {
    /// `rdec-111-114/2`
    let id: String
    /// Under which everyone reads it once it is published.
    let plan: String
    let number: Int
    /// Of what was approved, and then published; nil before.
    let digest: String?
    /// In which role it was approved; nil where it was published without: imported as it had been approved on paper.
    let approvedBy: Role?
    let approvedAt: Instant?
    let publishedAt: Instant?
    let supersededAt: Instant?

    static func id(_ plan: String, _ number: Int) -> String { "\(plan)/\(number)" }

    var reference: Reference { Reference("planning/version", id) }
}

extension Plan {
    /// The version that this content is, or is to become.
    var versionID: String { PlanVersion.id(Plan.base(of: id), version) }
}

extension PlanRow {
    var versionID: String { PlanVersion.id(Plan.base(of: id), version) }
}
