internal import Markup

/// Where year's plans are found.
enum AnnualURL {
    static let list: LocalURL = "/annual-plans"
    static func plan(_ annual: String) -> LocalURL { "/annual-plans/\(annual)" }
    static func item(_ annual: String, _ item: String) -> LocalURL { "/annual-plans/\(annual)/items/\(item)" }
    /// An indicator has its place on the page of its plan.
    static func indicator(_ annual: String, _ indicator: String) -> LocalURL { "/annual-plans/\(annual)#\(indicator)" }
    static func document(_ annual: String) -> LocalURL { "/annual-plans/\(annual)/document" }
    static func outline(_ annual: String) -> LocalURL { "/annual-plans/\(annual)/outline" }

    static let desk: LocalURL = "/desk/annual-plans"
    static func desk(_ annual: String) -> LocalURL { "/desk/annual-plans/\(annual)" }
    static func goal(_ annual: String, _ goal: String) -> LocalURL { "/desk/annual-plans/\(annual)/goals/\(goal)" }
    static func items(_ annual: String, _ goal: String) -> LocalURL { "/desk/annual-plans/\(annual)/goals/\(goal)/items" }
    static func measures(_ annual: String, _ goal: String) -> LocalURL { "/desk/annual-plans/\(annual)/goals/\(goal)/measures" }
    static func work(_ annual: String, _ item: String) -> LocalURL { "/desk/annual-plans/\(annual)/items/\(item)" }
    static func measure(_ annual: String, _ indicator: String) -> LocalURL { "/desk/annual-plans/\(annual)/measures/\(indicator)" }

    static func matter(_ matter: String) -> LocalURL { "/matters/\(matter)" }

    static func csvItems(_ annual: String) -> LocalURL { "/api/v1/annual-plans/\(annual)/items.csv" }
    static func odsItems(_ annual: String) -> LocalURL { "/api/v1/annual-plans/\(annual)/items.ods" }
    static func csvIndicators(_ annual: String) -> LocalURL { "/api/v1/annual-plans/\(annual)/indicators.csv" }
    static func odsIndicators(_ annual: String) -> LocalURL { "/api/v1/annual-plans/\(annual)/indicators.ods" }
    static func json(_ annual: String) -> LocalURL { "/api/v1/annual-plans/\(annual)" }
}
