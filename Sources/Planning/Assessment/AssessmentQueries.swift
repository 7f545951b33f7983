internal import Formats
internal import Kernel
internal import Storage

/// Every query on assessments.
enum AssessmentQueries {
    private static let columns: SQL = "id, status, total, grade, objections_until, announced_at, is_sample"

    static func find(_ annual: String, asOf: AsOf = .now, _ db: any Reader) throws -> Assessment? {
        try db.first("SELECT \(columns) FROM \(asOf.table("assessment")) WHERE id = \(annual)").map(assessment)
    }

    static func announced(_ annual: String, asOf: AsOf = .now, _ db: any Reader) throws -> Assessment? {
        try find(annual, asOf: asOf, db).flatMap { $0.isAnnounced ? $0 : nil }
    }

    static func locked(_ annual: String, _ db: any Writer) throws -> Assessment? {
        try db.first("SELECT \(columns) FROM assessment WHERE id = \(annual)\(SQL.forUpdate)").map(assessment)
    }

    static func sheet(_ annual: String, _ settings: Settings, asOf: AsOf = .now, _ db: any Reader) throws -> AssessmentSheet? {
        guard let assessment = try find(annual, asOf: asOf, db), let content = try AnnualQueries.content(annual, asOf: asOf, db) else { return nil }
        return AssessmentSheet(
            content: content, assessment: assessment, marks: try marks(of: annual, asOf: asOf, db),
            cap: Double(settings.value(of: AssessmentSettings.cap, on: content.plan.lastDay)), settings: settings)
    }

    static func marks(of annual: String, asOf: AsOf = .now, _ db: any Reader) throws -> [String: [Assessment.Stage: Assessment.Mark]] {
        var marks: [String: [Assessment.Stage: Assessment.Mark]] = [:]
        let rows = try db.all(
            "SELECT indicator, stage, actual, evidence, remark FROM \(asOf.table("assessment_mark")) WHERE assessment = \(annual) ORDER BY indicator, stage"
        )
        for row in rows {
            let stage: Assessment.Stage = try row.word("stage")
            marks[try row.get("indicator"), default: [:]][stage] = Assessment.Mark(
                stage: stage, actual: try row.get("actual"), evidence: try row.get("evidence"), remark: try row.get("remark"))
        }
        return marks
    }

    /// The actual values that an announced assessment counts, by indicator.
    static func actuals(of annual: String, asOf: AsOf = .now, _ db: any Reader) throws -> [String: Double] {
        guard try announced(annual, asOf: asOf, db) != nil else { return [:] }
        return try marks(of: annual, asOf: asOf, db).compactMapValues { marks in (marks[.final] ?? marks[.initial] ?? marks[.itself])?.actual }
    }

    /// 排名: what was announced of a year, or of all years, the best first.
    static func ranking(
        year: Int?, agency: String? = nil, asOf: AsOf = .now, _ db: any Reader
    ) throws -> [(plan: AnnualPlan, assessment: Assessment)] {
        let plans = try AnnualQueries.published(agency: agency, limit: 1000, asOf: asOf, db).plans.filter { year == nil || $0.year == year }
        let found = try plans.compactMap { plan in try announced(plan.id, asOf: asOf, db).map { (plan: plan, assessment: $0) } }
        return found.sorted { left, right in
            let (one, other) = (left.assessment.total ?? 0, right.assessment.total ?? 0)
            return (right.plan.year, other, left.plan.id) < (left.plan.year, one, right.plan.id)
        }
    }

    private static func assessment(_ row: Row) throws -> Assessment {
        Assessment(
            annual: try row.get("id"), isAnnounced: try row.get("status", as: String.self) == "announced", total: try row.optional("total"),
            grade: try row.optionalWord("grade"), objectionsUntil: try row.optional("objections_until"),
            announcedAt: try row.optional("announced_at"), isSample: try row.get("is_sample"))
    }
}
