internal import Formats
internal import Kernel
internal import Matters
internal import Storage

extension Plan {
    enum Edit: Sendable {
        case saved
        /// It says the same as before.
        case unchanged
        /// Somebody saved the section since it was read: as it is now.
        case conflict(PlanSection)
        /// Not in this state of its procedure, or not by this person.
        case notNow
        /// There is no such part any more.
        case gone
    }

    /// Saves one section of a draft, if it still is what was read.
    static func save(_ section: PlanSection, of id: String, seen digest: String, by person: SignedInPerson, in city: City) async throws -> Edit {
        try await city.store.write(as: Actor(person.reference), "planning.editPlan") { db, changes in
            // Held first: whoever submits at this moment waits, or is seen.
            guard let row = try PlanRow.find(id, db), let content = try PlanQueries.content(id, db) else { return .gone }
            guard let matter = try PlanLife.current(row.versionID, db), PlanLife.mayWrite(matter, person, city) else { return .notNow }
            guard let theirs = PlanSection(section.id, of: content) else { return .gone }
            guard theirs.digest == digest else { return .conflict(theirs) }
            guard theirs.digest != section.digest else { return .unchanged }
            let new = content.applying(section, retired: try PlanQueries.retired(id, db).union(baseKeys(row, db)))
            try replace(row, with: new, db, &changes, [("section", section.id)])
            return .saved
        }
    }

    /// Keys of the lines that the published plan has or once had: a line that is added is none of them.
    static func baseKeys(_ row: PlanRow, _ db: any Reader) throws -> Set<String> {
        guard let base = row.revises else { return [] }
        return try PlanQueries.retired(base, db).union(PlanQueries.lines(of: base, db).map(\.id))
    }

    /// Puts a content in place of what a draft says.
    static func replace(
        _ row: PlanRow, with new: PlanContent, _ db: any Writer, _ changes: inout [Change], _ facts: [(String, String)] = []
    ) throws {
        var row = row
        row.retire(try PlanQueries.lines(of: row.id, db), keeping: new.lines)
        let lines = PlanLines(lines: new.lines, indicators: new.indicators)
        let digest = lines.digest(title: new.plan.title, mission: new.plan.mission, vision: new.plan.vision)
        try db.run(
            """
            UPDATE plan SET title = \(new.plan.title), mission = \(new.plan.mission), vision = \(new.plan.vision), digest = \(digest),
            retired = \(row.retiredJSON) WHERE id = \(row.id)
            """)
        let names = new.lines.compactMap { line in line.shortName.map { (line.id, $0) } }
        try lines.replace(plan: row.id, Dictionary(uniqueKeysWithValues: names), in: db)
        changes.append(Change(Reference("planning/plan", row.id), facts + [("digest", digest)]))
    }
}
