internal import Formats
internal import Kernel
internal import Storage

/// Plans as tables, for spreadsheets and programs.
enum PlanTables {
    private static let listColumns = [
        TableColumn("id", "代號"), TableColumn("title", "計畫名稱", .broad), TableColumn("agency", "機關", .wide), TableColumn("agency_id", "機關代號"),
        TableColumn("year_from", "起始年度（西元）", .narrow), TableColumn("year_to", "結束年度（西元）", .narrow), TableColumn("status", "狀態", .narrow),
    ]
    private static let lineColumns = [
        TableColumn("plan", "計畫代號"), TableColumn("id", "代號", .narrow), TableColumn("kind", "種類", .narrow), TableColumn("parent", "上層", .narrow),
        TableColumn("number", "編號", .narrow), TableColumn("goal_kind", "目標種類", .narrow), TableColumn("perspective", "構面", .narrow),
        TableColumn("title", "標題", .wide), TableColumn("text", "內容", .broad),
    ]

    /// All published plans, read page by page, so that no snapshot is held while a long table is made; nil where no table is asked for.
    static func list(agency: String?, asOf: AsOf, _ call: Call) async throws -> Reply? {
        guard var table = call.table("plans", title: "施政計畫", columns: listColumns) else { return nil }
        var cursor: PlanQueries.Cursor?
        repeat {
            let after = cursor
            let page = try await call.store.read { try PlanQueries.published(agency: agency, after: after, limit: 1000, asOf: asOf, $0) }
            for plan in page.plans {
                table.append([
                    .text(plan.id), .text(plan.title), .text(plan.agencyName), .text(plan.agency), .integer(Int64(plan.years.lowerBound)),
                    .integer(Int64(plan.years.upperBound)), .text(plan.status.rawValue),
                ])
            }
            cursor = page.next
        } while cursor != nil
        return try table.reply()
    }

    /// One row a line of the plan; nil where no table is asked for.
    static func lines(_ content: PlanContent, _ call: Call) throws -> Reply? {
        guard var table = call.table(content.plan.id, title: "施政計畫各項", columns: lineColumns) else { return nil }
        for line in content.lines {
            table.append([
                .text(content.plan.id), .text(line.id), .text(line.kind.rawValue), .some(line.parent) { .text($0) },
                .integer(Int64(line.number)), .some(line.goalKind) { .text($0.rawValue) },
                .some(line.perspective) { .text($0.rawValue) }, .text(line.title), .text(line.text),
            ])
        }
        return try table.reply()
    }
}
