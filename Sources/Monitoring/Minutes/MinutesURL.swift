internal import Markup

enum MinutesURL {
    static let list: LocalURL = "/directives/minutes"

    static func check(_ id: String) -> LocalURL { "/directives/minutes/\(id)" }
}
