internal import Formats
internal import Kernel
internal import Ledger
internal import Storage

/// Begins a results report from a published plan: a chapter a goal, a section a line. What happened is not copied: it is read from the record as it was
/// when the numbers were taken, so that every figure keeps its proof.
enum ReportMaking {
    enum Outcome: Sendable, Equatable {
        case made(String)
        /// There is one of that agency and year already.
        case isThere(String)
        case noPlan
        /// 民國 years of the plan, where the year is none of them.
        case otherYears(ClosedRange<Int>)
        /// The ledger has no signed head yet.
        case noHead
    }

    static func make(_ plan: String, year: Int, as actor: Actor, in city: City) async throws -> Outcome {
        let now = city.clock.now()
        return try await city.store.write(as: actor, "planning.makeReport") { db, changes in
            guard let content = try PlanQueries.content(plan, db), content.plan.status == .published else { return .noPlan }
            guard content.plan.years.contains(year) else { return .otherYears(content.plan.years) }
            guard let head = try LedgerQueries.lastHead(db) else { return .noHead }
            let id = Plan.id(agency: content.plan.agency, years: year...year)
            let chinese = Words(.chinese, english: city.english)
            let title = chinese("\(content.plan.agencyName) \(year) 年度施政成果報告")
            let made = try db.run(
                """
                INSERT INTO performance_report (id, agency, title, from_year, to_year, digest, version, notes, imported_at, plan, entries, taken_at)
                VALUES (\(id), \(content.plan.agency), \(title), \(year), \(year), '', 1, '[]', \(now), \(plan), \(head.size), \(head.at))
                ON CONFLICT (id) DO NOTHING
                """)
            guard made > 0 else { return .isThere(id) }
            for (place, line) in lines(content, chinese).enumerated() { try insert(line, at: place, id, db) }
            changes.append(Change(Reference("planning/report", id), [("plan", plan), ("entries", String(head.size)), ("status", "draft")]))
            return .made(id)
        }
    }

    /// Takes the numbers anew, as the record stands now.
    static func refresh(_ report: String, as actor: Actor, in city: City) async throws {
        try await city.store.write(as: actor, "planning.refreshReport") { db, changes in
            guard let head = try LedgerQueries.lastHead(db) else { return }
            guard try db.run("UPDATE performance_report SET entries = \(head.size), taken_at = \(head.at) WHERE id = \(report) AND state IS NULL") > 0
            else { return }
            changes.append(Change(Reference("planning/report", report), [("entries", String(head.size))]))
        }
    }

    private static func lines(_ content: PlanContent, _ chinese: Words) -> [ReportLine] {
        let words = PlanWords(t: chinese)
        var lines = [ReportLine(id: "s1", parent: nil, level: 1, number: 0, label: "", title: chinese("前言"), text: "")]
        func next() -> String { "s\(lines.count + 1)" }
        for goal in content.lines where goal.kind == .goal {
            let chapter = next()
            lines.append(
                ReportLine(
                    id: chapter, parent: nil, level: 1, number: goal.number, label: words.number(goal), title: goal.title, text: "",
                    about: goal.reference(in: content.plan.id)))
            for item in content.items(of: goal.id) {
                lines.append(
                    ReportLine(
                        id: next(), parent: chapter, level: 2, number: item.number, label: words.referenceText(item, in: goal),
                        title: item.shortName ?? heading(item.text), text: "", about: item.reference(in: content.plan.id)))
            }
        }
        lines.append(ReportLine(id: next(), parent: nil, level: 1, number: 0, label: "", title: chinese("檢討與展望"), text: ""))
        return lines
    }

    /// What a line says before its first pause.
    private static func heading(_ text: String) -> String { String(text.prefix { !"，。；：、\n".contains($0) }.prefix(40)) }

    private static func insert(_ line: ReportLine, at place: Int, _ report: String, _ db: any Writer) throws {
        try db.run(
            """
            INSERT INTO performance_report_line (report, id, parent, place, level, number, label, title, text, about)
            VALUES (\(report), \(line.id), \(line.parent), \(place), \(line.level), \(line.number), \(line.label), \(line.title), \(line.text),
                \(line.about))
            """)
    }
}
