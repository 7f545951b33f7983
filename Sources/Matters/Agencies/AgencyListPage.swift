internal import Formats
internal import Kernel
internal import Markup
internal import Storage

/// What the page of an agency's matters shows, read at once.
struct AgencyListPage {
    let filter: AgencyListFilter
    let agency: Agency
    let matters: [Matter]
    let next: (key: String, id: String)?
    let units: [String]
    let people: [String: String]
    let isProvisional: @Sendable (Instant) -> Bool
    let call: Call

    private var t: Words { call.t }
    private var today: CivilDate { call.city.clock.today }
    private var procedures: [Procedure] { Matters(call.city).procedures }

    init(_ call: Call) async throws {
        let (filter, limit) = (try AgencyListFilter(call), try call.limit(or: 50))
        let (city, today) = (call.city, call.city.clock.today)
        let queries = AgencyListQueries(filter: filter, now: city.clock.now())
        let found = try await call.store.point { db -> (Agency, [Matter], [String], [String: String], Set<Int>)? in
            guard let agency = try AgencyQueries.find(id: filter.lead, db) else { return nil }
            let matters = try queries.page(limit: limit + 1, db)
            return (
                agency, matters, try AgencyQueries.units(of: filter.lead, on: today, db),
                try PersonQueries.names(of: Set(matters.compactMap(\.assignee)).sorted(), db), try city.calendars.current(db).provisionalYears
            )
        }
        guard let (agency, rows, units, people, provisional) = found else { throw Problem.notFound }
        self.call = call
        self.filter = filter
        self.agency = agency
        matters = Array(rows.prefix(limit))
        next = rows.count > limit ? rows.dropLast().last.map(queries.cursor) : nil
        self.units = units
        self.people = people
        isProvisional = { provisional.contains($0.taipeiDay.year) }
    }

    private func url(_ change: (inout AgencyListFilter) -> Void) -> LocalURL {
        MatterURL.agency(filter.lead).with(query: filter.query(changing: change))
    }

