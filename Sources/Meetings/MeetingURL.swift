internal import Markup

/// The addresses of this module's pages.
enum MeetingURL {
    static let list: LocalURL = "/meetings"
    static let calendar: LocalURL = "/meetings/calendar"
    static let desk: LocalURL = "/desk/meetings"
    static func meeting(_ id: String) -> LocalURL { "/meetings/\(id)" }
    static func event(_ id: String) -> LocalURL { "/meetings/\(id)/calendar" }
    static func desk(_ id: String) -> LocalURL { "/desk/meetings/\(id)" }
    static func series(_ id: String) -> LocalURL { "/desk/series/\(id)" }
    static func decision(_ id: String) -> LocalURL { "/desk/decisions/\(id)" }
    static func agenda(_ id: String) -> LocalURL { "/desk/meetings/\(id)/agenda" }
    static func minutes(_ id: String) -> LocalURL { "/desk/meetings/\(id)/minutes" }
}
