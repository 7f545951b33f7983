internal import Formats
internal import Kernel
internal import Ledger
internal import Markup
internal import Storage

/// `/indicators`: all that anyone may see.
enum IndicatorListPages {
    static let query: [QueryParameter] = [
        .limit, .after, QueryParameter("agency", "只列這個機關（代號）"), QueryParameter("year", "哪一年（西元）", .integer(1912...9999)), Moment.parameter,
    ]

    static let page = Endpoint(.get, "/indicators", .everyone, .page("衡量指標清單", query: query)) { call in
        let listing = try await Listing.read(call)
        let agencies = try await call.store.read { try AgencyQueries.all($0) }
        return .page(IndicatorListPage(listing: listing, agencies: agencies, call: call).page)
    }

    /// What a list's address asks for, and what there is.
    struct Listing: Sendable {
        let agency: String?
        let year: Period
        let moment: Moment
        let isFirst: Bool
        let items: [Indicator]
        let years: [String: YearSummary]
        let latest: [String: [Measurement]]
        let next: String?

        static func read(_ call: Call, limit standard: Int = 30) async throws -> Listing {
            let moment = try await call.moment()
            let (agency, after) = (call.request.query["agency"].flatMap { $0.isEmpty ? nil : $0 }, call.request.query["after"])
            guard
                let year = try call.request.query["year"].map({ text throws(Problem) -> Period? in
                    guard let year = Int(text).flatMap(Period.year) else { throw Problem.badQuery("year", "請填西元年，例如 2026。") }
                    return year
                }) ?? Period(.year, containing: moment.day)
            else { throw Problem.notFound }
            let limit = try call.limit(or: standard)
            return try await call.store.read { db in
                let (items, next) = try IndicatorQueries.page(
                    agency: agency, onlyPublic: true, after: after, limit: limit, asOf: moment.asOf, db)
                let ids = items.map(\.id)
                return Listing(
                    agency: agency, year: year, moment: moment, isFirst: after?.isEmpty ?? true, items: items,
                    years: try YearSummary.of(ids, year: year.first.year, asOf: moment.asOf, db),
                    latest: try IndicatorQueries.latest(of: ids, asOf: moment.asOf, db), next: next)
            }
        }
    }
}

/// The list as a page.
struct IndicatorListPage {
    let listing: IndicatorListPages.Listing
    let agencies: [Agency]
    let call: Call

    private var t: Words { call.t }
    private var moment: Moment { listing.moment }

    var page: Page {
        Page(title: t("衡量指標"), crumbs: [.init(t("首頁"), "/"), .init(t("衡量指標"))], menu: "indicators", body: body)
    }

    private var body: HTML {
        #"""
        <div class="yk-wrap"><header class="yk-pagehead"><h1>\#(t("衡量指標"))</h1><p class="yk-lead">\#(t("每一個目標量到哪裡：數字、目標、燈號，和每個數字的證明。"))</p></header>\#(moment.bar(IndicatorURL.list, call))\#(filter)\#(table)\#(pager)
        <p class="yk-toc-tools"><a href="\#(IndicatorURL.attainment.with(query: [("year", listing.year.id), moment.pair]))">\#(Icon.line("chart"))\#(t("達成總覽"))</a><a href="\#(("/api/v1/indicators.csv" as LocalURL).with(query: [("agency", listing.agency), ("year", listing.year.id), moment.pair]))">\#(Icon.line("down"))CSV</a><a href="\#(("/api/v1/indicators.ods" as LocalURL).with(query: [("agency", listing.agency), ("year", listing.year.id), moment.pair]))">\#(Icon.line("down"))ODS</a></p></div>
        """#
    }

    private var filter: HTML {
        let options: [HTML] = agencies.map {
            #"<option value="\#($0.id)" \#($0.id == listing.agency ? Attribute("selected") : nil)>\#($0.name)</option>"#
        }
        let years: [HTML] = (0..<8).compactMap { Period.year(moment.day.year + 1 - $0) }.map {
            #"<option value="\#($0.id)" \#($0 == listing.year ? Attribute("selected") : nil)>\#(t.period($0))</option>"#
        }
        return #"""
            <form class="yk-filter mb-4" method="get" action="/indicators"><div><label class="form-label" for="agency">\#(t("機關"))</label><select class="form-select" id="agency" name="agency"><option value="">\#(t("所有機關"))</option>\#(options)</select></div><div><label class="form-label" for="year">\#(t("年度"))</label><select class="form-select" id="year" name="year">\#(years)</select></div><button class="btn btn-outline-primary" type="submit">\#(t("篩選"))</button></form>
            """#
    }

    private var table: HTML {
        guard !listing.items.isEmpty else {
            return EmptyState(title: t("還沒有公開的指標"), text: t("機關公開的指標會列在這裡。")).html
        }
        let names = Dictionary(uniqueKeysWithValues: agencies.map { ($0.id, $0.shortName) })
        let rows: [[HTML]] = listing.items.map { indicator in
            let summary = listing.years[indicator.id]
            let light = summary.map { LightRule.light($0, year: listing.year, call.city.settings) } ?? .grey
            return [
                #"<a href="\#(moment.url(IndicatorURL.indicator(indicator.id)))">\#(indicator.title)</a> \#(IndicatorPage.sample(indicator, t))"#,
                HTML(text: names[indicator.agency] ?? indicator.agency), spark(indicator), HTML(text: summary?.value.map(indicator.shown) ?? "—"),
                HTML(text: summary?.target.map(indicator.shown) ?? "—"), HTML(text: summary?.attainment.map(percentage) ?? "—"),
                light.indicatorMark(t),
            ]
        }
        return DataTable(
            caption: t("衡量指標"),
            columns: [
                .init(t("指標")), .init(t("機關")), .init(t("走勢")), .init(t("\(t.period(listing.year))實際"), isNumber: true),
                .init(t("目標"), isNumber: true),
                .init(t("達成率"), isNumber: true), .init(t("燈號")),
            ], rows: rows
        ).html
    }

    private func spark(_ indicator: Indicator) -> HTML { IndicatorSpark(indicator: indicator, values: listing.latest[indicator.id] ?? [], t: t).html }

    private var pager: HTML {
        func url(_ after: String?) -> LocalURL {
            IndicatorURL.list.with(query: [("agency", listing.agency), ("year", listing.year.id), ("after", after), moment.pair])
        }
        return Pager(
            label: t("分頁"), first: listing.isFirst ? nil : (t("從頭看"), url(nil)), next: listing.next.map { (t("下一頁"), url($0)) }
        ).html
    }
}

/// The last values of an indicator as small as a word.
struct IndicatorSpark {
    let indicator: Indicator
    let values: [Measurement]
    let t: Words

    var html: HTML {
        guard let first = values.first, let last = values.last else { return .empty }
        let summary = t("\(t.period(first.period)) \(indicator.shown(first.value))，\(t.period(last.period)) \(indicator.shown(last.value))")
        let words = ChartWords(
            id: "s\(indicator.id)", title: indicator.title, summary: summary, source: .empty, openTable: "", rowTitle: "", noValue: t("無資料"))
        return Sparkline(
            words, name: indicator.title, periods: values.map { t.period($0.period) }, values: values.map(\.value), measure: indicator.measure
        ).picture
    }
}
