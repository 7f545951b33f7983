internal import Formats
internal import Kernel
internal import Matters
internal import Storage

/// Every query on dispatched directives.
enum DirectiveQueries {
    /// The newest meetings first.
    static func rows(_ filter: DirectiveFilter, limit: Int, _ db: any Reader) throws -> [DirectiveRow] {
        var conditions = filter.conditions
        if let after = filter.after { conditions.append("(directive.held_on, directive.id) < (\(after.held), \(after.id))") }
        return try db.all(
            """
            SELECT \(MinutesQueries.directiveColumns), matter.number AS case_number, matter.state AS case_state, matter.lead AS case_lead,
                matter.due_at, matter.closed_at, matter.state_since, matter.is_sample
            FROM directive JOIN matter ON matter.id = directive.matter WHERE \(SQL.joined(conditions, by: " AND "))
            ORDER BY directive.held_on DESC, directive.id DESC LIMIT \(limit)
            """
        ).map { row in
            let due: Instant = try row.get("due_at")
            let closed: Instant? = try row.optional("closed_at")
            return DirectiveRow(
                record: try MinutesQueries.directive(row), number: try row.get("case_number"), state: try row.get("case_state"),
                lead: try row.get("case_lead"), dueAt: due.milliseconds >= 253_402_300_799_999 ? nil : due, isClosed: closed != nil,
                changedAt: try row.get("state_since"), isSample: try row.get("is_sample"))
        }
    }

    static func numbers(of matters: [String], _ db: any Reader) throws -> [String: String] {
        var numbers: [String: String] = [:]
        for row in try db.all("SELECT id, number FROM matter WHERE id IN (\(list: matters))") { numbers[try row.get("id")] = try row.get("number") }
        return numbers
    }

    /// How many of an agency's are where.
    struct Sums: Sendable, Equatable {
        var total = 0
        var late = 0
        var soon = 0
        var running = 0
        var closed = 0
        /// Of the closed, those that were done by their day.
        var inTime = 0
        /// 解除列管
        var released = 0
        /// Since when the oldest of what is open has been open.
        var oldest: Instant?

        var open: Int { late + soon + running }
        var releasedPercent: Double? { total == 0 ? nil : Double(released) * 100 / Double(total) }
        var inTimePercent: Double? { closed == 0 ? nil : Double(inTime) * 100 / Double(closed) }

        /// Calendar days.
        func oldestDays(on today: CivilDate) -> Int? { oldest.map { today.days(since: $0.taipeiDay) } }
    }

    /// By lead agency.
    static func sums(_ filter: DirectiveFilter, _ db: any Reader) throws -> [String: Sums] {
        func count(_ condition: SQL) -> SQL { "CAST(sum(CASE WHEN \(condition) THEN 1 ELSE 0 END) AS BIGINT)" }
        let rows = try db.all(
            """
            SELECT matter.lead, count(*) AS total, \(count(filter.condition(.late))) AS late, \(count(filter.condition(.soon))) AS soon,
                \(count(filter.condition(.running))) AS running, \(count(filter.condition(.closed))) AS closed,
                \(count("matter.closed_at IS NOT NULL AND matter.closed_at <= matter.closed_due")) AS in_time,
                \(count("matter.state IN ('released', 'selfControlled')")) AS released,
                min(CASE WHEN matter.closed_at IS NULL THEN matter.opened_at END) AS oldest
            FROM directive JOIN matter ON matter.id = directive.matter WHERE \(SQL.joined(filter.conditions, by: " AND "))
            GROUP BY matter.lead ORDER BY matter.lead
            """)
        var sums: [String: Sums] = [:]
        for row in rows {
            sums[try row.get("lead")] = Sums(
                total: try row.get("total"), late: try row.get("late"), soon: try row.get("soon"), running: try row.get("running"),
                closed: try row.get("closed"), inTime: try row.get("in_time"), released: try row.get("released"), oldest: try row.optional("oldest"))
        }
        return sums
    }
}
