internal import Kernel
internal import Storage

enum PlanVersionQueries {
    private static let columns: SQL = "id, plan, number, digest, approved_by, approved_at, published_at, superseded_at"

    static func find(_ id: String, _ db: any Reader) throws -> PlanVersion? {
        try db.first("SELECT \(columns) FROM plan_version WHERE id = \(id)").map(version)
    }

    /// What everyone has ever read of a plan, the newest first. What was published before versions were kept is not among them.
    static func published(of plan: String, _ db: any Reader) throws -> [PlanVersion] {
        try db.all(
            "SELECT \(columns) FROM plan_version WHERE plan = \(plan) AND published_at IS NOT NULL ORDER BY number DESC LIMIT 200"
        ).map(version)
    }

    /// The ledger as it stood just before the version was replaced; now, for the version that stands.
    static func moment(of plan: String, _ number: Int, _ db: any Reader) throws -> AsOf? {
        if let current = try PlanQueries.find(plan, db), current.version == number, current.status == .published { return .now }
        let row = try db.first(
            """
            SELECT max(entry.position) AS ended FROM plan_past JOIN entry ON entry.id = plan_past.past_ended_by
            WHERE plan_past.id = \(plan) AND coalesce(plan_past.version, 1) = \(number) AND plan_past.status = 'published'
            """)
        return try row?.optional("ended", as: Int.self).map { .entries($0) }
    }

    /// Makes the row of a version, where there is none.
    static func make(_ id: String, of plan: String, _ number: Int, _ db: any Writer) throws {
        try db.run("INSERT INTO plan_version (id, plan, number) VALUES (\(id), \(plan), \(number)) ON CONFLICT (id) DO NOTHING")
    }

    /// Notes what the mayor approved.
    static func approve(_ id: String, _ digest: String?, by role: Role?, at now: Instant?, _ db: any Writer, _ changes: inout [Change]) throws {
        try db.run("UPDATE plan_version SET digest = \(digest), approved_by = \(role?.rawValue), approved_at = \(now) WHERE id = \(id)")
        changes.append(Change(Reference("planning/version", id), [("approved", digest ?? "no")]))
    }

    /// Notes that from now on everyone reads this version, and no longer the one before.
    /// - Parameter before: what was published until now, with its number, digest and when; nil for the first.
    static func publish(
        _ plan: String, _ number: Int, digest: String, after before: (number: Int, digest: String, at: Instant?)?, at now: Instant,
        _ db: any Writer, _ changes: inout [Change]
    ) throws {
        if let before {
            // Published before versions were kept.
            let id = PlanVersion.id(plan, before.number)
            try make(id, of: plan, before.number, db)
            try db.run(
                "UPDATE plan_version SET digest = \(before.digest), published_at = coalesce(published_at, \(before.at ?? now)) WHERE id = \(id)")
        }
        for row in try db.all(
            "SELECT id FROM plan_version WHERE plan = \(plan) AND number < \(number) AND published_at IS NOT NULL AND superseded_at IS NULL"
        ) {
            let id: String = try row.get("id")
            try db.run("UPDATE plan_version SET superseded_at = \(now) WHERE id = \(id)")
            changes.append(Change(Reference("planning/version", id), [("status", "superseded")]))
        }
        let id = PlanVersion.id(plan, number)
        try make(id, of: plan, number, db)
        try db.run("UPDATE plan_version SET digest = \(digest), published_at = \(now), superseded_at = NULL WHERE id = \(id)")
        changes.append(Change(Reference("planning/version", id), [("status", "published"), ("digest", digest)]))
    }

    private static func version(_ row: Row) throws -> PlanVersion {
        PlanVersion(
            id: try row.get("id"), plan: try row.get("plan"), number: try row.get("number"), digest: try row.optional("digest"),
            approvedBy: try row.optional("approved_by", as: String.self).flatMap(Role.init(rawValue:)), approvedAt: try row.optional("approved_at"),
            publishedAt: try row.optional("published_at"), supersededAt: try row.optional("superseded_at"))
    }
}
