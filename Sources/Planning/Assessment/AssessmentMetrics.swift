internal import Formats
internal import Indicators
internal import Kernel
internal import Markup
internal import Storage

/// What assessments come to, as numbers that measure themselves.
enum AssessmentMetrics {
    static let all = [reached, green, carried]

    private static let reached = Metric(
        "planning.reachedTargets", "年度指標達成率", method: "已公布考核的年度計畫裡，複核達成率 100% 以上的指標數 ÷ 指標數。", unit: "%", subjects: ["kernel/agency"]
    ) { question, city, db in
        try measure(question, city, db) { sheet in
            Measured(
                part: Double(sheet.content.indicators.filter { (sheet.attainment($0, .final) ?? 0) >= 100 }.count),
                of: Double(sheet.content.indicators.count))
        }
    }

    private static let green = Metric(
        "planning.greenShare", "年度指標綠燈比率", method: "已公布考核的年度計畫裡，複核亮綠燈的指標數 ÷ 指標數。", unit: "%", subjects: ["kernel/agency"]
    ) { question, city, db in
        try measure(question, city, db) { sheet in
            Measured(
                part: Double(sheet.content.indicators.filter { sheet.light($0, .final) == .ok }.count), of: Double(sheet.content.indicators.count))
        }
    }

    private static let carried = Metric(
        "planning.carriedOver", "延續到今年的項目", method: "年度計畫裡由去年未完成或未達標延續而來的工作項目與指標數。", unit: "項", subjects: ["kernel/agency"]
    ) { question, city, db in
        let year = question.period.first.year - 1911
        var answers: [Reference: Measured] = [:]
        for agency in question.references where agency.kind == "kernel/agency" {
            guard let content = try AnnualQueries.content(AnnualPlan.id(agency: agency.id, year: year), asOf: question.asOf, db),
                content.plan.status == .published
            else { continue }
            let count = content.items.filter { $0.continues != nil }.count + content.indicators.filter { $0.continues != nil }.count
            answers[agency] = Measured(Double(count))
        }
        return answers
    }

    /// By agency, of the announced assessment of the period's year.
    private static func measure(
        _ question: MetricQuestion, _ city: City, _ db: any Reader, _ value: (AssessmentSheet) -> Measured?
    ) throws -> [Reference: Measured] {
        let year = question.period.first.year - 1911
        var answers: [Reference: Measured] = [:]
        for agency in question.references where agency.kind == "kernel/agency" {
            let annual = AnnualPlan.id(agency: agency.id, year: year)
            guard let sheet = try AssessmentQueries.sheet(annual, city.settings, asOf: question.asOf, db), sheet.assessment.isAnnounced else {
                continue
            }
            answers[agency] = value(sheet)
        }
        return answers
    }
}
