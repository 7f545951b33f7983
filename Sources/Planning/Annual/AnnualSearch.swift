internal import Formats
internal import Kernel
internal import Storage

/// Published year's plans are found, and each of their items and indicators by itself.
enum AnnualSearch {
    static let plans = Searchable(
        "planning/annual", [("planning/annual", "年度施政計畫"), ("planning/work", "年度工作項目"), ("planning/measure", "年度衡量指標")],
        keys: { after, limit, _, db in
            try db.all("SELECT id FROM annual_plan WHERE id > \(after) ORDER BY id LIMIT \(limit)").map { try $0.get("id") }
        }
    ) { id, _, db in
        guard let content = try AnnualQueries.content(id, db), content.plan.status == .published else { return [] }
        let plan = content.plan
        func finished(_ document: SearchDocument) -> SearchDocument {
            var document = document
            (document.agency, document.date, document.isSample) = (plan.agency, plan.firstDay, plan.isSample)
            return document
        }
        let outline = content.goals.map { "\($0.title) \($0.outline ?? "")" }.joined(separator: "\n")
        let whole = SearchDocument(plan.reference, title: plan.title, text: outline, url: AnnualURL.plan(plan.id))
        let items = content.items.map { item in
            SearchDocument(
                item.reference(in: plan.id), title: item.name, text: [item.content, item.benefit, item.unit, item.category].joined(separator: "\n"),
                url: AnnualURL.item(plan.id, item.id))
        }
        let indicators = content.indicators.map { indicator in
            SearchDocument(
                indicator.reference(in: plan.id), title: indicator.title, text: [indicator.standard, indicator.method].joined(separator: "\n"),
                url: AnnualURL.indicator(plan.id, indicator.id))
        }
        return ([whole] + items + indicators).map(finished)
    }
}
