internal import Formats
internal import Storage

/// Every query on reviews.
enum PlanReviewQueries {
    /// A review that is under way, as a list shows it.
    struct Summary: Sendable {
        let id: String
        let kind: PlanReview.Kind
        let agencyName: String
        let years: ClosedRange<Int>
        let fileName: String
        let startedAt: Instant
    }

    static func find(_ id: String, _ db: any Reader) throws -> PlanReview? {
        guard let row = try db.first("\(select) WHERE plan_review.id = \(id)") else { return nil }
        let source: String = try row.get("source")
        let corrections = try db.all("SELECT kind, line, value FROM plan_review_step WHERE review = \(id) ORDER BY number").map { step in
            guard let correction = Correction(kind: try step.word("kind"), line: try step.get("line"), value: try step.get("value")) else {
                throw StoreError.unexpectedType(column: "value")
            }
            return correction
        }
        return PlanReview(
            id: id, kind: try row.word("kind"), agency: try row.get("agency"), agencyName: try row.get("agency_name"), years: try years(row),
            fileName: try row.get("file_name"),
            status: try row.word("status"), startedAt: try row.get("started_at"),
            source: try SourceDocumentJSON.document(Array(source.utf8)), corrections: corrections, applied: try row.get("applied"))
    }

    /// Those under way of some agencies, or of all of them; the newest first.
    static func open(of agencies: Set<String>?, _ db: any Reader) throws -> [Summary] {
        let mine: SQL = agencies.map { "AND plan_review.agency IN (\(list: $0.sorted()))" } ?? ""
        return try db.all(
            """
            SELECT plan_review.id, kind, agency.name AS agency_name, from_year, to_year, file_name, started_at FROM plan_review
            JOIN agency ON agency.id = plan_review.agency WHERE plan_review.status = 'open' \(mine)
            ORDER BY started_at DESC, plan_review.id LIMIT 200
            """
        ).map {
            Summary(
                id: try $0.get("id"), kind: try $0.word("kind"), agencyName: try $0.get("agency_name"), years: try years($0),
                fileName: try $0.get("file_name"),
                startedAt: try $0.get("started_at"))
        }
    }

    /// The agency a review belongs to, for the authorizer.
    static func agency(of id: String, _ db: any Reader) throws -> String? {
        try db.first("SELECT agency FROM plan_review WHERE id = \(id)")?.get("agency")
    }

    private static let select: SQL = """
        SELECT kind, plan_review.agency, agency.name AS agency_name, from_year, to_year, file_name, status, source, applied, started_at
        FROM plan_review JOIN agency ON agency.id = plan_review.agency
        """

    private static func years(_ row: Row) throws -> ClosedRange<Int> {
        let from: Int = try row.get("from_year")
        return from...max(from, try row.get("to_year"))
    }
}