    var page: Page {
        let title = t("\(agency.shortName)的案件")
        var page = Page(
            title: title, crumbs: [.init(t("首頁"), "/"), .init(t("待辦"), MatterURL.inbox), .init(title)], menu: "inbox",
            body: #"""
                <header class="yk-pagehead"><h1>\#(title)</h1><p class="yk-lead">\#(t("主辦過的全部案件，包括已結的。"))</p>\#(sample)</header>\#(views)\#(filters)\#(list)\#(pager)
                """#)
        page.isPrivate = true
        page.frame = .workspace
        return page
    }

    private var sample: HTML? {
        matters.contains(where: \.isSample) ? #"<p><span class="yk-demo">\#(t("示範資料"))</span></p>"# : nil
    }

    private var views: HTML {
        let items: [HTML] = AgencyListFilter.Which.allCases.map { which in
            let current = which == filter.which ? Attribute("aria-current", "page") : nil
            return #"<li><a href="\#(url { $0.which = which; $0.month = nil })" \#(current)>\#(t(which.title))</a></li>"#
        }
        return #"<nav class="yk-views" aria-label="\#(t("看哪些案件"))"><ul>\#(items)</ul></nav>"#
    }

    private var filters: HTML {
        func option(_ value: String, _ label: String, _ isChosen: Bool) -> HTML {
            #"<option value="\#(value)" \#(isChosen ? Attribute("selected") : nil)>\#(label)</option>"#
        }
        // Deadlines lie ahead, the rest behind.
        let this = Period(.month, containing: today)
        var months: [Period] = [this]
        while months.count < 36 { months.append(months[months.count - 1].previous) }
        if filter.sort == .due { for _ in 0..<12 { months.insert(months[0].next, at: 0) } }
        if let shown = filter.month, !months.contains(shown) { months.append(shown) }
        let monthTitle: Phrase =
            switch filter.sort {
            case .due: "期限的月份"
            case .new: "開案的月份"
            case .closed: "結案的月份"
            }
        let unitList: HTML? =
            units.isEmpty && filter.unit == nil
            ? nil
            : #"""
            <div><label class="form-label" for="unit">\#(t("科室"))</label><select class="form-select" id="unit" name="unit">\#(option("", t("全部科室"), filter.unit == nil))\#(Set(units + [filter.unit].compactMap(\.self)).sorted().map { option($0, $0, $0 == filter.unit) })</select></div>
            """#
        let sorts = AgencyListFilter.sorts(filter.which)
        let sortList: HTML? =
            sorts.count < 2
            ? nil
            : #"""
            <div><label class="form-label" for="sort">\#(t("排序"))</label><select class="form-select" id="sort" name="sort">\#(sorts.map { option($0.rawValue, t($0.title), $0 == filter.sort) })</select></div>
            """#
        let csv = ("/api/v1/agencies/\(filter.lead)/matters.csv" as LocalURL).with(query: filter.query())
        let ods = ("/api/v1/agencies/\(filter.lead)/matters.ods" as LocalURL).with(query: filter.query())
        return #"""
            <form class="yk-filter mb-3" method="get" action="\#(MatterURL.agency(filter.lead))"><input type="hidden" name="state" value="\#(filter.which.rawValue)"><div><label class="form-label" for="kind">\#(t("種類"))</label><select class="form-select" id="kind" name="kind">\#(option("", t("全部種類"), filter.procedure == nil))\#(procedures.map { option($0.id, t($0.title), $0.id == filter.procedure) })</select></div>
            <div><label class="form-label" for="month">\#(t(monthTitle))</label><select class="form-select" id="month" name="month">\#(option("", t("不限"), filter.month == nil))\#(months.map { option($0.id, TimelinessPage.month($0, t), $0 == filter.month) })</select></div>
            \#(unitList)\#(sortList)<button class="btn btn-outline-primary" type="submit">\#(t("套用"))</button>
            <span class="yk-filter-x"><a href="\#(csv)">\#(Icon.line("down"))CSV</a><a href="\#(ods)">\#(Icon.line("down"))ODS</a><a href="\#(url { _ in })">\#(Icon.line("link"))\#(t("這個清單的連結"))</a></span></form>
            """#
    }

    private var list: HTML {
        if matters.isEmpty { return EmptyState(title: t("沒有符合的案件"), text: t("換個條件看看。")).html }
        let columns: [DataTable.Column] = ([t("案號"), t("案名"), t("種類"), t("步驟"), t("承辦人"), t("開案"), t("期限"), t("結案")] as [String]).map { .init($0) }
        return DataTable(caption: t("機關的案件"), columns: columns, rows: matters.map(cells)).html
    }

    private func cells(_ matter: Matter) -> [HTML] {
        let procedure = procedures.first { $0.id == matter.procedure }
        let person = matter.assignee.map { people[$0] ?? t("不再有資料的人員") } ?? "－"
        func day(_ instant: Instant?) -> HTML {
            guard let instant else { return "－" }
            let time = call.time(instant)
            return #"<time class="text-nowrap" datetime="\#(time.iso)">\#(time.day)</time>"#
        }
        let due = matter.dueAt ?? matter.closedDue
        let mark: HTML? = due.map { isProvisional($0) } == true ? #" <small>\#(t("暫定"))</small>"# : nil
        return [
            #"<span class="yk-num">\#(matter.number)</span>"#, #"<a href="\#(MatterURL.matter(matter.id))">\#(matter.title)</a>"#,
            HTML(text: procedure.map { t($0.title) } ?? matter.procedure),
            HTML(text: procedure?.state(matter.state).map { t($0.title) } ?? matter.state),
            HTML(text: [matter.unit, person].compactMap(\.self).joined(separator: " ")), day(matter.openedAt), #"\#(day(due))\#(mark)"#,
            day(matter.closedAt),
        ]
    }

    private var pager: HTML {
        Pager(
            label: t("分頁"), first: filter.after == nil ? nil : (t("從頭看"), url { _ in }),
            next: next.map { cursor in (t("下一頁"), url { $0.after = cursor }) }
        ).html
    }
}
