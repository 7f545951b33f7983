internal import Formats
internal import Kernel
internal import Storage

/// Year's plans as tables, for spreadsheets and programs.
enum AnnualTables {
    private static let listColumns = [
        TableColumn("id", "代號"), TableColumn("title", "計畫名稱", .broad), TableColumn("agency", "機關", .wide), TableColumn("agency_id", "機關代號"),
        TableColumn("year", "年度", .narrow), TableColumn("published_at", "公布時間"),
    ]
    private static let itemColumns = [
        TableColumn("id", "代號", .narrow), TableColumn("goal", "目標", .narrow), TableColumn("mid_term_line", "中程計畫項目", .narrow),
        TableColumn("name", "工作項目", .wide), TableColumn("category", "計畫類別"), TableColumn("content", "計畫內容", .broad), TableColumn("starts", "開始"),
        TableColumn("ends", "結束"), TableColumn("budget", "經費（元）"), TableColumn("funding", "經費來源"), TableColumn("benefit", "預期效益", .broad),
        TableColumn("unit", "責任單位"), TableColumn("state", "辦理情形", .narrow), TableColumn("progress", "辦理說明", .broad),
        TableColumn("continues", "延續自"),
    ]
    private static let indicatorColumns = [
        TableColumn("id", "代號", .narrow), TableColumn("goal", "目標", .narrow), TableColumn("goal_weight", "目標權數", .narrow),
        TableColumn("title", "衡量指標", .wide), TableColumn("weight", "權數", .narrow), TableColumn("mechanism", "評估體制", .narrow),
        TableColumn("method", "評估方式"), TableColumn("standard", "衡量標準", .broad), TableColumn("target", "年度目標值", .narrow),
        TableColumn("unit", "單位", .narrow),
        TableColumn("direction", "方向", .narrow), TableColumn("actual", "實際值", .narrow), TableColumn("attainment", "達成率（%）", .narrow),
        TableColumn("indicator", "指標代號"), TableColumn("continues", "延續自"),
    ]

    static func list(agency: String?, asOf: AsOf, _ call: Call) async throws -> Reply? {
        guard var table = call.table("annual-plans", title: "年度施政計畫", columns: listColumns) else { return nil }
        var cursor: String?
        repeat {
            let after = cursor
            let page = try await call.store.read { try AnnualQueries.published(agency: agency, after: after, limit: 1000, asOf: asOf, $0) }
            for plan in page.plans {
                table.append([
                    .text(plan.id), .text(plan.title), .text(plan.agencyName), .text(plan.agency), .integer(Int64(plan.year)),
                    .some(plan.publishedAt) { .moment($0) },
                ])
            }
            cursor = page.next
        } while cursor != nil
        return try table.reply()
    }

    static func items(_ content: AnnualContent, _ call: Call) throws -> Reply? {
        guard var table = call.table("\(content.plan.id)-items", title: "年度工作項目", columns: itemColumns) else { return nil }
        for item in content.items {
            table.append([
                .text(item.id), .text(item.goal), .text(item.line), .text(item.name), .text(item.category), .text(item.content), .date(item.starts),
                .date(item.ends), .money(item.budget), .text(item.funding), .text(item.benefit), .text(item.unit), .text(item.state.rawValue),
                .text(item.progress), .some(item.continues) { .text($0) },
            ])
        }
        return try table.reply()
    }

    static func indicators(_ content: AnnualContent, _ results: AnnualResults, _ call: Call) throws -> Reply? {
        guard var table = call.table("\(content.plan.id)-indicators", title: "年度衡量指標", columns: indicatorColumns) else { return nil }
        let words = AnnualWords(t: call.t)
        for one in content.indicators {
            table.append([
                .text(one.id), .text(one.goal), .some(content.goal(one.goal)) { .number($0.weight.percent) }, .text(one.title),
                .number(one.weight.percent), .integer(Int64(one.mechanism)), .text(one.method), .text(words.standard(one)), .number(one.target),
                .text(one.unit), .text(one.direction.rawValue), .some(results.actual(of: one)) { .number($0) },
                .some(results.attainment(of: one)) { .decimal($0, places: 2) }, .some(one.source) { .text($0) }, .some(one.continues) { .text($0) },
            ])
        }
        return try table.reply()
    }
}
