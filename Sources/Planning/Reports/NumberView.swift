internal import Formats
internal import Indicators
internal import Kernel
internal import Markup

/// The numbers of a report, chapter by chapter, each in its sentence; one of them open at a time.
struct NumberView {
    let report: PerformanceReport
    let agency: String
    let lines: [ReportLine]
    let numbers: [ProposedMeasurement]
    let counts: [ProposedMeasurement.Status: Int]
    /// Those that numbers on this page became values of.
    let indicators: [Indicator]
    let status: ProposedMeasurement.Status?
    let from: Int
    let next: Int?
    let form: NumberForm
    let open: String?
    /// What was sent and could not be done, kept.
    let values: [String: String]?
    let errors: [String: Phrase]
    let call: Call

    private var t: Words { call.t }

    var page: Page {
        let list: HTML = numbers.isEmpty ? empty : chapters.joined()
        let pager = Pager(
            label: t("分頁"), first: from == 0 ? nil : (t("從頭看"), url(from: nil)), next: next.map { (t("下一頁"), url(from: $0)) })
        var page = Page(
            title: t("報告裡的數字"),
            crumbs: [
                .init(t("首頁"), "/"), .init(t("計畫草稿"), "/plans/drafts"), .init(report.title, PlanURL.report(report.id)), .init(t("報告裡的數字")),
            ], menu: "drafts",
            body: #"""
                <div class="yk-wrap"><header class="yk-pagehead"><p class="yk-over">\#(t(verbatim: report.agencyName))．<span lang="zh-Hant-TW">\#(report.title)</span></p><h1>\#(t("報告裡的數字"))</h1>
                <p class="yk-lead">\#(t("系統從報告裡找到這些數字，請逐一決定：採用成指標的值，或略過。原句都在旁邊。"))</p></header>
                \#(NumberNotice(call: call).html)\#(filters)\#(list)\#(pager.html)</div>
                """#)
        page.isPrivate = true
        page.frame = .workspace
        if !errors.isEmpty { page.status = 422 }
        return page
    }

    private var empty: HTML {
        counts.isEmpty
            ? EmptyState(title: t("沒有找到數字"), text: t("這份報告裡沒有帶單位的數字；日期、屆次、門牌、法條不算。")).html
            : EmptyState(title: t("沒有這一類的數字"), text: t("換一類看看。")).html
    }

    private func url(from place: Int?, _ status: ProposedMeasurement.Status?) -> LocalURL {
        PlanURL.numbers(report.id).with(query: [("status", status?.rawValue), ("from", place.map(String.init))])
    }

    private func url(from place: Int?) -> LocalURL { url(from: place, status) }

    private var filters: HTML {
        let choices: [(title: Phrase, status: ProposedMeasurement.Status?)] = [
            ("全部 \(counts.values.reduce(0, +))", nil), ("待決定 \(counts[.proposed] ?? 0)", .proposed), ("已採用 \(counts[.accepted] ?? 0)", .accepted),
            ("已略過 \(counts[.declined] ?? 0)", .declined),
        ]
        let links: [HTML] = choices.map { choice in
            let current = choice.status == status ? Attribute("aria-current", "true") : nil
            return #"<a href="\#(url(from: nil, choice.status))" \#(current)>\#(t(choice.title))</a>"#
        }
        let (csv, ods): (LocalURL, LocalURL) = ("/api/v1/reports/\(report.id)/numbers.csv", "/api/v1/reports/\(report.id)/numbers.ods")
        return #"""
            <nav class="yk-toc-tools" aria-label="\#(t("看哪一類"))">\#(links)</nav><p class="yk-toc-tools"><a href="\#(csv)">CSV</a><a href="\#(ods)">ODS</a></p>
            """#
    }

    /// The numbers of one line of the report after another.
    private var chapters: [HTML] {
        let known = Dictionary(uniqueKeysWithValues: lines.map { ($0.id, $0) })
        var groups: [[ProposedMeasurement]] = []
        for number in numbers {
            if groups.last?.last?.line == number.line { groups[groups.count - 1].append(number) } else { groups.append([number]) }
        }
        return groups.map { group in
            let rows: [HTML] = group.map { number in
                NumberRow(number: number, view: self, indicator: indicators.first { $0.id == number.indicator }).html
            }
            let line = group.first.flatMap { known[$0.line] }
            return #"<section class="mt-5">\#(heading(line, known))<ol class="yk-review">\#(rows)</ol></section>"#
        }
    }

    private func heading(_ line: ReportLine?, _ known: [String: ReportLine]) -> HTML {
        guard let line else { return #"<h2 class="h4">\#(t("不在報告現在的版本裡"))</h2>"# }
        var above: [String] = []
        var parent = line.parent.flatMap { known[$0] }
        while let one = parent {
            above.insert(Self.name(one), at: 0)
            parent = one.parent.flatMap { known[$0] }
        }
        return
            #"<div lang="zh-Hant-TW"><p class="yk-over">\#(above.joined(separator: " › "))</p><h2 class="h4">\#(Self.name(line))</h2></div>"#
    }

    /// A heading that is a whole sentence is told by its beginning.
    static func name(_ line: ReportLine) -> String {
        let title = line.title.count > 30 ? line.title.prefix(29) + "…" : line.title[...]
        return line.label.isEmpty ? String(title) : "\(line.label) \(title)"
    }
}
