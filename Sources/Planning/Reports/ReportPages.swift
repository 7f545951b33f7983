internal import Kernel
internal import Markup
internal import Storage

/// Drafts of reports, for those who work on them. Publishing comes with the yearly report that the program writes.
enum ReportPages {
    static let show = Endpoint(
        .get, "/reports/{report}", .holdsOn(PlanningModule.draftPlans, "report"), .page("施政成果報告草稿", query: [QueryParameter("done", "剛才做了什麼")])
    ) { call in
        let id = try call.parameter("report")
        let (found, lines, counts) = try await call.store.read {
            (try ReportQueries.find(id, $0), try ReportQueries.lines(of: id, $0), try NumberQueries.counts(of: id, $0))
        }
        guard let report = found else { throw Problem.notFound }
        let t = call.t
        var page = Page(
            title: report.title, crumbs: [.init(t("首頁"), "/"), .init(t("計畫草稿"), "/plans/drafts"), .init(t("施政成果報告"))], menu: "drafts",
            body: #"""
                <div class="yk-wrap"><header class="yk-pagehead"><p class="yk-over">\#(t(verbatim: report.agencyName))．\#(years(report, t))．\#(t("第 \(report.version) 版草稿"))</p><h1 lang="zh-Hant-TW">\#(report.title)</h1></header>\#(done(call))
                <p class="yk-toc-tools"><a href="\#(PlanURL.numbers(report.id))">\#(t("報告裡的數字（待決定 \(counts[.proposed] ?? 0)）"))</a></p>\#(lines.map(section))</div>
                """#)
        page.isPrivate = true
        page.frame = .workspace
        return .page(page)
    }

    /// Drafts of reports, below those of plans.
    static func list(_ reports: [PerformanceReport], _ t: Words) -> HTML? {
        guard !reports.isEmpty else { return nil }
        let rows: [[HTML]] = reports.map { report in
            [
                #"<a href="\#(PlanURL.report(report.id))">\#(report.title)</a>"#, HTML(text: t(verbatim: report.agencyName)),
                HTML(text: years(report, t)),
            ]
        }
        let table = DataTable(caption: t("施政成果報告草稿"), columns: [.init(t("報告")), .init(t("機關")), .init(t("年度"))], rows: rows)
        return #"<h2 class="mt-5">\#(t("施政成果報告草稿"))</h2>\#(table.html)"#
    }

    /// Deeper headings than h6 do not exist; their level is told by the number they carry.
    private static func section(_ line: ReportLine) -> HTML {
        let title: HTML = #"\#(line.label) \#(line.title)"#
        let heading: HTML =
            switch line.level {
            case 1: #"<h2 id="\#(line.id)">\#(title)</h2>"#
            case 2: #"<h3 id="\#(line.id)">\#(title)</h3>"#
            case 3: #"<h4 id="\#(line.id)">\#(title)</h4>"#
            default: #"<h5 id="\#(line.id)">\#(title)</h5>"#
            }
        let text: [HTML] = line.text.split(separator: "\n").map { #"<p class="yk-record">\#(String($0))</p>"# }
        return #"<section lang="zh-Hant-TW">\#(line.title.isEmpty && line.label.isEmpty ? nil : heading)\#(text)</section>"#
    }

    private static func years(_ report: PerformanceReport, _ t: Words) -> String {
        t("\(report.years.lowerBound)–\(report.years.upperBound) 年度")
    }

    private static func done(_ call: Call) -> HTML? {
        let said: Phrase? =
            switch call.request.query["done"] {
            case "added": "匯入完成，草稿已建立。"
            case "replaced": "匯入完成，草稿已換成新的內容。"
            case "unchanged": "內容和原來的一樣，沒有任何改變。"
            default: nil
            }
        return said.map { Notice.ok.html(#"<p>\#(call.t($0))</p>"#) }
    }
}
