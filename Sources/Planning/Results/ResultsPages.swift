internal import Formats
internal import Indicators
internal import Kernel
internal import Ledger
internal import Markup
internal import Storage

/// 施政成果報告 as anyone may read them.
enum ResultsPages {
    static let all = [list, show, odt, pdf, picture, book, bookODT, bookPDF]

    static let list = Endpoint(
        .get, "/results", .everyone, .page("施政成果報告清單", query: [QueryParameter("year", "只列這一年度（民國）", .integer(100...200))])
    ) { call in
        let year = try year(call)
        let reports = try await call.store.read { try ReportQueries.published(year: year, $0) }
        return .page(page(reports, call))
    }

    static let show = Endpoint(.get, "/results/{report}", .everyone, .page("一份施政成果報告")) { call in
        let view = try await ReportView.read(try call.parameter("report"), call, onlyPublished: true)
        let t = call.t
        let (report, id) = (view.report, view.report.id)
        let sample: HTML? = view.isSample ? #"<span class="yk-demo">\#(t("含示範資料"))</span>"# : nil
        var page = Page(
            title: report.title, crumbs: [.init(t("首頁"), "/"), .init(t("施政成果報告"), ReportURL.list), .init(report.title)], menu: "results",
            body: #"""
                <div class="yk-wrap yk-report"><header class="yk-pagehead"><p class="yk-over">\#(t(verbatim: report.agencyName))．\#(t("\(report.years.lowerBound) 年度"))</p><h1 lang="zh-Hant-TW">\#(report.title)</h1><div class="yk-chips">\#(sample)</div><p class="yk-muted">\#(t("資料取自紀錄簿，截至 \(t.day(view.moment.day, seenFrom: call.city.clock.today))。"))</p></header>
                <div class="yk-linebar">\#(view.seal?.html(call))</div><p class="yk-toc-tools">\#(link(ReportURL.odt(id), "ODT"))\#(call.city.printer == nil ? nil : link(ReportURL.pdf(id), "PDF"))\#(link(ReportURL.table(id, .csv), "CSV"))\#(link(ReportURL.table(id, .ods), "ODS"))<a href="\#(ReportURL.json(id))">JSON</a></p>
                \#(ReportBody(view: view, call: call).html)</div>
                """#)
        page.summary = report.title
        return .page(page)
    }

    static let odt = Endpoint(.get, "/results/{report}/report.odt", .everyone, .bytes("施政成果報告（ODT）", [TextDocument.type])) { call in
        let view = try await ReportView.read(try call.parameter("report"), call, onlyPublished: true)
        return try await ReportReply.odt([view], view.report.title, name: view.report.id, call)
    }

    static let pdf = Endpoint(.get, "/results/{report}/report.pdf", .everyone, .bytes("施政成果報告（PDF）", [PDFPrinter.type])) { call in
        let view = try await ReportView.read(try call.parameter("report"), call, onlyPublished: true)
        return try await ReportReply.pdf([view], view.report.title, name: view.report.id, call)
    }

    static let picture = Endpoint(
        .get, "/results/{report}/pictures/{picture}", .everyone, .bytes("報告裡的照片", ["image/png", "image/jpeg"])
    ) { call in
        guard let report = try await call.store.read({ try ReportQueries.find(call.parameter("report"), $0) }), report.isPublished else {
            throw Problem.notFound
        }
        return try await ReportReply.picture(try call.parameter("picture"), of: report.id, call)
    }

    /// 施政成果報告彙編: all agencies' of one year.
    static let book = Endpoint(.get, "/results/books/{year}", .everyone, .page("一年度的施政成果彙編")) { call in
        let (year, views) = try await bookViews(call)
        let t = call.t
        let title = t("\(call.city.government) \(year) 年度施政成果彙編")
        let contents: [HTML] = views.map { view in
            let url: LocalURL = "#r-\(view.report.id)"
            return #"<li><a href="\#(url)">\#(t(verbatim: view.report.agencyName))</a></li>"#
        }
        let reports: [HTML] = views.map { view in
            let figures = view.figures
            let rows: [[HTML]] = figures.map { figure in
                [
                    #"<a href="\#(figure.url)">\#(figure.indicator.title)</a>\#(figure.sample(t))"#, HTML(text: figure.shown(figure.target)),
                    HTML(text: figure.shown(figure.value)), HTML(text: figure.shownAttainment()), figure.mark(t),
                ]
            }
            let table: HTML? =
                rows.isEmpty
                ? nil
                : DataTable(
                    caption: t("\(t(verbatim: view.report.agencyName))衡量指標"),
                    columns: [
                        .init(t("指標")), .init(t("目標"), isNumber: true), .init(t("實際"), isNumber: true), .init(t("達成率"), isNumber: true),
                        .init(t("燈號")),
                    ], rows: rows
                ).html
            let works = view.facts.works.values.reduce(0) { $0 + $1.count }
            let opening = view.lines.first { $0.level == 1 && !$0.text.isEmpty }?.text ?? ""
            let year: HTML? = view.year.map { #"<p>\#($0.summary(t))\#(AnnualWords(t: t).sample($0.content.plan))</p>"# }
            return #"""
                <section class="mt-5" id="r-\#(view.report.id)"><h2>\#(t(verbatim: view.report.agencyName))</h2><p lang="zh-Hant-TW">\#(String(opening.prefix(400)))</p>\#(year)<p>\#(t("指標 \(figures.count) 項，辦理事項 \(works) 件"))　<a href="\#(ReportURL.published(view.report.id))">\#(t("讀整份報告"))</a></p>\#(table)</section>
                """#
        }
        return .page(
            Page(
                title: title, crumbs: [.init(t("首頁"), "/"), .init(t("施政成果報告"), ReportURL.list), .init(t("\(year) 年度彙編"))], menu: "results",
                body: #"""
                    <div class="yk-wrap"><header class="yk-pagehead"><h1>\#(title)</h1></header><p class="yk-toc-tools">\#(link("/results/books/\(year)/book.odt", "ODT"))\#(call.city.printer == nil ? nil : link("/results/books/\(year)/book.pdf", "PDF"))</p><nav class="mt-4" aria-label="\#(t("目次"))"><ul class="list-unstyled">\#(contents)</ul></nav>\#(reports)</div>
                    """#))
    }

    static let bookODT = Endpoint(.get, "/results/books/{year}/book.odt", .everyone, .bytes("施政成果彙編（ODT）", [TextDocument.type])) { call in
        let (year, views) = try await bookViews(call)
        return try await ReportReply.odt(views, call.t("\(call.city.government) \(year) 年度施政成果彙編"), name: "results-\(year)", call)
    }

    static let bookPDF = Endpoint(.get, "/results/books/{year}/book.pdf", .everyone, .bytes("施政成果彙編（PDF）", [PDFPrinter.type])) { call in
        let (year, views) = try await bookViews(call)
        return try await ReportReply.pdf(views, call.t("\(call.city.government) \(year) 年度施政成果彙編"), name: "results-\(year)", call)
    }

    static func bookViews(_ call: Call) async throws -> (year: Int, views: [ReportView]) {
        guard let year = Int(try call.parameter("year")) else { throw Problem.notFound }
        let today = call.city.clock.today
        let views = try await call.store.read { db in
            try ReportQueries.published(year: year, db).filter { $0.years.lowerBound == $0.years.upperBound }.map {
                try ReportView.read($0, today, call, db)
            }
        }
        guard !views.isEmpty else { throw Problem.notFound }
        return (year, views)
    }

    private static func year(_ call: Call) throws -> Int? {
        guard let text = call.request.query["year"], !text.isEmpty else { return nil }
        guard let year = Int(text) else { throw Problem.badQuery("year", "請填民國年，例如 114。") }
        return year
    }

    private static func link(_ url: LocalURL, _ words: String) -> HTML { #"<a href="\#(url)">\#(Icon.line("down"))\#(words)</a>"# }

    private static func page(_ reports: [PerformanceReport], _ call: Call) -> Page {
        let t = call.t
        let rows: [[HTML]] = reports.map { report in
            [
                #"<a href="\#(ReportURL.published(report.id))" lang="zh-Hant-TW">\#(report.title)</a>"#, HTML(text: t(verbatim: report.agencyName)),
                HTML(text: String(report.years.lowerBound)),
                HTML(text: report.publishedAt.map { t.day($0.taipeiDay, seenFrom: call.city.clock.today) } ?? ""),
            ]
        }
        let books: [HTML] = Set(reports.map(\.years.lowerBound)).sorted(by: >).map {
            #"<li><a href="\#(ReportURL.book($0))">\#(t("\($0) 年度彙編"))</a></li>"#
        }
        let table =
            rows.isEmpty
            ? EmptyState(title: t("還沒有公布的施政成果報告"), text: t("每年度結束後，各機關的施政成果報告會公布在這裡。")).html
            : DataTable(
                caption: t("施政成果報告"),
                columns: [.init(t("報告")), .init(t("機關")), .init(t("年度"), isNumber: true), .init(t("公布日"))], rows: rows
            ).html
        let bookList: HTML? = books.isEmpty ? nil : #"<h2 class="mt-5">\#(t("彙編"))</h2><ul>\#(books)</ul>"#
        return Page(
            title: t("施政成果報告"), crumbs: [.init(t("首頁"), "/"), .init(t("施政成果報告"))], menu: "results",
            body: #"""
                <div class="yk-wrap"><header class="yk-pagehead"><h1>\#(t("施政成果報告"))</h1><p class="yk-lead">\#(t("承諾做了什麼、做到哪裡。每一個數字都連回它的紀錄和證明。"))</p></header>\#(table)\#(bookList)</div>
                """#)
    }
}

/// The forms in which a report leaves.
enum ReportReply {
    static func odt(_ views: [ReportView], _ title: String, name: String, _ call: Call) async throws -> Reply {
        .download(try await document(views, title, call), type: TextDocument.type, name: "\(name).odt")
    }

    static func pdf(_ views: [ReportView], _ title: String, name: String, _ call: Call) async throws -> Reply {
        guard let printer = call.city.printer else { throw Problem.notFound }
        do {
            return .download(try await printer.pdf(try await document(views, title, call), .text), type: PDFPrinter.type, name: "\(name).pdf")
        } catch is PrintingError {
            throw Problem(503, "not-printed", "PDF 沒有做成", "請過幾分鐘再試，或改下載 ODT。")
        }
    }

    static func document(_ views: [ReportView], _ title: String, _ call: Call) async throws -> [UInt8] {
        try ReportDocument(book: views, title: title, pictures: try await ReportDocument.pictures(of: views, call), call: call).text.odt()
    }

    /// A picture as it is: only what came in as one of a report, and only once it may be read.
    static func picture(_ id: String, of report: String, _ call: Call) async throws -> Reply {
        let found = try await call.store.read { db in try ReportPicture.all(of: report, db).first { $0.attachment.id == id }?.attachment.file }
        guard let file = found, [.clean, .unscanned].contains(file.state), let bytes = try await Files(call.city).bytes(of: file) else {
            throw Problem.notFound
        }
        return .bytes(bytes, type: file.mediaType)
    }
}
