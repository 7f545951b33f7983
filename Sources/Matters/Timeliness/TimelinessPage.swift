internal import Formats
internal import Kernel
internal import Markup
internal import Storage

/// What the page of timeliness shows, read at once.
struct TimelinessPage {
    /// One row, with its name in words.
    struct Line: Sendable {
        let key: String
        let name: String
        let found: Timeliness
        /// Whether what is open belongs to the row: it has no month.
        let hasStock: Bool
    }

    let filter: TimelinessFilter
    let lines: [Line]
    let total: Line
    let agencies: [Agency]
    let call: Call

    private var t: Words { call.t }
    private var today: CivilDate { call.city.clock.today }

    init(_ call: Call, people: Bool = false) async throws {
        self.call = call
        let (filter, today, t) = (try TimelinessFilter(call, people: people), call.city.clock.today, call.t)
        let (found, stock, agencies, people) = try await call.store.read { db in
            let found = try TimelinessQueries.read(filter, today: today, db)
            return (
                found, filter.rows == .month ? try TimelinessQueries.stock(filter, today: today, db) : nil, try AgencyQueries.all(db),
                filter.rows == .person ? try PersonQueries.names(of: found.keys.sorted(), db) : [:]
            )
        }
        let names = Dictionary(uniqueKeysWithValues: agencies.map { ($0.id, $0.shortName) })
        let procedures = Dictionary(uniqueKeysWithValues: Matters(call.city).procedures.map { ($0.id, $0.title) })
        func name(_ key: String) -> String {
            switch filter.rows {
            case .agency: names[key] ?? key
            case .kind: procedures[key].map { t($0) } ?? key
            case .month: Period(id: key).map { Self.month($0, t) } ?? key
            case .person: key == TallyKey.nobody ? t("還沒有承辦人") : people[key] ?? t("不再有資料的人員")
            }
        }
        let order = Dictionary(uniqueKeysWithValues: agencies.enumerated().map { ($1.id, $0) })
        let keys = found.keys.sorted { filter.rows == .agency ? (order[$0] ?? 0, $0) < (order[$1] ?? 0, $1) : $0 < $1 }
        var total = Timeliness()
        for one in found.values { total.add(one) }
        if let stock { (total.sums.open, total.overdue) = (stock.sums.open, stock.overdue) }
        self.filter = filter
        self.agencies = agencies
        lines = keys.map { Line(key: $0, name: name($0), found: found[$0] ?? Timeliness(), hasStock: filter.rows != .month) }
        self.total = Line(key: "", name: t("合計"), found: total, hasStock: true)
    }

    static func month(_ period: Period, _ t: Words) -> String { t.language == .english ? period.id : period.roc }

