internal import Formats
internal import Kernel
internal import Markup
internal import Storage

/// 待辦: what waits for this person, by deadline.
struct InboxPage {
    static let page = Endpoint(.get, "/inbox", .signedIn, .page("待辦", query: InboxFilter.parameters)) { call in
        .page(try await view(call).page)
    }

    /// What the page shows, read at once.
    static func view(_ call: Call, done: HTML? = nil) async throws -> InboxPage {
        guard let person = call.granted.person else { throw Problem.signInNeeded }
        let filter = try InboxFilter(call)
        let limit = try call.limit(or: 50)
        let (now, city) = (call.city.clock.now(), call.city)
        let queries = InboxQueries(person: person, now: now, filter: filter)
        let shown: @Sendable (any Reader) throws -> Shown = { db in
            let rows = try queries.page(limit: limit + 1, db)
            let matters = try queries.readable(Array(rows.prefix(limit)), db)
            let deadlines = try Deadlines(city, db)
            return Shown(
                matters: matters, next: rows.count > limit ? rows.dropLast().last.map(queries.cursor) : nil, counts: try queries.counts(db),
                seen: try queries.seen(matters, db),
                left: Dictionary(
                    matters.map { matter in (matter.id, matter.dueAt.flatMap { deadlines.workingDays(until: $0, from: now) }) }
                ) { first, _ in first },
                agencies: try AgencyQueries.shortNames(of: Set(matters.map(\.lead) + person.appointments.map(\.agency)), db),
                unread: try NoticeQueries.unread(of: person.id, now: now, db), provisionalYears: deadlines.provisionalYears)
        }
        let found = try await filter.isByKey ? call.store.point(shown) : call.store.read(shown)
        return InboxPage(filter: filter, queries: queries, shown: found, call: call, done: done)
    }

    struct Shown: Sendable {
        let matters: [Matter]
        let next: (key: String, id: String)?
        let counts: [InboxFilter.Due: Int]
        let seen: Set<String>
        let left: [String: Int?]
        let agencies: [String: String]
        let unread: Int
        let provisionalYears: Set<Int>

        func isProvisional(_ matter: Matter) -> Bool { matter.dueAt.map { provisionalYears.contains($0.taipeiDay.year) } ?? false }
    }

    let filter: InboxFilter
    let queries: InboxQueries
    let shown: Shown
    let call: Call
    let done: HTML?

    private var t: Words { call.t }
    private var procedures: [Procedure] { Matters(call.city).procedures }

    var page: Page {
        var page = Page(title: t("待辦"), crumbs: [.init(t("首頁"), "/"), .init(t("待辦"))], menu: "inbox", body: body)
        page.isPrivate = true
        page.frame = .workspace
        page.scripts = ["inbox", "live"]
        return page
    }

