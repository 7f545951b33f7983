internal import Kernel
internal import Matters
internal import Storage

/// 審查意見: what the commission says about a line of a draft, or about all of it, and what the agency answers. It stays with the version.
struct PlanComment: Sendable, Equatable {
    enum Status: String, Sendable, CaseIterable {
        case open
        /// The agency has said what it did about it.
        case answered
        /// The commission is content.
        case settled

        var title: Phrase {
            switch self {
            case .open: "待答復"
            case .answered: "已答復"
            case .settled: "已解決"
            }
        }
    }

    let id: String
    let version: String
    /// The key of a line, `mission` or `vision`; nil for the whole document.
    let line: String?
    /// The agency whose office it is.
    let office: String
    let officeName: String
    let text: String
    let at: Instant
    let answer: String?
    let answeredAt: Instant?
    let status: Status

    enum Refusal: Error, Sendable {
        /// It is not the time for it, or not this person's to say.
        case notNow
        case fields([String: Phrase])
    }

    /// Of a version, in the order they were said.
    static func all(of version: String, _ db: any Reader) throws -> [PlanComment] {
        try db.all(
            """
            SELECT plan_comment.id, version, line, office, agency.name AS office_name, text, at, answer, answered_at, status
            FROM plan_comment JOIN agency ON agency.id = plan_comment.office WHERE version = \(version) ORDER BY at, plan_comment.id LIMIT 5000
            """
        ).map { row in
            PlanComment(
                id: try row.get("id"), version: try row.get("version"), line: try row.optional("line"), office: try row.get("office"),
                officeName: try row.get("office_name"), text: try row.get("text"), at: try row.get("at"), answer: try row.optional("answer"),
                answeredAt: try row.optional("answered_at"), status: try row.word("status"))
        }
    }

    static func openCount(of version: String, _ db: any Reader) throws -> Int {
        try db.first("SELECT count(*) AS open FROM plan_comment WHERE version = \(version) AND status = 'open'")?.get("open") ?? 0
    }
}
