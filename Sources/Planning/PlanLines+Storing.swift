internal import Storage

/// Lines and indicators of a plan in the record.
extension PlanLines {
    func replace(plan: String, _ shortNames: [String: String], in db: any Writer) throws {
        try db.run("DELETE FROM plan_indicator WHERE plan = \(plan)")
        try db.run("DELETE FROM plan_line WHERE plan = \(plan)")
        for (place, line) in lines.enumerated() {
            try db.run(
                """
                INSERT INTO plan_line (plan, id, kind, parent, place, number, goal_kind, perspective, title, text, short_name)
                VALUES (\(plan), \(line.id), \(line.kind.rawValue), \(line.parent), \(place), \(line.number), \(line.goalKind?.rawValue),
                \(line.perspective?.rawValue), \(line.title), \(line.text), \(shortNames[line.id]))
                """)
        }
        for (place, indicator) in indicators.enumerated() {
            try db.run(
                """
                INSERT INTO plan_indicator (plan, id, line, place, title, target, unit, comparison, source_text)
                VALUES (\(plan), \(indicator.id), \(indicator.line), \(place), \(indicator.title), \(indicator.target), \(indicator.unit),
                \(indicator.comparison.rawValue), \(indicator.sourceText))
                """)
        }
    }

    /// Gives lines their short names.
    /// - Returns: how many changed.
    func rename(_ shortNames: [String: String], plan: String, in db: any Writer) throws -> Int {
        var changed = 0
        let known = try Self.shortNames(of: plan, db)
        for (line, name) in shortNames where known[line] != name {
            changed += try db.run("UPDATE plan_line SET short_name = \(name) WHERE plan = \(plan) AND id = \(line)")
        }
        return changed
    }

    static func shortNames(of plan: String, _ db: any Reader) throws -> [String: String] {
        var names: [String: String] = [:]
        for row in try db.all("SELECT id, short_name FROM plan_line WHERE plan = \(plan) AND short_name IS NOT NULL") {
            names[try row.get("id")] = try row.get("short_name")
        }
        return names
    }

    static func agencyName(_ id: String, _ db: any Reader) throws -> String {
        try db.first("SELECT name FROM agency WHERE id = \(id)")?.get("name") ?? ""
    }
}
