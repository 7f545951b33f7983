internal import Kernel
public import Storage

/// Puts a plan that was read from a document into the record.
public struct PlanImport: Sendable {
    public enum Outcome: Sendable, Equatable {
        case added
        case replaced
        /// The same content is there already; nothing was written.
        case unchanged
    }

    public enum Failure: Error, Equatable {
        /// A published plan is not replaced by an upload, and does not become a draft again.
        case alreadyPublished
    }

    public let agency: String
    public let years: ClosedRange<Int>
    public let draft: PlanDraft
    /// Names for beads, by line: `g4-7` → 開放資料.
    public var shortNames: [String: String] = [:]
    public let publishes: Bool
    /// Whether a published plan may be replaced: the command line may, an upload may not.
    public let replacesPublished: Bool

    public init(
        agency: String, years: ClosedRange<Int>, draft: PlanDraft, shortNames: [String: String] = [:], publishes: Bool, replacesPublished: Bool
    ) {
        self.agency = agency
        self.years = years
        self.draft = draft
        self.shortNames = shortNames
        self.publishes = publishes
        self.replacesPublished = replacesPublished
    }

    /// For a document that names itself nowhere.
    private static let standardTitle = "中程施政計畫"

    /// The key the plan has, or will have.
    public var id: String { Plan.id(agency: agency, years: years) }

    /// What a person should look at: the reader's own doubts, and where the document names another agency or other years than were given.
    public func doubts(agencyName: String) -> [PlanWarning] {
        var doubts = draft.warnings
        if let named = draft.agencyName, !named.hasSuffix(agencyName) { doubts.insert(.otherAgency(printed: named), at: 0) }
        if let printed = draft.years, printed != years { doubts.insert(.otherYears(printed: printed), at: 0) }
        return doubts
    }

    /// - Throws: ``Failure/alreadyPublished``.
    public func run(as actor: Actor, at now: Instant, in store: Store) async throws -> Outcome {
        let content = PlanLines(draft)
        let (title, mission, vision) = (draft.title ?? Self.standardTitle, draft.mission ?? "", draft.vision ?? "")
        let digest = content.digest(title: title, mission: mission, vision: vision)
        return try await store.write(as: actor, "planning.importPlan") { db, changes in
            // The row is made first and then locked: two that import the same new plan at once must wait for each other, not collide.
            try db.run(
                """
                INSERT INTO plan (id, agency, title, from_year, to_year, status, mission, vision, digest, notes, imported_at)
                VALUES (\(id), \(agency), \(title), \(years.lowerBound), \(years.upperBound), 'draft', '', '', '', '[]', \(now))
                ON CONFLICT (id) DO NOTHING
                """)
            guard let known = try db.first("SELECT status, digest FROM plan WHERE id = \(id)\(SQL.forUpdate)") else { throw StoreError.retry }
            let (status, before): (Plan.Status, String) = (try known.word("status"), try known.get("digest"))
            let isSame = before == digest && (status == .published || !publishes)
            if isSame {
                guard try content.rename(shortNames, plan: id, in: db) > 0 else { return .unchanged }
            } else {
                if status == .published && !(publishes && replacesPublished) { throw Failure.alreadyPublished }
                let names = try shortNames.isEmpty ? PlanLines.shortNames(of: id, db) : shortNames
                let notes = try PlanNotes.json(doubts(agencyName: PlanLines.agencyName(agency, db)))
                try db.run(
                    """
                    UPDATE plan SET title = \(title), status = \((publishes ? Plan.Status.published : .draft).rawValue), mission = \(mission),
                    vision = \(vision), digest = \(digest), notes = \(notes), imported_at = \(now), published_at = \(publishes ? now : nil)
                    WHERE id = \(id)
                    """)
                try content.replace(plan: id, names, in: db)
            }
            changes.append(
                Change(
                    Reference("planning/plan", id),
                    [
                        ("digest", digest), ("lines", String(content.lines.count)),
                        ("status", publishes || isSame && status == .published ? "published" : "draft"),
                    ]))
            return before.isEmpty ? .added : .replaced
        }
    }
}
