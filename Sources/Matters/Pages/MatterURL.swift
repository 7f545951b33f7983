internal import Markup

/// Where matters are on the site.
enum MatterURL {
    static let inbox: LocalURL = "/inbox"
    static func open(_ id: String) -> LocalURL { "/cases/\(id)" }
    static func openProof(_ id: String) -> LocalURL { "/cases/\(id)/proof" }
    static func matter(_ id: String) -> LocalURL { "/matters/\(id)" }
    static func agency(_ id: String) -> LocalURL { "/agencies/\(id)/matters" }
    static func steps(_ id: String) -> LocalURL { "/matters/\(id)/steps" }
    static func files(_ id: String) -> LocalURL { "/matters/\(id)/files" }
    static func undo(_ id: String) -> LocalURL { "/matters/\(id)/undo" }
    static func proof(_ id: String) -> LocalURL { "/matters/\(id)/proof" }
    static func procedure(_ id: String) -> LocalURL { "/procedures/\(id)" }
}
