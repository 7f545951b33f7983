public import Formats
internal import Kernel
public import Storage

/// Every query on indicators.
public enum IndicatorQueries {
    private static let names: [Identifier] = [
        "id", "title", "agency", "line", "goal", "unit", "decimals", "direction", "cadence", "formula", "stages", "weight", "metric", "subject",
        "method", "source", "begins", "ends", "is_public", "is_sample",
    ]
    static let columns = SQL.joined(names.map { "indicator.\($0)" }, by: ", ")

    public static func find(_ id: String, asOf: AsOf = .now, _ db: any Reader) throws -> Indicator? {
        try db.first("SELECT \(columns) FROM \(asOf.table("indicator")) WHERE id = \(id)").map(indicator)
    }

    /// As it is now, locked until the transaction ends, so that nobody changes what a value or a target is judged by meanwhile.
    static func lock(_ id: String, _ db: any Writer) throws -> Indicator? {
        try db.first("SELECT \(columns) FROM indicator WHERE id = \(id)\(SQL.forUpdate)").map(indicator)
    }

    public static func find(_ ids: [String], asOf: AsOf = .now, _ db: any Reader) throws -> [Indicator] {
        guard !ids.isEmpty else { return [] }
        return try db.all("SELECT \(columns) FROM \(asOf.table("indicator")) WHERE id IN (\(list: ids)) ORDER BY id").map(indicator)
    }

    static func isPublic(_ id: String, _ db: any Reader) throws -> Bool {
        try db.first("SELECT id FROM indicator WHERE id = \(id) AND is_public") != nil
    }

    /// By key: those of an agency or of all; those that anyone may see, or all.
    static func page(
        agency: String?, onlyPublic: Bool, after key: String?, limit: Int, asOf: AsOf, _ db: any Reader
    ) throws -> (items: [Indicator], next: String?) {
        var conditions: [SQL] = ["indicator.id > \(key ?? "")"]
        if let agency { conditions.append("indicator.agency = \(agency)") }
        if onlyPublic {
            conditions.append("indicator.is_public")
            // What was withdrawn since is not shown in the past either.
            if asOf != .now { conditions.append("indicator.id IN (SELECT id FROM indicator AS today WHERE today.is_public)") }
        }
        let found = try db.all(
            """
            SELECT \(columns) FROM \(asOf.table("indicator")) WHERE \(SQL.joined(conditions, by: " AND ")) ORDER BY indicator.id LIMIT \(limit + 1)
            """
        ).map(indicator)
        return (Array(found.prefix(limit)), found.count > limit ? found[limit - 1].id : nil)
    }

    /// Those that measure a line of a plan.
    public static func measuring(_ line: Reference, asOf: AsOf = .now, _ db: any Reader) throws -> [Indicator] {
        try db.all("SELECT \(columns) FROM \(asOf.table("indicator")) WHERE line = \(line) ORDER BY id LIMIT 100").map(indicator)
    }

    /// Those of many lines that anyone may see, now and then.
    static func measuring(_ lines: [Reference], asOf: AsOf, _ db: any Reader) throws -> [Indicator] {
        guard !lines.isEmpty else { return [] }
        // What was withdrawn since is not shown in the past either.
        let today: SQL = asOf == .now ? "" : "AND indicator.id IN (SELECT id FROM indicator AS today WHERE today.is_public)"
        return try db.all(
            """
            SELECT \(columns) FROM \(asOf.table("indicator")) WHERE line IN (\(list: lines.map(\.text))) AND indicator.is_public \(today)
            ORDER BY id
            """
        ).map(indicator)
    }

    /// Those of an agency into which people enter one number a period, for a list to choose from.
    public static func entered(by agency: String, _ db: any Reader) throws -> [Indicator] {
        try db.all(
            """
            SELECT \(columns) FROM indicator WHERE agency = \(agency) AND metric IS NULL AND formula IN ('entered', 'sum', 'mean')
            ORDER BY title, id LIMIT 500
            """
        ).map(indicator)
    }

