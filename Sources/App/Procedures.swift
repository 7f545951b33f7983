internal import Formats
internal import Kernel
public import Matters

/// Every procedure of every module.
public enum Procedures {
    public static let all = Modules.all.flatMap(\.contributions).compactMap { $0 as? Procedure }

    /// Their documentation by file name, with the standard value of every rule: the rules in force are on the site's own pages.
    public static func documents() throws -> [(name: String, text: String)] {
        let english = try Catalogue(merging: Modules.all.map(\.english))
        guard let day = CivilDate(year: 2026, month: 1, day: 1) else { return [] }
        let settings = Settings([], today: { day })
        return all.map { ("\($0.id).md", ProcedureDocument($0, english: english, settings: settings, on: day).markdown) }
    }
}