    private var body: HTML {
        #"""
        <div class="yk-inboxhead"><p class="yk-over">\#(today)</p><h1>\#(t("待辦"))</h1><p class="yk-inboxsum">\#(sum)\#(hasSample ? sample : nil)</p></div>
        \#(live)\#(done)\#(views)\#(tabs)\#(filters)\#(list)\#(pager)\#(archive)
        """#
    }

    /// Says that there is news; nothing under one's hand moves by itself.
    private var live: HTML {
        let news = Notice.info.html(#"<p>\#(t("待辦有變動。")) <a href="\#(url { _ in })">\#(t("重新載入"))</a></p>"#)
        return
            #"<div role="status" data-live="/inbox/events" data-event="moved" data-member="list" data-value="inbox"><template>\#(news)</template></div>"#
    }

    private var today: String {
        let time = call.time(queries.now)
        let weekdays: [Phrase] = ["星期四", "星期五", "星期六", "星期日", "星期一", "星期二", "星期三"]
        return "\(time.day) \(t(weekdays[((time.date.dayNumber % 7) + 7) % 7]))"
    }

    private var total: Int { shown.counts.values.reduce(0, +) }

    private var sum: String {
        let late = shown.counts[.late, default: 0]
        let today = shown.counts[.today, default: 0]
        if total == 0 { return t("現在沒有等您處理的案件。") }
        return t("\(number(total)) 件等您處理，\(late) 件逾期，\(today) 件今天到期。")
    }

    private var hasSample: Bool { shown.matters.contains(where: \.isSample) }
    private var sample: HTML { #"<span class="yk-demo">\#(t("示範資料"))</span>"# }

    private func number(_ count: Int) -> String { count >= InboxQueries.most ? t("\(InboxQueries.most) 以上") : String(count) }

    private func url(_ change: (inout InboxFilter) -> Void) -> LocalURL { MatterURL.inbox.with(query: filter.query(changing: change)) }

    private var views: HTML {
        let items: [HTML] = InboxFilter.View.allCases.filter(isOffered).map { view in
            let current = view == filter.view ? Attribute("aria-current", "page") : nil
            return #"<li><a href="\#(url { $0.view = view; $0.due = nil })" \#(current)>\#(t(view.title))</a></li>"#
        }
        let unread: HTML? = shown.unread == 0 ? nil : #"<b>\#(shown.unread)</b>"#
        return #"""
            <nav class="yk-views" aria-label="\#(t("看哪些案件"))"><ul>\#(items)</ul><a class="yk-views-x" href="/notices">\#(Icon.line("bell"))\#(t("通知"))\#(unread)</a></nav>
            """#
    }

    /// Views that never hold anything for this person are left out.
    private func isOffered(_ view: InboxFilter.View) -> Bool {
        switch view {
        case .delegated: call.granted.person?.principals.isEmpty == false
        case .section: call.granted.person?.appointments.contains { $0.role.isStaff && $0.unit != nil } == true
        case .mine, .unit, .watched, .waiting: true
        }
    }

    /// Where an agency's closed matters are.
    private var archive: HTML? {
        guard filter.view == .unit || filter.view == .section else { return nil }
        let agencies = Set(call.granted.person?.appointments.map(\.agency) ?? []).filter { call.granted.holds(AgencyListPages.read, on: $0) }
        let links: [HTML] = agencies.sorted().map { id in
            #"<li><a href="\#(MatterURL.agency(id))">\#(t("\(shown.agencies[id] ?? id)全部的案件，包括已結的"))</a></li>"#
        }
        return links.isEmpty ? nil : #"<ul class="yk-items">\#(links)</ul>"#
    }

    private var tabs: HTML {
        let titles: [(InboxFilter.Due, Phrase)] = [(.late, "逾期"), (.today, "今天"), (.week, "本週"), (.later, "之後")]
        let links: [HTML] = titles.map { due, title in
            let current = filter.due == due ? Attribute("aria-current", "page") : nil
            return
                #"<a href="\#(url { $0.due = due })" \#(current)>\#(DueMark.shape(due))<b>\#(number(shown.counts[due, default: 0]))</b><span>\#(t(title))</span></a>"#
        }
        return #"""
            <nav class="yk-duetabs" aria-label="\#(t("依期限"))"><a href="\#(url { $0.due = nil })" \#(filter.due == nil ? Attribute("aria-current", "page") : nil)><b>\#(number(total))</b><span>\#(t("全部"))</span></a>\#(links)</nav>
            """#
    }

    private var filters: HTML {
        let kinds: [HTML] = procedures.map {
            #"<option value="\#($0.id)" \#($0.id == filter.procedure ? Attribute("selected") : nil)>\#(t($0.title))</option>"#
        }
        let sorts: [HTML] = InboxFilter.Sort.allCases.map {
            #"<option value="\#($0.rawValue)" \#($0 == filter.sort ? Attribute("selected") : nil)>\#(t($0.title))</option>"#
        }
        let hidden: [HTML] = [("view", filter.view.rawValue), ("due", filter.due?.rawValue)].compactMap { name, value in
            value.map { #"<input type="hidden" name="\#(name)" value="\#($0)">"# }
        }
        return #"""
            <form class="yk-filter mb-3" method="get" action="/inbox">\#(hidden)<div><label class="form-label" for="kind">\#(t("種類"))</label><select class="form-select" id="kind" name="kind"><option value="">\#(t("全部種類"))</option>\#(kinds)</select></div>
            <div><label class="form-label" for="sort">\#(t("排序"))</label><select class="form-select" id="sort" name="sort">\#(sorts)</select></div>
            <div class="grow"><label class="form-label" for="q">\#(t("案名、案號"))</label><input class="form-control" id="q" name="q" type="search" value="\#(filter.text)" maxlength="100"></div>
            <button class="btn btn-outline-primary" type="submit">\#(t("套用"))</button>
            <span class="yk-filter-x"><a href="\#(("/api/v1/inbox.csv" as LocalURL).with(query: filter.query()))">\#(Icon.line("down"))CSV</a><a href="\#(("/api/v1/inbox.ods" as LocalURL).with(query: filter.query()))">\#(Icon.line("down"))ODS</a><a href="\#(url { _ in })">\#(Icon.line("link"))\#(t("這個清單的連結"))</a></span></form>
            """#
    }

    private var list: HTML {
        if shown.matters.isEmpty { return empty }
        let order: [InboxFilter.Due] = [.late, .today, .week, .later]
        let groups: [HTML] =
            filter.sort == .due
            ? order.compactMap { due in
                let matters = shown.matters.filter { queries.bucket($0) == due }
                return matters.isEmpty ? nil : section(due, matters)
            }
            : [#"<ul class="yk-tasks">\#(shown.matters.map(row))</ul>"#]
        return #"""
            <form class="yk-inbox" action="/inbox/steps" method="post"><input type="hidden" name="_token" value="\#(call.formToken())">\#(groups)\#(bulk)</form>
            """#
    }

    private var empty: HTML {
        let isFiltered = filter.due != nil || filter.procedure != nil || filter.text != nil
        return isFiltered
            ? EmptyState(
                title: t("沒有符合的案件"), text: t("換個條件看看。"),
                action: #"<a class="btn btn-outline-primary" href="\#(MatterURL.inbox)">\#(t("看全部待辦"))</a>"#
            ).html
            : EmptyState(title: t("沒有待辦"), text: t("輪到您處理的案件會出現在這裡。")).html
    }

    private func section(_ due: InboxFilter.Due, _ matters: [Matter]) -> HTML {
        let title: Phrase = [.late: "逾期", .today: "今天到期", .week: "本週", .later: "之後"][due] ?? "之後"
        let styleClass = [.late: "is-bad", .today: "is-warn"][due] ?? ""
        return #"""
            <section aria-labelledby="d-\#(due.rawValue)"><h2 id="d-\#(due.rawValue)" class="\#(styleClass)">\#(t(title))<small>\#(t("\(number(shown.counts[due, default: matters.count])) 件"))</small></h2><ul class="yk-tasks">\#(matters.map(row))</ul></section>
            """#
    }

    private func row(_ matter: Matter) -> HTML {
        let procedure = procedures.first { $0.id == matter.procedure }
        let isNew = !shown.seen.contains(matter.id)
        let mark = DueMark(
            matter: matter, bucket: queries.bucket(matter), left: shown.left[matter.id] ?? nil, isProvisional: shown.isProvisional(matter), call: call
        )
        let fresh: HTML? = isNew ? #"<span class="yk-newmark">\#(t("新到"))</span>"# : nil
        return #"""
            <li class="yk-task \#(isNew ? "is-new" : "")"><label class="yk-pick"><input type="checkbox" name="m-\#(matter.id)" value="\#(matter.revision)" aria-label="\#(t("選取：\(matter.title)"))"></label>
            \#(mark.html)<div class="yk-task-b"><a class="yk-task-t" href="\#(MatterURL.matter(matter.id))">\#(matter.title)</a>
            <span class="yk-task-m"><span class="yk-badge">\#(procedure.map { t($0.title) })</span><span class="yk-num">\#(matter.number)</span><span>\#(shown.agencies[matter.lead])</span>\#(fresh)\#(matter.isSample ? sample : nil)</span></div>
            <span class="yk-task-s"><span>\#(procedure?.state(matter.state).map { t($0.title) })</span>\#(next(matter, procedure))</span></li>
            """#
    }

    /// Where the usual way leads from here.
    private func next(_ matter: Matter, _ procedure: Procedure?) -> HTML? {
        guard let to = procedure?.actions.first(where: { $0.from.contains(matter.state) && $0.to != nil && $0.kind == .step })?.to,
            let state = procedure?.state(to)
        else { return nil }
        return #"<small>\#(t("下一步：\(t(state.title))"))</small>"#
    }

    /// Acts that can be done to several at once, of the procedures on this page.
    private var bulk: HTML? {
        let onPage = Set(shown.matters.map(\.procedure))
        var options: [(String, Phrase)] = []
        for procedure in procedures where onPage.contains(procedure.id) {
            for action in procedure.actions where action.isBulk && !options.contains(where: { $0.0 == action.id }) {
                options.append((action.id, action.title))
            }
        }
        guard !options.isEmpty else { return nil }
        let list: [HTML] = options.map { #"<option value="\#($0.0)">\#(t($0.1))</option>"# }
        return #"""
            <div class="yk-bulk"><p class="yk-bulk-n" aria-hidden="true" data-before="\#(t("已選"))" data-after="\#(t("件"))"></p><div><label class="visually-hidden" for="bulk">\#(t("對勾選的案件"))</label><select class="form-select" id="bulk" name="action"><option value="">\#(t("對勾選的案件…"))</option>\#(list)</select></div><button class="btn btn-primary" type="submit">\#(t("執行"))</button></div>
            """#
    }

    private var pager: HTML {
        Pager(
            label: t("分頁"), first: filter.after == nil ? nil : (t("從頭看"), url { _ in }),
            next: shown.next.map { cursor in (t("下一頁"), url { $0.after = cursor }) }
        ).html
    }
}