    /// Those that are measured by the program itself.
    static func measured(by metric: String, after key: String, limit: Int, _ db: any Reader) throws -> [Indicator] {
        try db.all("SELECT \(columns) FROM indicator WHERE metric = \(metric) AND id > \(key) ORDER BY id LIMIT \(limit)").map(indicator)
    }

    /// The values that begin in a span of days, oldest first.
    static func values(
        of indicator: String, from first: CivilDate, through last: CivilDate, asOf: AsOf = .now, _ db: any Reader
    ) throws -> [Measurement] {
        try db.all(
            """
            SELECT \(valueColumns) FROM \(asOf.table("indicator_value")) WHERE indicator = \(indicator) AND first_day >= \(first.iso)
            AND first_day <= \(last.iso) ORDER BY first_day
            """
        ).map(measurement)
    }

    /// The values of many that begin in a span of days, oldest first.
    static func values(
        of ids: [String], from first: CivilDate, through last: CivilDate, asOf: AsOf, _ db: any Reader
    ) throws -> [String: [Measurement]] {
        guard !ids.isEmpty else { return [:] }
        let rows = try db.all(
            """
            SELECT \(valueColumns) FROM \(asOf.table("indicator_value")) WHERE indicator IN (\(list: ids)) AND first_day >= \(first.iso)
            AND first_day <= \(last.iso) ORDER BY indicator, first_day
            """)
        return Dictionary(grouping: try rows.map(measurement), by: \.indicator)
    }

    static func targets(of ids: [String], asOf: AsOf, _ db: any Reader) throws -> [String: [Target]] {
        guard !ids.isEmpty else { return [:] }
        let rows = try db.all(
            "SELECT indicator, year, value, cause, strategy FROM \(asOf.table("indicator_target")) WHERE indicator IN (\(list: ids)) ORDER BY year")
        return Dictionary(grouping: try rows.map { (try $0.get("indicator") as String, try target($0)) }, by: \.0).mapValues { $0.map(\.1) }
    }

    /// The last so many values of each, oldest first.
    static func latest(of ids: [String], asOf: AsOf, _ db: any Reader) throws -> [String: [Measurement]] {
        guard !ids.isEmpty else { return [:] }
        // By index to the day of the oldest that is wanted, so that years of daily values cost nothing.
        let rows = try db.all(
            """
            SELECT \(SQL.joined(valueNames.map { "indicator_value.\($0)" }, by: ", ")) FROM indicator
            JOIN \(asOf.table("indicator_value")) ON indicator_value.indicator = indicator.id AND indicator_value.first_day >= coalesce(
                (SELECT older.first_day FROM (SELECT indicator, first_day FROM \(asOf.table("indicator_value"))) AS older
                WHERE older.indicator = indicator.id ORDER BY older.first_day DESC LIMIT 1 OFFSET 23), '')
            WHERE indicator.id IN (\(list: ids)) ORDER BY indicator_value.indicator, indicator_value.first_day
            """)
        return Dictionary(grouping: try rows.map(measurement), by: \.indicator)
    }

    /// Values of public indicators with what is needed to read each by itself, by their keys.
    static func publicValues(
        after key: String?, limit: Int, asOf: AsOf, _ db: any Reader
    ) throws -> [(measurement: Measurement, unit: String, target: Double?, isSample: Bool)] {
        // What was withdrawn since is not shown in the past either.
        let today: SQL = asOf == .now ? "" : "AND indicator.id IN (SELECT id FROM indicator AS today WHERE today.is_public)"
        return try db.all(
            """
            SELECT \(SQL.joined(valueNames.map { "indicator_value.\($0)" }, by: ", ")), indicator.unit, indicator.is_sample, indicator_target.value AS target
            FROM \(asOf.table("indicator_value")) JOIN \(asOf.table("indicator")) ON indicator.id = indicator_value.indicator
            LEFT JOIN \(asOf.table("indicator_target")) ON indicator_target.indicator = indicator_value.indicator
                AND indicator_target.year = CAST(substr(indicator_value.period, 1, 4) AS BIGINT)
            WHERE indicator.is_public AND indicator_value.id > \(key ?? "") \(today) ORDER BY indicator_value.id LIMIT \(limit)
            """
        ).map { (try measurement($0), try $0.get("unit"), try $0.optional("target"), try $0.get("is_sample")) }
    }

