internal import Markup

/// Where indicators are found.
enum IndicatorURL {
    static let list: LocalURL = "/indicators"
    static let attainment: LocalURL = "/indicators/attainment"
    static let desk: LocalURL = "/indicators/desk"
    static let new: LocalURL = "/indicators/new"
    static func indicator(_ id: String) -> LocalURL { "/indicators/\(id)" }
    static func desk(_ id: String) -> LocalURL { "/indicators/\(id)/desk" }
    static func change(_ id: String) -> LocalURL { "/indicators/\(id)/change" }
    static func values(_ id: String) -> LocalURL { "/indicators/\(id)/values" }
    static func targets(_ id: String) -> LocalURL { "/indicators/\(id)/targets" }
    static func picture(_ id: String) -> LocalURL { "/indicators/\(id)/chart.svg" }
    static func embed(_ id: String) -> LocalURL { "/indicators/\(id)/embed" }
    static func json(_ id: String) -> LocalURL { "/api/v1/indicators/\(id)" }
    static func csv(_ id: String) -> LocalURL { "/api/v1/indicators/\(id).csv" }
}
