public import Storage

/// What a year of an indicator came to so far, for modules that judge by it.
public struct IndicatorYear: Sendable, Equatable {
    public let value: Double?
    public let target: Double?
    /// 達成率, where it can be judged already.
    public let attainment: Double?
}

extension IndicatorQueries {
    /// - Parameter year: Gregorian.
    public static func year(_ year: Int, of ids: [String], asOf: AsOf = .now, _ db: any Reader) throws -> [String: IndicatorYear] {
        try YearSummary.of(ids, year: year, asOf: asOf, db).mapValues {
            IndicatorYear(value: $0.value, target: $0.target, attainment: $0.attainment)
        }
    }

    /// An agency's indicators, by key.
    public static func of(agency: String, _ db: any Reader) throws -> [Indicator] {
        try page(agency: agency, onlyPublic: false, after: nil, limit: 500, asOf: .now, db).items
    }
}
