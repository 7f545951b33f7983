internal import Formats
internal import Kernel
internal import Ledger
internal import Markup
internal import Storage

/// The year's plan in a report, for programs.
extension ReportYear {
    private var plan: AnnualPlan { content.plan }

    func itemsJSON(_ line: ReportLine) -> [JSON] {
        items(of: line.about).map { item in
            let reference = item.reference(in: plan.id)
            return [
                "reference": .string(reference.text), "title": .string(item.name), "unit": .string(item.unit), "budget": .int(item.budget),
                "state": .string(item.state.rawValue), "progress": .string(item.progress), "isSample": .bool(plan.isSample),
                "proof": .string(LedgerURL.proof(of: reference).text),
            ]
        }
    }

    func measuresJSON(_ line: ReportLine) -> [JSON] {
        func number(_ value: Double?) -> JSON { value.map { .double($0) } ?? .null }
        return measures(of: line.about).map { indicator in
            let reference = indicator.reference(in: plan.id)
            return [
                "reference": .string(reference.text), "title": .string(indicator.title), "unit": .string(indicator.unit),
                "weight": .double(indicator.weight.percent), "target": .double(indicator.target),
                "value": number(sheet?.standing(indicator, .final)?.actual), "attainment": number(sheet?.attainment(indicator, .final)),
                "score": number(sheet?.score(indicator, .final)), "isSample": .bool(plan.isSample),
                "proof": .string(LedgerURL.proof(of: reference).text),
            ]
        }
    }

    /// From the third column of the report's table on.
    func rows(_ line: ReportLine) -> [[SheetCell]] {
        let measures = measures(of: line.about).map { indicator -> [SheetCell] in
            [
                .text("measure"), .text(indicator.reference(in: plan.id).text), .text(indicator.title), .text(indicator.unit),
                .number(indicator.target),
                .some(sheet?.standing(indicator, .final)?.actual) { .number($0) }, .some(sheet?.attainment(indicator, .final)) { .number($0) },
                .some(sheet?.light(indicator, .final).rawValue) { .text($0) }, .empty, .empty, .bool(plan.isSample),
            ]
        }
        let items = items(of: line.about).map { item -> [SheetCell] in
            [
                .text("item"), .text(item.reference(in: plan.id).text), .text(item.name), .empty, .empty, .empty, .empty, .empty, .date(item.ends),
                .text(item.state.rawValue), .bool(plan.isSample),
            ]
        }
        return measures + items
    }
}
