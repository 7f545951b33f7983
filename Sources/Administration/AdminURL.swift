internal import Markup

/// The addresses of this module's pages.
enum AdminURL {
    static func agency(_ id: String) -> LocalURL { "/admin/agencies/\(id)" }
    static func person(_ id: String) -> LocalURL { "/admin/people/\(id)" }
    static func appointmentEnd(_ id: String) -> LocalURL { "/admin/appointments/\(id)/end" }
    static func setting(_ id: String) -> LocalURL { "/admin/settings/\(id)" }
    static func calendar(_ year: Int) -> LocalURL { "/admin/calendars/\(year)" }
    static func closure(_ id: String) -> LocalURL { "/admin/closures/\(id)/withdrawal" }
}
