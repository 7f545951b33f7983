internal import Formats
public import Storage

/// Plans for the command line, which sees drafts too.
public enum PlanCatalogue {
    /// Key, years, status, agency, title.
    public static func rows(_ db: any Reader) throws -> [[String]] {
        try PlanQueries.all(db).map { plan in
            [plan.id, "\(plan.years.lowerBound)-\(plan.years.upperBound)", plan.status.rawValue, plan.agencyName, plan.title]
        }
    }

    /// The whole plan as the API shows it, for reading: indented.
    public static func json(_ id: String, _ db: any Reader) throws -> String? {
        try PlanQueries.content(id, db).map { String(decoding: PlanAPI.json($0).prettyUTF8(), as: UTF8.self) }
    }
}
