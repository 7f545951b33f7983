internal import Formats
internal import Kernel
internal import Storage

/// Plans as tables.
enum PlanCSV {
    /// All published plans, read page by page, so that no snapshot is held while a long table is made.
    static func list(agency: String?, asOf: AsOf, _ store: Store) async throws -> Reply {
        var bytes: [UInt8] = []
        CSV.append(["id", "title", "agency", "agency_id", "year_from", "year_to", "status"], to: &bytes)
        var cursor: PlanQueries.Cursor?
        repeat {
            let after = cursor
            let page = try await store.read { try PlanQueries.published(agency: agency, after: after, limit: 1000, asOf: asOf, $0) }
            for plan in page.plans {
                let cells = [
                    plan.id, plan.title, plan.agencyName, plan.agency, String(plan.years.lowerBound), String(plan.years.upperBound),
                    plan.status.rawValue,
                ]
                CSV.append(cells, to: &bytes)
            }
            cursor = page.next
        } while cursor != nil
        return .csv(bytes, name: "plans.csv")
    }

    /// One row a line of the plan.
    static func lines(_ content: PlanContent) -> Reply {
        let header = ["plan", "id", "kind", "parent", "number", "goal_kind", "perspective", "title", "text"]
        let rows = content.lines.map { line in
            [
                content.plan.id, line.id, line.kind.rawValue, line.parent ?? "", String(line.number), line.goalKind?.rawValue ?? "",
                line.perspective?.rawValue ?? "", line.title, line.text,
            ]
        }
        return .csv(CSV.write([header] + rows), name: "\(content.plan.id).csv")
    }
}
