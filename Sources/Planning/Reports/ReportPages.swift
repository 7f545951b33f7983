internal import Kernel
internal import Ledger
internal import Markup
internal import Matters
internal import Storage

/// Drafts of reports, for those who work on them: those that came in as documents, and those that are written from the record.
enum ReportPages {
    static let show = Endpoint(
        .get, "/reports/{report}", .holdsOn(PlanningModule.readDrafts, "report"), .page("施政成果報告草稿", query: [QueryParameter("done", "剛才做了什麼")])
    ) { call in
        let view = try await ReportView.read(try call.parameter("report"), call, onlyPublished: false)
        let (report, t) = (view.report, call.t)
        let matter = try await call.store.read { try ReportLife.current(report.id, $0) }
        let mayWrite = report.isFromRecord && call.granted.writesPlans(of: report.agency) && ReportLife.isEditable(report, matter)
        let body =
            report.isFromRecord
            ? ReportBody(view: view, call: call) { line in
                mayWrite ? edit(report, line, t) : nil
            }.html
            : #"\#(try await numbers(report, call))\#(view.lines.map(section))"#
        var page = Page(
            title: report.title, crumbs: [.init(t("首頁"), "/"), .init(t("計畫草稿"), "/plans/drafts"), .init(t("施政成果報告"))], menu: "drafts",
            body: #"""
                <div class="yk-wrap yk-report"><header class="yk-pagehead"><p class="yk-over">\#(t(verbatim: report.agencyName))．\#(years(report, t))．\#(t("第 \(report.version) 版草稿"))</p><h1 lang="zh-Hant-TW">\#(report.title)</h1></header>\#(done(call))\#(report.isFromRecord ? desk(view, matter, mayWrite, call) : nil)
                \#(body)</div>
                """#)
        page.isPrivate = true
        page.frame = .workspace
        return .page(page)
    }

    /// To what a document says in numbers, for who decides about them; who only reads drafts has no such page.
    private static func numbers(_ report: PerformanceReport, _ call: Call) async throws -> HTML? {
        guard call.granted.holds(PlanningModule.draftPlans, on: report.agency) else { return nil }
        let waiting = try await call.store.read { try NumberQueries.counts(of: report.id, $0)[.proposed] ?? 0 }
        return #"<p class="yk-toc-tools"><a href="\#(PlanURL.numbers(report.id))">\#(call.t("報告裡的數字（待決定 \(waiting)）"))</a></p>"#
    }

    private static func edit(_ report: PerformanceReport, _ line: ReportLine, _ t: Words) -> HTML {
        #"<p><a class="btn btn-outline-primary btn-sm" href="\#(ReportURL.section(report.id, line.id))">\#(t("寫這一節"))<span class="visually-hidden"> \#(line.label) \#(line.title)</span></a></p>"#
    }

    /// Where it stands in its procedure, as of when its numbers are, and what its writers may do.
    private static func desk(_ view: ReportView, _ matter: Matter?, _ mayWrite: Bool, _ call: Call) -> HTML {
        let (t, report) = (call.t, view.report)
        func button(_ url: LocalURL, _ words: String, _ kind: String) -> HTML {
            #"<form class="d-inline" method="post" action="\#(url)"><input type="hidden" name="_token" value="\#(call.formToken())"><button class="btn \#(kind)" type="submit">\#(words)</button></form>"#
        }
        let state: HTML? = matter.map { matter in
            let url: LocalURL = "/matters/\(matter.id)"
            let title = ReportLife.procedure.state(matter.state).map { t($0.title) } ?? matter.state
            return Notice.info.html(#"<p><b>\#(title)</b>　<a href="\#(url)">\#(matter.number)</a></p>"#)
        }
        let published: HTML? =
            report.isPublished ? Notice.ok.html(#"<p><a href="\#(ReportURL.published(report.id))">\#(t("已公布，看公開的樣子"))</a></p>"#) : nil
        let day = t.day(view.moment.day, seenFrom: call.city.clock.today)
        let life: HTML? = mayWrite && matter == nil ? button("/reports/\(report.id)/life", t("送進編審流程"), "btn-primary") : nil
        let refresh: HTML? = mayWrite ? button("/reports/\(report.id)/refresh", t("數字取到現在"), "btn-outline-primary") : nil
        let odt: LocalURL = "/reports/\(report.id)/report.odt"
        return #"""
            \#(state)\#(published)<p class="yk-muted">\#(t("資料取自紀錄簿，截至 \(day)。"))</p><p class="yk-actions">\#(life) \#(refresh) <a class="btn btn-outline-secondary" href="\#(odt)">\#(Icon.line("down"))ODT</a></p>
            """#
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
            case "made": "報告草稿做好了：每個目標一章，每項一節。數字和辦理情形取自紀錄簿。"
            case "exists": "這一年度的報告已經有了，就是這一份。"
            case "written": "存好了。"
            case "refreshed": "數字取到現在了。"
            default: nil
            }
        return said.map { Notice.ok.html(#"<p>\#(call.t($0))</p>"#) }
    }
}
