internal import Markup

/// Where assessments are found.
enum AssessmentURL {
    static let list: LocalURL = "/assessments"
    static func show(_ annual: String) -> LocalURL { "/assessments/\(annual)" }
    static func document(_ annual: String) -> LocalURL { "/assessments/\(annual)/document" }
    static let desk: LocalURL = "/desk/assessments"
    static func desk(_ annual: String) -> LocalURL { "/desk/assessments/\(annual)" }
    static func mark(_ annual: String, _ indicator: String) -> LocalURL { "/desk/assessments/\(annual)/marks/\(indicator)" }
}
