internal import Formats
internal import Kernel
internal import Markup
internal import Storage

/// Published plans are found, and each of their lines by itself.
enum PlanSearch {
    static let plans = Searchable(
        "planning/plan", [("planning/plan", "施政計畫"), ("planning/goal", "計畫目標"), ("planning/item", "計畫項目")],
        keys: { after, limit, _, db in
            try db.all("SELECT id FROM plan WHERE id > \(after) ORDER BY id LIMIT \(limit)").map { try $0.get("id") }
        }
    ) { id, _, db in
        guard let content = try PlanQueries.content(id, db), content.plan.status == .published else { return [] }
        let plan = content.plan
        let began = CivilDate(year: plan.years.lowerBound + 1911, month: 1, day: 1)
        func document(_ kind: StaticString, _ line: String?, _ title: String, _ text: String, _ url: LocalURL) -> SearchDocument {
            var document = SearchDocument(Reference(kind, line.map { "\(plan.id)/\($0)" } ?? plan.id), title: title, text: text, url: url)
            (document.agency, document.date) = (plan.agency, began)
            return document
        }
        let years = "\(plan.years.lowerBound)-\(plan.years.upperBound)"
        let whole = document(
            "planning/plan", nil, "\(plan.title) \(years)", [plan.agencyName, plan.mission, plan.vision].joined(separator: "\n"),
            PlanURL.plan(plan.id))
        return [whole]
            + content.lines.map { line in
                switch line.kind {
                case .goal: return document("planning/goal", line.id, line.title, line.text, PlanURL.goal(plan.id, line.id))
                case .priority: return document("planning/item", line.id, line.title, line.text, PlanURL.line(plan.id, line.id))
                case .item:
                    let goal = line.parent.flatMap { content.line($0) }?.title ?? ""
                    let title = line.shortName ?? String(line.text.prefix { !"，。；：、".contains($0) })
                    return document("planning/item", line.id, title, line.text + "\n" + goal, PlanURL.item(plan.id, line.id))
                }
            }
    }
}
