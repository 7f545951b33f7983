internal import Formats
internal import Indicators
internal import Kernel
internal import Ledger
internal import Storage

/// What the record says about the lines of a plan in one year, as it stood when the report's numbers were taken. A handful of queries however many lines.
struct ReportFacts: Sendable {
    /// By line of the plan.
    let figures: [Reference: [IndicatorFigure]]
    /// Matters, decisions and whatever else is tied to a line and came to something in that year, oldest first.
    let works: [Reference: [Glance]]

    static let none = ReportFacts(figures: [:], works: [:])

    /// Of each line no more than so many; the thread of the line has them all.
    private static let most = 40

    static func read(_ lines: [Reference], year: Int, _ moment: Moment, _ call: Call, _ db: any Reader) throws -> ReportFacts {
        guard let span = Period.year(year + 1911) else { return .none }
        // Numbers and the year's own work have their places already.
        let elsewhere: Set = ["indicators/indicator", "planning/work", "planning/measure", "planning/annual"]
        let kinds = call.city.contributions(Noun.self).map(\.kind).filter { !elsewhere.contains($0) }
        let ends = try LinkQueries.publicEnds(at: lines, of: kinds, each: most, asOf: moment.asOf, db)
        let view = Noun.View(city: call.city, granted: call.granted, asOf: moment.asOf)
        let glances = try call.city.glances(at: Array(Set(ends.values.flatMap { $0.map(\.there) })), view, db)
        let works = ends.mapValues { ends -> [Glance] in
            var seen: Set<Reference> = []
            return ends.compactMap { glances[$0.there] }.filter { glance in
                guard seen.insert(glance.reference).inserted, let at = glance.changedAt else { return false }
                return span.contains(at.taipeiDay)
            }.sorted { ($0.changedAt?.milliseconds ?? 0, $0.reference.text) < ($1.changedAt?.milliseconds ?? 0, $1.reference.text) }
        }
        return ReportFacts(
            figures: try IndicatorFigure.measuring(lines, in: span, moment, call.city.settings, db), works: works.filter { !$0.value.isEmpty })
    }
}

extension Period {
    func contains(_ day: CivilDate) -> Bool { first <= day && day <= last }
}
