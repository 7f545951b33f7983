internal import Formats
public import Kernel
internal import Matters
public import Storage

extension PlanDocument {
    /// Puts the whole plan in the record: published at once, or as a draft. A draft beside a published plan leaves that as it is.
    /// - Throws: ``PlanImport/Refusal`` while a draft goes through its procedure.
    public func run(publishes: Bool, as actor: Actor, at now: Instant, in store: Store) async throws -> (outcome: PlanImport.Outcome, id: String) {
        try await store.write(as: actor, "planning.importPlan") { db, changes in
            let known = try PlanRow.locked(id, agency: agency, years: years, at: now, db)
            for row in [known, try PlanRow.find(Plan.revision(of: id), db)].compactMap(\.self) where row.status == .draft {
                guard try PlanLife.current(row.versionID, db) == nil else { throw PlanImport.Refusal.inProcedure }
            }
            if known.digest == digest && (known.status == .published || !publishes) { return (.unchanged, id) }
            var row = known
            if known.status == .published && !publishes {
                row = try PlanRow.locked(Plan.revision(of: id), agency: agency, years: years, at: now, db)
                if row.digest == digest { return (.unchanged, row.id) }
                (row.revises, row.version) = (id, known.version + 1)
            } else if !known.digest.isEmpty {
                row.version += 1
            }
            let replaced = try (number: known.version, digest: known.digest, at: PlanQueries.publication(of: id, db))
            let content = try stored(row, db)
            try db.run(
                """
                UPDATE plan SET imported_at = \(now), version = \(row.version), revises = \(row.revises), notes = '[]',
                status = \(publishes ? "published" : "draft"), published_at = \(publishes ? now : nil) WHERE id = \(row.id)
                """)
            try Plan.replace(row, with: content, db, &changes, [("status", publishes ? "published" : "draft")])
            if publishes {
                try db.emit(PlanEvents.published(id, digest: digest))
                try PlanVersionQueries.publish(
                    id, row.version, digest: digest, after: known.status == .published ? replaced : nil, at: now, db, &changes)
            }
            return (known.digest.isEmpty ? .added : row.id == id || !row.digest.isEmpty ? .replaced : .drafted, row.id)
        }
    }

    /// Puts it in place of a draft that is being written: the very one that was seen.
    func replace(_ draft: String, seen: String, by person: SignedInPerson, in city: City) async throws -> Plan.Edit {
        try await city.store.write(as: Actor(person.reference), "planning.editPlan") { db, changes in
            guard let row = try PlanRow.find(draft, db), Plan.base(of: draft) == id else { return .gone }
            guard let matter = try PlanLife.current(row.versionID, db), PlanLife.mayWrite(matter, person, city), row.digest == seen else {
                return .notNow
            }
            guard row.digest != digest else { return .unchanged }
            try Plan.replace(row, with: stored(row, db), db, &changes, [("section", "all")])
            return .saved
        }
    }

    private var digest: String { PlanLines(lines: lines, indicators: indicators).digest(title: title, mission: mission, vision: vision) }

    private func stored(_ row: PlanRow, _ db: any Reader) throws -> PlanContent {
        guard let plan = try PlanQueries.find(row.id, db) else { throw Problem.notFound }
        return PlanContent(plan: plan.with(title: title, mission: mission, vision: vision), lines: lines, indicators: indicators)
    }
}
