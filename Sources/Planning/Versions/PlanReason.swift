internal import Kernel
internal import Matters
internal import Storage

/// 修正理由: why a line is another in this version, or gone.
enum PlanReason {
    /// Of versions in their order: the last one counts.
    static func all(of versions: [String], _ db: any Reader) throws -> [String: String] {
        var reasons: [String: String] = [:]
        for version in versions {
            for row in try db.all("SELECT line, text FROM plan_reason WHERE version = \(version) ORDER BY line") {
                reasons[try row.get("line")] = try row.get("text")
            }
        }
        return reasons
    }

    /// Keeps reasons by line; an empty one goes.
    /// - Returns: false when the draft is not to be written now, or not by this person.
    static func keep(_ reasons: [String: String], of draft: String, by person: SignedInPerson, in city: City) async throws -> Bool {
        try await city.store.write(as: Actor(person.reference), "planning.giveReasons") { db, changes in
            guard let row = try PlanRow.find(draft, db), let matter = try PlanLife.current(row.versionID, db),
                PlanLife.mayWrite(matter, person, city)
            else { return false }
            let known = try all(of: [row.versionID], db)
            let different = reasons.filter { (known[$0.key] ?? "") != $0.value }
            guard !different.isEmpty else { return true }
            for (line, text) in different.sorted(by: { $0.key < $1.key }) {
                if text.isEmpty {
                    try db.run("DELETE FROM plan_reason WHERE version = \(row.versionID) AND line = \(line)")
                } else {
                    try db.run(
                        """
                        INSERT INTO plan_reason (version, line, text) VALUES (\(row.versionID), \(line), \(text))
                        ON CONFLICT (version, line) DO UPDATE SET text = excluded.text
                        """)
                }
            }
            changes.append(Change(Reference("planning/version", row.versionID), [("reasons", String(different.count))]))
            return true
        }
    }
}
