internal import Formats
internal import Indicators
internal import Kernel
internal import Ledger
internal import Markup
internal import Storage

/// The year's plan in its results report: what became of each work item, and how the goal's numbers were assessed, as the record stood when the report's
/// numbers were taken.
struct ReportYear: Sendable {
    let content: AnnualContent
    /// What was announced, or nil.
    let sheet: AssessmentSheet?

    /// - Returns: nil where that agency has no published plan of that year made from the same mid-term plan.
    static func read(_ report: PerformanceReport, asOf: AsOf, _ settings: Settings, _ db: any Reader) throws -> ReportYear? {
        let id = AnnualPlan.id(agency: report.agency, year: report.years.lowerBound)
        guard let content = try AnnualQueries.content(id, asOf: asOf, db), content.plan.status == .published, content.plan.plan == report.plan
        else { return nil }
        let isAnnounced = try AssessmentQueries.announced(id, asOf: asOf, db) != nil
        return ReportYear(content: content, sheet: isAnnounced ? try AssessmentQueries.sheet(id, settings, asOf: asOf, db) : nil)
    }

    /// - Parameter line: a line of the mid-term plan.
    func items(of line: Reference?) -> [WorkItem] {
        content.items.filter { line?.id == "\(content.plan.plan)/\($0.line)" }
    }

    func measures(of line: Reference?) -> [AnnualIndicator] {
        content.indicators.filter { line?.id == "\(content.plan.plan)/\($0.goal)" }
    }

    var done: Int { content.items.count { $0.state == .done } }

    /// `24 項工作完成 22 項；年度考核甲等，88.5 分。`
    func summary(_ t: Words) -> String {
        let work = t("\(content.items.count) 項年度工作，完成 \(done) 項。")
        return sheet.map { work + t("年度考核：\($0.assessment.summary(t))。") } ?? work
    }

    func shown(_ actual: Double?, _ indicator: AnnualIndicator) -> String { actual.map { "\(Figures.number($0)) \(indicator.unit)" } ?? "—" }

    /// Weight, target, actual, attainment, score, as words: for the page and the document alike.
    func cells(_ indicator: AnnualIndicator, _ t: Words) -> [String] {
        let percent = sheet?.attainment(indicator, .final).map { "\(Figures.number($0))%" } ?? "—"
        return [
            indicator.weight.text, AnnualWords(t: t).target(indicator), shown(sheet?.standing(indicator, .final)?.actual, indicator), percent,
            sheet.map { Figures.number($0.score(indicator, .final)) } ?? "—",
        ]
    }

    static func columns(_ t: Words) -> [String] { [t("權數"), t("年度目標值"), t("實際"), t("達成率"), t("得分")] }

    /// What an item is called where it stands for itself: with what stands for sample data.
    func name(_ text: String, _ t: Words) -> String { text + (content.plan.isSample ? t("（示範資料）") : "") }
}

/// The year's plan on the page of a report.
struct ReportYearView {
    let year: ReportYear
    let t: Words

    private var words: AnnualWords { AnnualWords(t: t) }

    func items(_ line: ReportLine) -> HTML? {
        let items = year.items(of: line.about)
        guard !items.isEmpty else { return nil }
        let rows: [[HTML]] = items.map { item in
            [
                #"<a href="\#(AnnualURL.item(year.content.plan.id, item.id))">\#(item.name)</a>\#(words.sample(year.content.plan))"#,
                HTML(text: item.unit), HTML(text: words.dollars(item.budget)), HTML(text: t(item.state.title)), HTML(text: item.progress),
                #"<a href="\#(LedgerURL.proof(of: item.reference(in: year.content.plan.id)))" download="proof.json">\#(t("證明"))<span class="visually-hidden"> \#(item.name)</span></a>"#,
            ]
        }
        return DataTable(
            caption: t("\(line.label) 年度工作"),
            columns: [
                .init(t("工作項目")), .init(t("責任單位")), .init(t("經費"), isNumber: true), .init(t("狀態")), .init(t("辦理情形")), .init(t("證明")),
            ], rows: rows
        ).html
    }

    func measures(_ line: ReportLine) -> HTML? {
        let measures = year.measures(of: line.about)
        guard !measures.isEmpty else { return nil }
        let rows: [[HTML]] = measures.map { indicator in
            let light = year.sheet.map { sheet -> HTML in
                let light = sheet.light(indicator, .final)
                return light.html(word: t(light.indicatorWord), colour: t(light.colourName))
            }
            let name: HTML =
                #"<a href="\#(AnnualURL.indicator(year.content.plan.id, indicator.id))">\#(indicator.title)</a>\#(words.sample(year.content.plan))"#
            return [name] + year.cells(indicator, t).map { HTML(text: $0) } + [light ?? .empty]
        }
        return DataTable(
            caption: t("\(line.label) 年度衡量指標與考核"),
            columns: [.init(t("衡量指標"))] + ReportYear.columns(t).map { .init($0, isNumber: true) } + [.init(t("燈號"))], rows: rows
        ).html
    }
}

extension ReportYear {
    /// Both tables for a document to print.
    func blocks(_ line: ReportLine, _ t: Words) -> [TextDocument.Block] {
        let words = AnnualWords(t: t)
        var blocks: [TextDocument.Block] = []
        let measures = measures(of: line.about)
        if !measures.isEmpty {
            blocks.append(
                .table(
                    columns: [t("衡量指標")] + Self.columns(t) + [t("燈號")],
                    rows: measures.map { indicator in
                        [name(indicator.title, t)] + cells(indicator, t) + [sheet.map { t($0.light(indicator, .final).indicatorWord) } ?? "—"]
                    }))
        }
        let items = items(of: line.about)
        if !items.isEmpty {
            blocks.append(
                .table(
                    columns: [t("工作項目"), t("責任單位"), t("經費"), t("狀態"), t("辦理情形")],
                    rows: items.map { [name($0.name, t), $0.unit, words.dollars($0.budget), t($0.state.title), $0.progress] }))
        }
        return blocks
    }
}