    var page: Page {
        var page = Page(
            title: t("案件時效"), crumbs: [.init(t("首頁"), "/"), .init(t("待辦"), MatterURL.inbox), .init(t("案件時效"))], menu: "timeliness",
            body: #"""
                <header class="yk-pagehead"><h1>\#(t("案件時效"))</h1><p class="yk-lead">\#(t("每一種流程都自動統計：新收、辦結、待辦、逾期、平均日數和如期比率。"))</p>\#(sample)</header>
                \#(views)\#(filters)\#(lines.isEmpty ? empty : figures)\#(method)
                """#)
        page.isPrivate = true
        page.frame = .workspace
        return page
    }

    private var sample: HTML? { total.found.sums.samples > 0 ? #"<p><span class="yk-demo">\#(t("示範資料"))</span></p>"# : nil }

    private func url(_ change: (inout TimelinessFilter) -> Void) -> LocalURL {
        var copy = filter
        change(&copy)
        return copy.url.with(query: copy.query(today: today))
    }

    private var views: HTML {
        let offered = TimelinessFilter.Rows.allCases.filter { $0 != .person || call.granted.holds(TimelinessPages.readPeople) }
        let items: [HTML] = offered.map { rows in
            let current = rows == filter.rows ? Attribute("aria-current", "page") : nil
            return #"<li><a href="\#(url { $0.rows = rows })" \#(current)>\#(t(rows.title))</a></li>"#
        }
        return #"<nav class="yk-views" aria-label="\#(t("每一列是什麼"))"><ul>\#(items)</ul></nav>"#
    }

    private var filters: HTML {
        func option(_ value: String, _ label: String, _ isChosen: Bool) -> HTML {
            #"<option value="\#(value)" \#(isChosen ? Attribute("selected") : nil)>\#(label)</option>"#
        }
        let this = Period(.month, containing: today)
        var months: [Period] = [this]
        while months.count < 60 { months.append(months[months.count - 1].previous) }
        for shown in [filter.from, filter.to] where !months.contains(shown) { months.append(shown) }
        func options(_ chosen: Period) -> [HTML] { months.sorted(by: >).map { option($0.id, Self.month($0, t), $0 == chosen) } }
        let kinds = Matters(call.city).procedures.map { option($0.id, t($0.title), $0.id == filter.procedure) }
        let allowed = filter.rows == .person ? call.granted.agencies(for: TimelinessPages.readPeople) : nil
        let agencies = agencies.filter { allowed?.contains($0.id) ?? true }.map { option($0.id, $0.shortName, $0.id == filter.agency) }
        let all: HTML? = filter.rows == .person ? nil : option("", t("全部機關"), filter.agency == nil)
        let hidden: HTML? = filter.rows == .person ? nil : #"<input type="hidden" name="by" value="\#(filter.rows.rawValue)">"#
        let (csv, ods) = (filter.table(.csv).with(query: filter.query(today: today)), filter.table(.ods).with(query: filter.query(today: today)))
        return #"""
            <form class="yk-filter mb-3" method="get" action="\#(filter.url)">\#(hidden)<div><label class="form-label" for="from">\#(t("從"))</label><select class="form-select" id="from" name="from">\#(options(filter.from))</select></div>
            <div><label class="form-label" for="to">\#(t("到"))</label><select class="form-select" id="to" name="to">\#(options(filter.to))</select></div>
            <div><label class="form-label" for="kind">\#(t("種類"))</label><select class="form-select" id="kind" name="kind">\#(option("", t("全部種類"), filter.procedure == nil))\#(kinds)</select></div>
            <div><label class="form-label" for="agency">\#(t("機關"))</label><select class="form-select" id="agency" name="agency">\#(all)\#(agencies)</select></div>
            <button class="btn btn-outline-primary" type="submit">\#(t("套用"))</button>
            <span class="yk-filter-x"><a href="\#(csv)">\#(Icon.line("down"))CSV</a><a href="\#(ods)">\#(Icon.line("down"))ODS</a><a href="\#(url { _ in })">\#(Icon.line("link"))\#(t("這個清單的連結"))</a></span></form>
            """#
    }

    private var empty: HTML {
        EmptyState(title: t("這段時間沒有案件"), text: t("換一段時間、機關或流程看看。")).html
    }

    private var figures: HTML { #"<h2 class="h3 mb-3">\#(TimelinessChart(shown: self).title)</h2>\#(TimelinessChart(shown: self).html)\#(table)"# }

    private var table: HTML {
        let columns: [DataTable.Column] =
            [.init(t(filter.rows.title))]
            + ([t("新收"), t("辦結"), t("未完成而結"), t("待辦"), t("逾期"), t("平均日數"), t("平均工作天"), t("如期比率")] as [String]).map {
                DataTable.Column($0, isNumber: true)
            }
        return DataTable(caption: t("案件時效"), columns: columns, rows: (lines + [total]).map(cells)).html
    }

    private func cells(_ line: Line) -> [HTML] {
        let (sums, time) = (line.found.sums, line.found)
        let inTime = time.onTimePercent.map { t("\(Decimals.text($0, 1))%（\(sums.inTime)／\(sums.dated)）") } ?? "－"
        var name = HTML(text: line.name)
        if filter.rows == .agency, !line.key.isEmpty { name = #"<a href="\#(url { $0.rows = .month; $0.agency = line.key })">\#(line.name)</a>"# }
        if filter.rows == .kind, !line.key.isEmpty { name = #"<a href="\#(url { $0.rows = .agency; $0.procedure = line.key })">\#(line.name)</a>"# }
        return [
            name, HTML(text: String(sums.opened)), HTML(text: String(sums.done)), HTML(text: String(sums.dropped)),
            HTML(text: line.hasStock ? String(sums.open) : "－"), HTML(text: line.hasStock ? String(time.overdue) : "－"),
            HTML(text: time.meanDays.map { Decimals.text($0, 1) } ?? "－"), HTML(text: time.meanWorkingDays.map { Decimals.text($0, 1) } ?? "－"),
            HTML(text: inTime),
        ]
    }

    private var method: HTML {
        #"""
        <section class="mt-5" aria-labelledby="h-method"><h2 class="h3 mb-3" id="h-method">\#(t("怎麼算"))</h2><ul class="yk-items"><li>\#(t("新收、辦結照開案和結案的月份（臺北時間）；案件算在現在的主辦機關和承辦人，改分以後跟著過去。"))</li>
        <li>\#(t("待辦、逾期是現在的數字：期限在今天以前、還沒結案、沒有暫停計時的算逾期。"))</li><li>\#(t("平均日數是開案到結案的日曆天；平均工作天照使用日數的算法，當天辦結算 0.5 天；暫停計時的日子也算在內。"))</li>
        <li>\#(t("如期比率只算辦結而且有期限的：結案時不晚於當時的期限，除以這些案件的件數。撤銷等未完成而結的不算。"))</li></ul></section>
        """#
    }
}
