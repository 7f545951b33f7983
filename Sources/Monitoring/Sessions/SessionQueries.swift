internal import Kernel
internal import Storage

/// Queries on sessions of the council.
enum SessionQueries {
    struct Session: Sendable {
        /// 第4屆第6次定期會
        let name: String
        let total: Int
        let open: Int
    }

    /// The latest first.
    static func sessions(_ db: any Reader) throws -> [Session] {
        try db.all(
            """
            SELECT directive.session, count(*) AS total, CAST(sum(CASE WHEN matter.closed_at IS NULL THEN 1 ELSE 0 END) AS BIGINT) AS open_count
            FROM directive JOIN matter ON matter.id = directive.matter WHERE directive.session IS NOT NULL AND directive.matter IS NOT NULL
            GROUP BY directive.session ORDER BY max(directive.held_on) DESC, directive.session LIMIT 200
            """
        ).map { Session(name: try $0.get("session"), total: try $0.get("total"), open: try $0.get("open_count")) }
    }

    /// What the agency reported last on each, by case.
    static func words(of matters: [String], _ db: any Reader) throws -> [String: String] {
        var words: [String: String] = [:]
        for some in stride(from: 0, to: matters.count, by: 500).map({ Array(matters[$0..<min($0 + 500, matters.count)]) }) {
            let rows = try db.all(
                """
                SELECT matter, words FROM matter_step WHERE matter IN (\(list: some)) AND action IN ('report', 'propose') AND undone_at IS NULL
                ORDER BY matter, number
                """)
            for row in rows { words[try row.get("matter")] = try row.get("words") }
        }
        return words
    }
}
