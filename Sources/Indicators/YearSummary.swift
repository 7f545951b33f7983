internal import Formats
internal import Kernel
internal import Storage

/// What a year of an indicator came to so far. Kept, so that lists and roll-ups read one row a year; worked out anew with every value and target.
struct YearSummary: Sendable, Equatable {
    let indicator: String
    let agency: String
    let goal: Reference?
    let weight: Double
    /// How many periods have a value.
    let told: Int
    let value: Double?
    let target: Double?
    /// 達成率, where it can be judged already.
    let attainment: Double?
    /// The last day that the value covers.
    let through: CivilDate?

    static func refresh(_ indicator: Indicator, _ year: Int, _ city: City, _ db: any Writer) throws {
        guard let span = Period.year(year) else { return }
        let values = try IndicatorQueries.values(of: indicator.id, from: span.first, through: span.last, db)
        let target = try db.first("SELECT value FROM indicator_target WHERE indicator = \(indicator.id) AND year = \(year)")?.get(
            "value", as: Double.self)
        let value = indicator.formula.value(of: values)
        let attainment = attainment(value, target, told: values.count, in: span, indicator)
        try db.run(
            """
            INSERT INTO indicator_year (indicator, year, agency, goal, weight, is_public, told, value, target, attainment, through)
            VALUES (\(indicator.id), \(year), \(indicator.agency), \(indicator.goal), \(indicator.weight), \(indicator.isPublic), \(values.count),
            \(value), \(target), \(attainment), \(values.last?.period.last.iso)) ON CONFLICT (indicator, year) DO UPDATE SET agency = excluded.agency,
            goal = excluded.goal, weight = excluded.weight, is_public = excluded.is_public, told = excluded.told, value = excluded.value,
            target = excluded.target, attainment = excluded.attainment, through = excluded.through
            """)
    }

    /// What adds up over the year is judged against the share of the target that its periods make up; what has a level is judged when the year is told
    /// to its end, or as soon as the target is reached; ratios and means are judged at any time.
    static func attainment(_ value: Double?, _ target: Double?, told: Int, in year: Period, _ indicator: Indicator) -> Double? {
        guard let value, let target, told > 0 else { return nil }
        let ends = indicator.ends ?? year.last
        let asked = year.parts(indicator.cadence).filter { $0.last >= indicator.begins && $0.first <= ends }.count
        switch indicator.formula {
        case .sum: return Attainment.percent(value, of: target * Double(told) / Double(max(asked, told)), indicator.direction)
        case .ratio, .mean: return Attainment.percent(value, of: target, indicator.direction)
        case .entered, .staged:
            let percent = Attainment.percent(value, of: target, indicator.direction)
            return told >= asked || (percent ?? 0) >= 100 ? percent : nil
        }
    }
}

extension YearSummary {
    static func of(_ ids: [String], year: Int, asOf: AsOf, _ db: any Reader) throws -> [String: YearSummary] {
        guard !ids.isEmpty else { return [:] }
        let rows = try db.all("SELECT \(columns) FROM \(asOf.table("indicator_year")) WHERE year = \(year) AND indicator IN (\(list: ids))")
        return Dictionary(uniqueKeysWithValues: try rows.map { (try $0.get("indicator"), try summary($0)) })
    }

    /// All years of one.
    static func years(of id: String, asOf: AsOf, _ db: any Reader) throws -> [Int: YearSummary] {
        let rows = try db.all("SELECT year, \(columns) FROM \(asOf.table("indicator_year")) WHERE indicator = \(id)")
        return Dictionary(uniqueKeysWithValues: try rows.map { (try $0.get("year"), try summary($0)) })
    }

    /// All of a year, by agency.
    static func all(year: Int, onlyPublic: Bool, asOf: AsOf, _ db: any Reader) throws -> [YearSummary] {
        // What was withdrawn since is not counted in the past either.
        let condition: SQL =
            !onlyPublic ? "" : asOf == .now ? "AND is_public" : "AND is_public AND indicator IN (SELECT id FROM indicator WHERE is_public)"
        return try db.all(
            "SELECT \(columns) FROM \(asOf.table("indicator_year")) WHERE year = \(year) \(condition) ORDER BY agency, indicator"
        ).map(summary)
    }

    private static let columns: SQL = "indicator, agency, goal, weight, told, value, target, attainment, through"

    private static func summary(_ row: Row) throws -> YearSummary {
        YearSummary(
            indicator: try row.get("indicator"), agency: try row.get("agency"), goal: try row.optional("goal"), weight: try row.get("weight"),
            told: try row.get("told"), value: try row.optional("value"), target: try row.optional("target"),
            attainment: try row.optional("attainment"), through: try row.optionalDate("through"))
    }
}
