internal import Formats
internal import Indicators
internal import Kernel
internal import Ledger
internal import Storage

/// A results report with everything in it, for the page, the document and the API alike.
struct ReportView: Sendable {
    let report: PerformanceReport
    let lines: [ReportLine]
    let facts: ReportFacts
    /// What the agency's plan of that year came to.
    let year: ReportYear?
    let pictures: [String: [ReportPicture]]
    /// What the plan says, by line of the plan.
    let planned: [Reference: PlanLine]
    let plan: Plan?
    let seal: LedgerSeal?
    let moment: Moment

    /// - Parameter onlyPublished: what is a draft does not exist.
    /// - Throws: ``Problem/notFound``.
    static func read(_ id: String, _ call: Call, onlyPublished: Bool) async throws -> ReportView {
        let today = call.city.clock.today
        let found = try await call.store.read { db -> ReportView? in
            guard let report = try ReportQueries.find(id, db), report.isPublished || !onlyPublished else { return nil }
            return try read(report, today, call, db)
        }
        guard let found else { throw Problem.notFound }
        return found
    }

    static func read(_ report: PerformanceReport, _ today: CivilDate, _ call: Call, _ db: any Reader) throws -> ReportView {
        let lines = try ReportQueries.lines(of: report.id, db)
        let moment = Moment(entries: report.entries ?? 0, at: report.takenAt ?? call.city.clock.now())
        let about = lines.compactMap(\.about)
        let isFromRecord = report.plan != nil && report.entries != nil
        let content = try isFromRecord ? report.plan.flatMap { try PlanQueries.content($0, asOf: moment.asOf, db) } : nil
        let planned = content.map { content in
            Dictionary(content.lines.map { ($0.reference(in: content.plan.id), $0) }, uniquingKeysWith: { first, _ in first })
        }
        return ReportView(
            report: report, lines: lines,
            facts: try isFromRecord ? ReportFacts.read(about, year: report.years.lowerBound, moment, call, db) : .none,
            year: try isFromRecord ? ReportYear.read(report, asOf: moment.asOf, call.city.settings, db) : nil,
            pictures: Dictionary(grouping: try ReportPicture.all(of: report.id, db), by: \.line), planned: planned ?? [:], plan: content?.plan,
            seal: try LedgerSeal.find(Reference("planning/report", report.id), db), moment: moment)
    }

    var isSample: Bool {
        year?.content.plan.isSample == true || facts.figures.values.contains { $0.contains { $0.indicator.isSample } }
            || facts.works.values.contains { $0.contains(where: \.isSample) }
    }
}

/// A picture of a report, with what stands for it where it cannot be seen.
struct ReportPicture: Sendable {
    let attachment: Attachment
    let line: String
    let alt: String
    let caption: String

    static func all(of report: String, _ db: any Reader) throws -> [ReportPicture] {
        let files = Dictionary(
            try Attachment.list(of: Reference("planning/report", report), db).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        return try db.all("SELECT id, line, alt, caption FROM performance_report_picture WHERE report = \(report) ORDER BY place, id").compactMap {
            row in
            guard let attachment = files[try row.get("id")] else { return nil }
            return ReportPicture(attachment: attachment, line: try row.get("line"), alt: try row.get("alt"), caption: try row.get("caption"))
        }
    }
}
