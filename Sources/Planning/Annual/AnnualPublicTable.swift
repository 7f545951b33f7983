internal import Formats
internal import Kernel
internal import Markup
internal import Storage

/// The work items of all published year's plans, for anyone to take along.
enum AnnualPublicTable {
    static let items = PublicTable(
        "planning.workItems", "年度工作項目", "已公布的年度施政計畫逐項列出：工作內容、期程、經費、預期效益和責任單位。", frequency: .yearly,
        columns: [
            PublicColumn("id", "代號", .text, .usual, "年度計畫代號和項目代號，中間是斜線；永遠不變"), PublicColumn("annual_plan", "年度計畫代號"),
            PublicColumn("agency", "機關代號"), PublicColumn("year", "年度", .integer, unit: "民國年", .narrow),
            PublicColumn("mid_term_line", "中程計畫項目", .text, .usual, "所執行的中程計畫項目：計畫代號和項目代號，中間是斜線"),
            PublicColumn("name", "工作項目", .text, .wide), PublicColumn("category", "計畫類別", optional: true),
            PublicColumn("content", "計畫內容", optional: true, .broad),
            PublicColumn("starts", "開始", .date), PublicColumn("ends", "結束", .date), PublicColumn("budget", "經費", .money, unit: "元"),
            PublicColumn("funding", "經費來源", optional: true), PublicColumn("benefit", "預期效益", optional: true, .broad),
            PublicColumn("unit", "責任單位", optional: true), PublicColumn("state", "辦理情形", .text, .narrow, "open 辦理中，done 已完成，dropped 不再辦理"),
            PublicColumn("continues", "延續自", .text, optional: true, .usual, "去年的哪一項"), PublicColumn("url", "網址", .url, .wide),
        ], sources: ["planning/annual"], hasPast: true
    ) { after, limit, asOf, city, db in
        let key = after.flatMap(AnnualKey.init)
        let from: SQL = key.map { "AND (work_item.annual, work_item.id) > (\($0.annual), \($0.part))" } ?? ""
        return try db.all(
            """
            SELECT work_item.annual, work_item.id, annual_plan.agency, annual_plan.year, annual_plan.plan, work_item.line, work_item.name,
            work_item.category, work_item.content, work_item.starts, work_item.ends, work_item.budget, work_item.funding, work_item.benefit,
            work_item.unit, work_item.state, work_item.continues
            FROM \(asOf.table("work_item")) JOIN \(asOf.table("annual_plan")) ON annual_plan.id = work_item.annual
            WHERE annual_plan.status = 'published' \(from) ORDER BY work_item.annual, work_item.id LIMIT \(limit)
            """
        ).map { row in
            let (annual, id, plan, line): (String, String, String, String) = (
                try row.get("annual"), try row.get("id"), try row.get("plan"), try row.get("line")
            )
            func words(_ column: Identifier) throws -> SheetCell {
                let text: String = try row.get(column.description)
                return text.isEmpty ? .empty : .text(text)
            }
            return [
                .text("\(annual)/\(id)"), .text(annual), .text(try row.get("agency")), .integer(try row.get("year")), .text("\(plan)/\(line)"),
                .text(try row.get("name")), try words("category"), try words("content"), .date(try row.date("starts")), .date(try row.date("ends")),
                .money(try row.get("budget")), try words("funding"), try words("benefit"), try words("unit"), .text(try row.get("state")),
                .some(try row.optional("continues")) { .text($0) }, .link(id, url: city.address + AnnualURL.item(annual, id).text),
            ]
        }
    }
}
