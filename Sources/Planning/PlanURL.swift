internal import Markup

/// Where plans are found.
enum PlanURL {
    static let list: LocalURL = "/plans"
    static let events: LocalURL = "/plans/events"
    static let feed: LocalURL = "/plans/feed"
    static func plan(_ plan: String) -> LocalURL { "/plans/\(plan)" }
    /// The line's place on the page of the whole plan.
    static func line(_ plan: String, _ line: String) -> LocalURL { "/plans/\(plan)#\(line)" }
    static func goal(_ plan: String, _ goal: String) -> LocalURL { "/plans/\(plan)/goals/\(goal)" }
    static func item(_ plan: String, _ item: String) -> LocalURL { "/plans/\(plan)/items/\(item)" }
    static func draft(_ plan: String) -> LocalURL { "/plans/\(plan)/draft" }
    static func difference(_ plan: String) -> LocalURL { "/plans/\(plan)/difference" }
    static func draft(_ plan: String, line: String) -> LocalURL { "/plans/\(plan)/draft#\(line)" }
    static func comments(_ plan: String) -> LocalURL { "/plans/\(plan)/comments" }
    static func comment(_ plan: String, on line: String) -> LocalURL { "/plans/\(plan)/comments?line=\(line)" }
    static func reasons(_ plan: String) -> LocalURL { "/plans/\(plan)/reasons" }
    static func edit(_ plan: String) -> LocalURL { "/plans/drafts/\(plan)/edit" }
    static func section(_ plan: String, _ section: String) -> LocalURL { "/plans/drafts/\(plan)/sections/\(section)" }
    static func export(_ plan: String, _ form: String) -> LocalURL { "/plans/\(plan)/exports/\(form)" }
    static func replacing(_ draft: String) -> LocalURL { "/plans/drafts/\(draft)/import" }
    static func versions(_ plan: String) -> LocalURL { "/plans/\(plan)/versions" }
    static func comparison(_ plan: String, _ old: Int, _ new: Int) -> LocalURL { "/plans/\(plan)/versions/\(old)/\(new)" }
    static func report(_ report: String) -> LocalURL { "/reports/\(report)" }
    static func numbers(_ report: String) -> LocalURL { "/reports/\(report)/numbers" }
    static func acceptance(_ report: String, _ number: String) -> LocalURL { "/reports/\(report)/numbers/\(number)/acceptance" }
    static func refusal(_ report: String, _ number: String) -> LocalURL { "/reports/\(report)/numbers/\(number)/refusal" }
    static func reopening(_ report: String, _ number: String) -> LocalURL { "/reports/\(report)/numbers/\(number)/reopening" }
    static func review(_ review: String) -> LocalURL { "/plans/imports/\(review)" }
    /// The review with the corrections of one line open.
    static func review(_ review: String, line: String) -> LocalURL { "/plans/imports/\(review)?line=\(line)#l\(line)" }
    /// The review at one line, with nothing open.
    static func review(_ review: String, from line: String) -> LocalURL { "/plans/imports/\(review)#l\(line)" }
    static func json(_ plan: String) -> LocalURL { "/api/v1/plans/\(plan)" }
    static func csv(_ plan: String) -> LocalURL { "/api/v1/plans/\(plan).csv" }
    static func ods(_ plan: String) -> LocalURL { "/api/v1/plans/\(plan).ods" }
}