    /// Every target that was ever set, oldest first within its year; what was set again stands beside what it replaced.
    static func targetHistory(of indicator: String, _ db: any Reader) throws -> [(target: Target, setAt: Instant)] {
        try db.all(
            "SELECT year, value, cause, strategy, set_at FROM indicator_target_past WHERE indicator = \(indicator) ORDER BY year, past_id LIMIT 500"
        ).map { (try target($0), try $0.get("set_at")) }
    }

    public static func value(of indicator: String, _ period: Period, _ db: any Reader) throws -> Measurement? {
        try db.first("SELECT \(valueColumns) FROM indicator_value WHERE indicator = \(indicator) AND period = \(period.id)").map(measurement)
    }

    static func targets(of indicator: String, asOf: AsOf = .now, _ db: any Reader) throws -> [Target] {
        try db.all(
            "SELECT year, value, cause, strategy FROM \(asOf.table("indicator_target")) WHERE indicator = \(indicator) ORDER BY year"
        ).map(target)
    }

    private static func target(_ row: Row) throws -> Target {
        Target(year: try row.get("year"), value: try row.get("value"), cause: try row.get("cause"), strategy: try row.get("strategy"))
    }

    private static let valueNames: [Identifier] = ["indicator", "period", "value", "part", "whole", "note", "first_at", "at", "revision"]
    private static let valueColumns = SQL.joined(valueNames.map { "\($0)" }, by: ", ")

    private static func measurement(_ row: Row) throws -> Measurement {
        guard let period = Period(id: try row.get("period")) else { throw StoreError.unexpectedType(column: "period") }
        return Measurement(
            indicator: try row.get("indicator"), period: period, value: try row.get("value"), part: try row.optional("part"),
            whole: try row.optional("whole"), note: try row.get("note"), firstAt: try row.get("first_at"), at: try row.get("at"),
            revision: try row.get("revision"))
    }

    static func indicator(_ row: Row) throws -> Indicator {
        Indicator(
            id: try row.get("id"), title: try row.get("title"), agency: try row.get("agency"), line: try row.optional("line"),
            goal: try row.optional("goal"), unit: try row.get("unit"), decimals: try row.get("decimals"), direction: try row.word("direction"),
            cadence: try row.word("cadence"), formula: try row.word("formula"), stages: try Indicator.stages(try row.get("stages")),
            weight: try row.get("weight"), metric: try row.optional("metric"), subject: try row.optional("subject"), method: try row.get("method"),
            source: try row.get("source"), begins: try row.date("begins"), ends: try row.optionalDate("ends"), isPublic: try row.get("is_public"),
            isSample: try row.get("is_sample"))
    }
}

extension Indicator {
    /// Stages as they are kept: `[["設計", 25], …]`.
    static func stages(_ text: String) throws -> [Stage] {
        guard case .array(let rows)? = try? JSON(parsing: Array(text.utf8)) else { throw StoreError.unexpectedType(column: "stages") }
        return rows.compactMap { row in
            guard case .array(let cells) = row, cells.count == 2, case .string(let title) = cells[0] else { return nil }
            switch cells[1] {
            case .int(let percent): return Stage(title, Double(percent))
            case .double(let percent): return Stage(title, percent)
            default: return nil
            }
        }
    }

    static func text(_ stages: [Stage]) -> String {
        String(decoding: JSON.array(stages.map { .array([.string($0.title), .double($0.percent)]) }).utf8(), as: UTF8.self)
    }
}
