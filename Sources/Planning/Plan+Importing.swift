internal import Crypto
public import Kernel
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

    /// - Throws: ``Failure/alreadyPublished``.
    public func run(as actor: Actor, at now: Instant, in store: Store) async throws -> Outcome {
        let content = PlanLines(draft, shortNames: shortNames)
        let (title, mission, vision) = (draft.title ?? Self.standardTitle, draft.mission ?? "", draft.vision ?? "")
        let digest = digest(of: content)
        return try await store.write(as: actor, "planning.importPlan") { db, changes in
            let known = try db.first("SELECT status, digest FROM plan WHERE id = \(id)\(SQL.forUpdate)")
            let status: Plan.Status? = try known?.word("status")
            if let known, try known.get("digest") == digest, status == .published || !publishes { return .unchanged }
            if status == .published && !(publishes && replacesPublished) { throw Failure.alreadyPublished }
            try db.run("DELETE FROM plan_indicator WHERE plan = \(id)")
            try db.run("DELETE FROM plan_line WHERE plan = \(id)")
            try db.run(
                """
                INSERT INTO plan (id, agency, title, from_year, to_year, status, mission, vision, digest, notes, imported_at, published_at)
                VALUES (\(id), \(agency), \(title), \(years.lowerBound), \(years.upperBound), \((publishes ? Plan.Status.published : .draft).rawValue),
                \(mission), \(vision), \(digest), \(PlanNotes.json(draft.warnings)), \(now), \(publishes ? now : nil))
                ON CONFLICT (id) DO UPDATE SET title = excluded.title, status = excluded.status, mission = excluded.mission, vision = excluded.vision,
                digest = excluded.digest, notes = excluded.notes, imported_at = excluded.imported_at, published_at = excluded.published_at
                """)
            try content.insert(plan: id, into: db)
            changes.append(
                Change(
                    Reference("planning/plan", id),
                    [("digest", digest), ("lines", String(content.lines.count)), ("status", publishes ? "published" : "draft")]))
            return known == nil ? .added : .replaced
        }
    }

    /// Over everything a reader sees, so that the same document, read by the same rules, is known again.
    private func digest(of content: PlanLines) -> String {
        var text = [draft.title ?? Self.standardTitle, draft.mission ?? "", draft.vision ?? ""]
        for line in content.lines {
            text += [
                line.id, line.kind.rawValue, String(line.number), line.goalKind?.rawValue ?? "", line.perspective?.rawValue ?? "", line.title,
                line.text,
                line.shortName ?? "",
            ]
        }
        for indicator in content.indicators {
            text += [indicator.line, indicator.title, String(indicator.target), indicator.unit, indicator.comparison.rawValue, indicator.sourceText]
        }
        // A unit separator cannot occur in the text, so that two different plans cannot run together into one.
        return SHA256.hash(data: Array(text.joined(separator: "\u{1F}").utf8)).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }
            .joined()
    }
}
