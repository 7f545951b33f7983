internal import Formats
internal import Indicators
internal import Kernel
internal import Markup
internal import Storage

/// What is known of the numbers of a year's plan: what the last stage of its assessment says, and where none says anything, the indicator that supplies
/// the value.
struct AnnualResults: Sendable {
    private let actual: [String: Double]

    static func read(_ content: AnnualContent, asOf: AsOf = .now, _ db: any Reader) throws -> AnnualResults {
        let sources = content.indicators.compactMap(\.source)
        let years = try IndicatorQueries.year(content.plan.commonYear, of: sources, asOf: asOf, db)
        let assessed = try AssessmentQueries.actuals(of: content.plan.id, asOf: asOf, db)
        var actual: [String: Double] = [:]
        for indicator in content.indicators {
            actual[indicator.id] = assessed[indicator.id] ?? indicator.source.flatMap { years[$0]?.value }
        }
        return AnnualResults(actual: actual)
    }

    func actual(of indicator: AnnualIndicator) -> Double? { actual[indicator.id] }
    func attainment(of indicator: AnnualIndicator) -> Double? { actual[indicator.id].flatMap(indicator.attainment) }
}
