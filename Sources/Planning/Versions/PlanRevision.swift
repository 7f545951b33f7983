internal import Kernel
internal import Storage

/// What one version of a plan changes against another, line by line, and why.
struct PlanRevision: Sendable {
    let old: PlanContent
    let new: PlanContent
    /// By the key of the line, `mission`, `vision` or `title`.
    let reasons: [String: String]
    let lines: LineDifference

    init(old: PlanContent, new: PlanContent, reasons: [String: String]) {
        self.old = old
        self.new = new
        self.reasons = reasons
        lines = LineDifference(old: old.lines.map(\.compared), new: new.lines.map(\.compared))
    }

    /// Parts that are one text each.
    var wholes: [(key: String, name: Phrase, old: String, new: String)] {
        [
            ("title", "計畫名稱", old.plan.title, new.plan.title), ("mission", "使命", old.plan.mission, new.plan.mission),
            ("vision", "願景", old.plan.vision, new.plan.vision),
        ]
    }

    /// Goals whose stated targets are others now, by key, as a sentence each before and after.
    var targets: [(goal: String, old: [String], new: [String])] {
        new.lines.filter { $0.kind == .goal }.compactMap { goal in
            let (before, after) = (old.indicators(of: goal.id).map(\.sentence), new.indicators(of: goal.id).map(\.sentence))
            return before == after ? nil : (goal.id, before, after)
        }
    }

    /// What needs a reason, in the order of the text: what is new, gone or says something else. What only stands elsewhere needs none.
    var changed: [String] {
        var keys = wholes.filter { $0.old != $0.new }.map(\.key)
        keys += lines.entries.filter { [.added, .removed, .changed].contains($0.change) }.compactMap { ($0.new ?? $0.old)?.id }
        let known = Set(keys)
        return keys + targets.map(\.goal).filter { !known.contains($0) }
    }

    var withoutReason: [String] { changed.filter { (reasons[$0] ?? "").isEmpty } }

    func name(_ key: String, _ t: Words) -> String {
        if key == "title" { return t("計畫名稱") }
        return LineName.of(key, new.line(key) == nil && old.line(key) != nil ? old : new, t)
    }

    /// A draft against the published plan it is to replace; nil for a plan of its own.
    static func ofDraft(_ id: String, _ db: any Reader) throws -> PlanRevision? {
        guard let draft = try PlanQueries.content(id, db), let base = draft.plan.revises, let old = try PlanQueries.content(base, db) else {
            return nil
        }
        return PlanRevision(old: old, new: draft, reasons: try PlanReason.all(of: [draft.plan.versionID], db))
    }

    /// Two published versions, whichever of them stands now.
    /// - Returns: nil when the plan had no such version, or it can no longer be read.
    static func between(_ old: Int, _ new: Int, of plan: String, _ db: any Reader) throws -> PlanRevision? {
        guard let before = try PlanVersionQueries.moment(of: plan, old, db), let after = try PlanVersionQueries.moment(of: plan, new, db),
            let first = try PlanQueries.content(plan, asOf: before, db), let second = try PlanQueries.content(plan, asOf: after, db)
        else { return nil }
        // Whoever skips versions reads every reason that was given on the way, the latest where a line has several.
        let between = old < new ? (old + 1...new).map { PlanVersion.id(plan, $0) } : []
        return PlanRevision(old: first, new: second, reasons: try PlanReason.all(of: between, db))
    }
}

extension ProposedIndicator {
    /// 學習時數 以上 20 小時, for comparing.
    fileprivate var sentence: String { "\(title) \(comparison == .atLeast ? "≥" : "≤") \(PlanSection.number(target)) \(unit)" }
}
