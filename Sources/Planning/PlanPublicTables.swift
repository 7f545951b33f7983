internal import Formats
internal import Kernel
internal import Markup
internal import Storage

/// Plans and their lines, for anyone to take along.
enum PlanPublicTables {
    static let plans = PublicTable(
        "planning.plans", "施政計畫清單", "已公布的中程施政計畫：機關、年度、版本和公布時間。", frequency: .irregular,
        columns: [
            PublicColumn("id", "代號"), PublicColumn("title", "計畫名稱", .text, .wide), PublicColumn("agency", "機關代號"),
            PublicColumn("year_from", "起始年度", .integer, unit: "民國年", .narrow), PublicColumn("year_to", "結束年度", .integer, unit: "民國年", .narrow),
            PublicColumn("version", "版本", .integer, .narrow), PublicColumn("published_at", "公布時間", .moment, optional: true),
            PublicColumn("mission", "使命", .text, .broad), PublicColumn("vision", "願景", .text, .broad), PublicColumn("url", "網址", .url, .wide),
        ], sources: ["planning/plan", "kernel/agency"], hasPast: true
    ) { after, limit, asOf, city, db in
        try db.all(
            """
            SELECT id, title, agency, from_year, to_year, version, published_at, mission, vision FROM \(asOf.table("plan"))
            WHERE status = 'published' AND id > \(after ?? "") ORDER BY id LIMIT \(limit)
            """
        ).map { row in
            let id: String = try row.get("id")
            return [
                .text(id), .text(try row.get("title")), .text(try row.get("agency")), .integer(try row.get("from_year")),
                .integer(try row.get("to_year")), .integer(try row.optional("version") ?? 1), .some(try row.optional("published_at")) { .moment($0) },
                .text(try row.get("mission")), .text(try row.get("vision")), .link(id, url: city.address + PlanURL.plan(id).text),
            ]
        }
    }

    static let lines = PublicTable(
        "planning.lines", "施政計畫各項", "已公布的計畫逐項列出：施政重點、策略目標、工作項目，文字與核定本一字不差。", frequency: .irregular,
        columns: [
            PublicColumn("id", "代號", .text, .usual, "計畫代號和項目代號，中間是斜線；永遠不變"), PublicColumn("plan", "計畫代號"),
            PublicColumn("kind", "種類", .text, .narrow, "priority 施政重點，goal 策略目標，item 工作項目"), PublicColumn("parent", "上層", optional: true, .narrow),
            PublicColumn("number", "編號", .integer, .narrow), PublicColumn("title", "標題", optional: true, .wide),
            PublicColumn("text", "內容", optional: true, .broad),
            PublicColumn("url", "網址", .url, .wide),
        ], sources: ["planning/plan"], hasPast: true
    ) { after, limit, asOf, city, db in
        // Keys of plans and of lines hold no slash.
        let parts = after?.split(separator: "/", maxSplits: 1).map(String.init) ?? []
        let from: SQL = parts.count == 2 ? "AND (plan_line.plan, plan_line.id) > (\(parts[0]), \(parts[1]))" : ""
        return try db.all(
            """
            SELECT plan_line.plan, plan_line.id, plan_line.kind, plan_line.parent, plan_line.number, plan_line.title, plan_line.text
            FROM \(asOf.table("plan_line")) JOIN \(asOf.table("plan")) ON plan.id = plan_line.plan
            WHERE plan.status = 'published' \(from) ORDER BY plan_line.plan, plan_line.id LIMIT \(limit)
            """
        ).map { row in
            let (plan, id): (String, String) = (try row.get("plan"), try row.get("id"))
            let kind: PlanLine.Kind = try row.word("kind")
            let (title, text): (String, String) = (try row.get("title"), try row.get("text"))
            let url =
                switch kind {
                case .priority: PlanURL.line(plan, id)
                case .goal: PlanURL.goal(plan, id)
                case .item: PlanURL.item(plan, id)
                }
            return [
                .text("\(plan)/\(id)"), .text(plan), .text(kind.rawValue), .some(try row.optional("parent")) { .text($0) },
                .integer(try row.get("number")), title.isEmpty ? .empty : .text(title), text.isEmpty ? .empty : .text(text),
                .link(id, url: city.address + url.text),
            ]
        }
    }
}
