internal import Kernel
public import Storage

/// Puts a plan that was read from a document into the record.
public struct PlanImport: Sendable {
    public enum Outcome: Sendable, Equatable {
        case added
        case replaced
        /// Beside the published plan, which stays as it is until the draft is published.
        case drafted
        /// The same content is there already; nothing was written.
        case unchanged
    }

    public let agency: String
    public let years: ClosedRange<Int>
    public let draft: PlanDraft
    /// Names for beads, by line: `g4-7` → 開放資料.
    public var shortNames: [String: String] = [:]
    /// Whether everyone sees it at once, in place of what is published already. What does not becomes a draft; beside a published plan, which stays.
    public let publishes: Bool

    public init(agency: String, years: ClosedRange<Int>, draft: PlanDraft, shortNames: [String: String] = [:], publishes: Bool) {
        self.agency = agency
        self.years = years
        self.draft = draft
        self.shortNames = shortNames
        self.publishes = publishes
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

    /// Why an import is refused; nothing was written.
    public enum Refusal: Error, Sendable {
        /// A draft of this plan goes through its procedure: it is changed there, and published at its end.
        case inProcedure
    }

    /// In a transaction of its own.
    /// - Throws: ``Refusal``
    public func run(as actor: Actor, at now: Instant, in store: Store) async throws -> Outcome {
        try await store.write(as: actor, "planning.importPlan") { db, changes in try write(at: now, db, &changes).outcome }
    }

    /// - Returns: what happened, and the key of the plan or draft that has the content now.
    /// - Throws: ``Refusal``
    func write(at now: Instant, _ db: any Writer, _ changes: inout [Change]) throws -> (outcome: Outcome, id: String) {
        let known = try PlanRow.locked(id, agency: agency, years: years, at: now, db)
        for row in [known, try PlanRow.find(Plan.revision(of: id), db)].compactMap(\.self) where row.status == .draft {
            guard try PlanLife.current(row.versionID, db) == nil else { throw Refusal.inProcedure }
        }
        let replaced = try (number: known.version, digest: known.digest, at: PlanQueries.publication(of: id, db))
        let content = PlanLines(draft, keys: LineKeys(old: try PlanQueries.lines(of: id, db), retired: known.retired))
        let digest = content.digest(title: title, mission: draft.mission ?? "", vision: draft.vision ?? "")
        if known.digest == digest && (known.status == .published || !publishes) {
            guard try content.rename(shortNames, plan: id, in: db) > 0 else { return (.unchanged, id) }
            if known.status == .published { try db.emit(PlanEvents.published(id, digest: digest)) }
            changes.append(note(id, digest, content, isPublished: known.status == .published))
            return (.replaced, id)
        }
        if known.status == .published && !publishes {
            return (try revise(known, content, digest, at: now, db, &changes), Plan.revision(of: id))
        }
        var row = known
        row.retire(try PlanQueries.lines(of: id, db), keeping: content.lines)
        if !known.digest.isEmpty && known.digest != digest { row.version += 1 }
        try fill(row, content, digest, status: publishes ? .published : .draft, at: now, db)
        if publishes {
            try db.emit(PlanEvents.published(id, digest: digest))
            try PlanVersionQueries.publish(
                id, row.version, digest: digest, after: known.status == .published ? replaced : nil, at: now, db, &changes)
        }
        changes.append(note(id, digest, content, isPublished: publishes))
        return (known.digest.isEmpty ? .added : .replaced, id)
    }

    private var title: String { draft.title ?? Self.standardTitle }

    /// The one draft beside the published plan, made or filled anew.
    private func revise(
        _ published: PlanRow, _ content: PlanLines, _ digest: String, at now: Instant, _ db: any Writer, _ changes: inout [Change]
    ) throws -> Outcome {
        let draft = Plan.revision(of: id)
        var row = try PlanRow.locked(draft, agency: agency, years: years, at: now, db)
        if row.digest == digest && row.version == published.version + 1 { return .unchanged }
        let outcome: Outcome = row.digest.isEmpty ? .drafted : .replaced
        row.revises = id
        row.version = published.version + 1
        try fill(row, content, digest, status: .draft, at: now, db)
        changes.append(note(draft, digest, content, isPublished: false))
        return outcome
    }

    private func fill(_ row: PlanRow, _ content: PlanLines, _ digest: String, status: Plan.Status, at now: Instant, _ db: any Writer) throws {
        let names = try shortNames.isEmpty ? PlanLines.shortNames(of: row.revises ?? row.id, db) : shortNames
        let notes = try PlanNotes.json(doubts(agencyName: PlanLines.agencyName(agency, db)))
        try db.run(
            """
            UPDATE plan SET title = \(title), status = \(status.rawValue), mission = \(draft.mission ?? ""), vision = \(draft.vision ?? ""),
            digest = \(digest), notes = \(notes), imported_at = \(now), published_at = \(status == .published ? now : nil),
            version = \(row.version), revises = \(row.revises), retired = \(row.retiredJSON) WHERE id = \(row.id)
            """)
        try content.replace(plan: row.id, names, in: db)
    }

    private func note(_ id: String, _ digest: String, _ content: PlanLines, isPublished: Bool) -> Change {
        Change(
            Reference("planning/plan", id),
            [("digest", digest), ("lines", String(content.lines.count)), ("status", isPublished ? "published" : "draft")])
    }
}
