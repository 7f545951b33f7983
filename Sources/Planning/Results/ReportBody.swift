internal import Formats
internal import Indicators
internal import Kernel
internal import Ledger
internal import Markup
internal import Storage

/// A results report as it is read: chapters, what happened, figures with their charts and proofs, pictures.
struct ReportBody {
    let view: ReportView
    let call: Call
    /// What stands beside a chapter for those who write it.
    var tools: (ReportLine) -> HTML? = { _ in nil }

    private var t: Words { call.t }
    private var original: Attribute? { t.language == .chinese ? nil : Attribute("lang", Language.chinese.tag) }

    var html: HTML {
        #"\#(contents)\#(yearInShort)\#(summary)\#(view.lines.map(section))"#
    }

    private var year: ReportYearView? { view.year.map { ReportYearView(year: $0, t: t) } }

    /// How the year's plan came out, with the ways to it and to its assessment.
    private var yearInShort: HTML? {
        guard let year = view.year else { return nil }
        let plan = year.content.plan
        let assessed: HTML? = year.sheet.map { _ in #"　<a href="\#(AssessmentURL.show(plan.id))">\#(t("年度考核"))</a>"# }
        return #"""
            <p class="yk-lead mt-4">\#(year.summary(t))\#(AnnualWords(t: t).sample(plan))</p><p><a href="\#(AnnualURL.plan(plan.id))">\#(t("\(plan.year) 年度施政計畫"))</a>\#(assessed)</p>
            """#
    }

    /// The chapters, each leading to its place.
    private var contents: HTML {
        let rows: [HTML] = view.lines.filter { $0.level == 1 }.map { line in
            let url: LocalURL = "#\(line.id)"
            return #"<li><a href="\#(url)">\#(line.label.isEmpty ? "" : line.label + "、")\#(line.title)</a></li>"#
        }
        return
            #"<nav class="mt-4" aria-label="\#(t("目次"))"><h2 class="h5">\#(t("目次"))</h2><ol class="list-unstyled" \#(original)>\#(rows)</ol></nav>"#
    }

    /// All figures at a glance.
    private var summary: HTML? {
        let figures = view.figures
        guard !figures.isEmpty else { return nil }
        let rows: [[HTML]] = figures.map { figure in
            let url: LocalURL = "#i-\(figure.indicator.id)"
            return [
                #"<a href="\#(url)">\#(figure.indicator.title)</a>\#(figure.sample(t))"#, HTML(text: figure.shown(figure.target)),
                HTML(text: figure.shown(figure.value)),
                HTML(text: figure.shownAttainment()), figure.mark(t),
            ]
        }
        let table = DataTable(
            caption: t("本年度衡量指標"),
            columns: [
                .init(t("指標")), .init(t("目標"), isNumber: true), .init(t("實際"), isNumber: true), .init(t("達成率"), isNumber: true), .init(t("燈號")),
            ], rows: rows)
        return #"<section class="mt-4" aria-labelledby="h-figures"><h2 id="h-figures">\#(t("指標一覽"))</h2>\#(table.html)</section>"#
    }

    private func section(_ line: ReportLine) -> HTML {
        let title: HTML =
            line.label.isEmpty ? HTML(text: line.title) : line.level == 1 ? "\(line.label)、\(line.title)" : "\(line.label) \(line.title)"
        let heading: HTML =
            line.level == 1
            ? #"<h2 id="\#(line.id)" \#(original)>\#(title)</h2>"# : #"<h3 id="\#(line.id)" \#(original)>\#(title)</h3>"#
        let text: [HTML] = line.text.split(separator: "\n").map { #"<p \#(original)>\#(String($0))</p>"# }
        return #"""
            <section class="yk-report-\#(line.level == 1 ? "chapter" : "part") mt-4">\#(heading)\#(promised(line))\#(text)\#(pictures(line))\#(figures(line))\#(year?.measures(line))\#(year?.items(line))\#(works(line))\#(tools(line))</section>
            """#
    }

    /// The plan's own words, and the way to the line's thread.
    private func promised(_ line: ReportLine) -> HTML? {
        guard let about = line.about, let planned = view.planned[about], let plan = view.plan else { return nil }
        let url = planned.kind == .goal ? PlanURL.goal(plan.id, planned.id) : PlanURL.item(plan.id, planned.id)
        let words = planned.text.isEmpty ? planned.title : planned.text
        guard words != line.title else { return #"<p><a href="\#(url)">\#(t("計畫裡的這一項"))</a></p>"# }
        return #"<blockquote class="yk-quote" \#(original)><p>\#(words)</p><footer><a href="\#(url)">\#(t("計畫裡的這一項"))</a></footer></blockquote>"#
    }

    private func pictures(_ line: ReportLine) -> [HTML] {
        (view.pictures[line.id] ?? []).map { picture in
            let url = ReportURL.picture(view.report, picture.attachment.id)
            return
                #"<figure class="yk-figure"><img class="img-fluid yk-report-picture" src="\#(url)" alt="\#(picture.alt)" loading="lazy"><figcaption>\#(picture.caption)</figcaption></figure>"#
        }
    }

    private func figures(_ line: ReportLine) -> [HTML] {
        (line.about.flatMap { view.facts.figures[$0] } ?? []).map { figure in
            let proof: HTML? = figure.last.map {
                #"　<a href="\#(LedgerURL.proof(of: $0.reference))" download="proof-\#($0.period.id).json">\#(t("最後一期的證明"))<span class="visually-hidden"> \#(figure.indicator.title)</span></a>"#
            }
            let cause: HTML? = figure.cause.isEmpty ? nil : #"<p class="yk-muted">\#(t("調降原因：\(figure.cause)"))</p>"#
            let name: HTML = #"<a href="\#(figure.url)">\#(figure.indicator.title)</a>\#(figure.sample(t))"#
            // Right below what it belongs to: no level is left out.
            let heading: HTML = line.level == 1 ? #"<h3 class="h4">\#(name)</h3>"# : #"<h4>\#(name)</h4>"#
            return #"""
                <div class="yk-report-figure mt-3" id="i-\#(figure.indicator.id)">\#(heading)<p>\#(t("目標")) <b>\#(figure.shown(figure.target))</b>　\#(t("實際")) <b>\#(figure.shown(figure.value))</b>　\#(t("達成率")) <b>\#(figure.shownAttainment())</b>　\#(figure.mark(t))\#(proof)</p>\#(cause)\#(figure.chart(t).html)</div>
                """#
        }
    }

    private func works(_ line: ReportLine) -> HTML? {
        guard let works = line.about.flatMap({ view.facts.works[$0] }) else { return nil }
        let today = call.city.clock.today
        let rows: [[HTML]] = works.map { work in
            let sample: HTML? = work.isSample ? #" <span class="yk-demo">\#(t("示範資料"))</span>"# : nil
            return [
                HTML(text: work.changedAt.map { t.day($0.taipeiDay, seenFrom: today) } ?? ""),
                #"<a href="\#(work.url)">\#(work.number.map { "\($0) " } ?? "")\#(work.title)</a>\#(sample)"#,
                HTML(text: call.city.noun(of: work.reference).map { t($0.title) } ?? ""), HTML(text: work.state.map { t($0) } ?? ""),
                #"<a href="\#(LedgerURL.proof(of: work.reference))" download="proof.json">\#(t("證明"))<span class="visually-hidden"> \#(work.title)</span></a>"#,
            ]
        }
        return DataTable(
            caption: t("\(line.label) 本年度辦理情形"),
            columns: [.init(t("日期")), .init(t("事項")), .init(t("種類")), .init(t("狀態")), .init(t("證明"))], rows: rows
        ).html
    }
}

extension ReportView {
    /// In the order of the chapters.
    var figures: [IndicatorFigure] { lines.compactMap(\.about).flatMap { facts.figures[$0] ?? [] } }
}

/// Where results reports are found.
enum ReportURL {
    static let list: LocalURL = "/results"
    static func published(_ report: String) -> LocalURL { "/results/\(report)" }
    static func odt(_ report: String) -> LocalURL { "/results/\(report)/report.odt" }
    static func pdf(_ report: String) -> LocalURL { "/results/\(report)/report.pdf" }
    static func json(_ report: String) -> LocalURL { "/api/v1/reports/\(report)" }
    static func table(_ report: String, _ form: AnswerForm) -> LocalURL { "/api/v1/reports/\(report).\(form.rawValue)" }
    static func book(_ year: Int) -> LocalURL { "/results/books/\(year)" }
    static func section(_ report: String, _ line: String) -> LocalURL { "/reports/\(report)/sections/\(line)" }
    static func picture(_ report: PerformanceReport, _ id: String) -> LocalURL {
        report.isPublished ? "/results/\(report.id)/pictures/\(id)" : "/reports/\(report.id)/pictures/\(id)"
    }
}
