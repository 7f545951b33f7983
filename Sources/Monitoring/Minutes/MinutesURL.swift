internal import Markup

enum MinutesURL {
    static let list: LocalURL = "/directives/minutes"

    /// The case that a directive became.
    static func matter(_ id: String) -> LocalURL { "/matters/\(id)" }

    static func check(_ id: String) -> LocalURL { "/directives/minutes/\(id)" }
}
