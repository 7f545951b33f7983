internal import Formats
internal import Kernel

/// Plans as tables.
enum PlanCSV {
    static func list(_ plans: [Plan]) -> Reply {
        let header = ["id", "title", "agency", "agency_id", "year_from", "year_to", "status"]
        let rows = plans.map { plan in
            [plan.id, plan.title, plan.agencyName, plan.agency, String(plan.years.lowerBound), String(plan.years.upperBound), plan.status.rawValue]
        }
        return .csv(CSV.write([header] + rows), name: "plans.csv")
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
