internal import Formats
internal import Kernel
internal import Ledger
internal import Markup
internal import Storage

/// `/indicators/desk`, `/indicators/{indicator}/desk`: where agencies tell their values and set their targets.
enum DeskPages {
    static let all = [list, show]

    static let list = Endpoint(
        .get, "/indicators/desk", .holds(IndicatorsModule.report), .page("填報指標", query: [.after, WorkPage.done])
    ) { call in
        let (t, today, after) = (call.t, call.city.clock.today, call.request.query["after"])
        let mine = call.granted.agencies(for: IndicatorsModule.report)
        let found = try await call.store.read { try IndicatorQueries.mine(mine, after: after, limit: 50, $0) }
        let rows: [[HTML]] = found.items.map { indicator, value in
            let period = Period(indicator.cadence, containing: today).previous
            let asked = indicator.metric == nil && period.last >= indicator.begins && (indicator.ends.map { period.first <= $0 } ?? true)
            let isTold = value.map { $0.period >= period } ?? false
            let marks = asked && !isTold ? PeriodMark.marks(nil, period, today: today, call.city.settings) : []
            let state: HTML =
                switch marks.first {
                case .missing: Light.bad.html(word: t("\(t.period(period)) 逾期未填"), colour: t(Light.bad.colourName))
                case .open: Light.warn.html(word: t("\(t.period(period)) 待填"), colour: t(Light.warn.colourName))
                default: HTML(text: indicator.metric == nil ? t("已填") : t("自動量測"))
                }
            return [
                #"<a href="\#(IndicatorURL.desk(indicator.id))">\#(indicator.title)</a> \#(IndicatorPage.sample(indicator, t))"#, state,
                HTML(text: value.map { "\(t.period($0.period)) \(indicator.shown($0.value))" } ?? "—"),
            ]
        }
        let table =
            rows.isEmpty
            ? EmptyState(title: t("還沒有指標"), text: t("從計畫項目的頁面，或在這裡新增指標。")).html
            : DataTable(caption: t("填報指標"), columns: [.init(t("指標")), .init(t("狀態")), .init(t("最近一期"))], rows: rows).html
        let pager = Pager(
            label: t("分頁"), first: after == nil ? nil : (t("從頭看"), IndicatorURL.desk),
            next: found.next.map { (t("下一頁"), IndicatorURL.desk.with(query: [("after", $0)])) })
        let add: HTML? =
            call.granted.holds(IndicatorsModule.define)
            ? #"<p><a class="btn btn-primary" href="\#(IndicatorURL.new)">\#(Icon.line("plus"))\#(t("新增指標"))</a></p>"# : nil
        return WorkPage(call: call, title: t("填報指標")).reply(#"\#(add)\#(table)\#(pager.html)"#)
    }

    static let show = Endpoint(
        .get, "/indicators/{indicator}/desk", .holdsOn(IndicatorsModule.report, "indicator"),
        .page("填報一個指標", query: [WorkPage.done, Moment.parameter])
    ) { call in try await page(call) }

    /// What was tried with one of the forms, and what was wrong with it.
    struct Attempt {
        let form: String
        let values: [String: String]
        let errors: [String: Phrase]
    }

    static func page(_ call: Call, _ attempt: Attempt? = nil) async throws -> Reply {
        let (t, moment) = (call.t, try await call.moment())
        let history = try await IndicatorHistory.read(try call.parameter("indicator"), moment, call, onlyPublic: false)
        let indicator = history.indicator
        let tables = IndicatorTable(history: history, moment: moment, call: call)
        let tell: HTML =
            indicator.metric == nil
            ? form(
                "tell", TellPages.fields(indicator, moment.day, t), IndicatorURL.values(indicator.id), "填報", defaults(history, moment), attempt, call)
            : Notice.info.html(#"<p>\#(t("這個指標由系統自動量測，每小時更新。"))</p>"#)
        let target: HTML? =
            call.granted.holds(IndicatorsModule.define, on: indicator.agency)
            ? #"""
            <section class="mt-5" aria-labelledby="h-target"><h2 id="h-target">\#(t("年度目標"))</h2>\#(form("target", TargetPages.fields, IndicatorURL.targets(indicator.id), "儲存目標", ["year": String(moment.day.rocYear)], attempt, call))</section>
            """# : nil
        let links: HTML =
            #"<p class="yk-toc-tools">\#(indicator.isPublic ? #"<a href="\#(IndicatorURL.indicator(indicator.id))">\#(t("看公開頁"))</a>"# as HTML : nil)\#(call.granted.holds(IndicatorsModule.define, on: indicator.agency) ? #"<a href="\#(IndicatorURL.change(indicator.id))">\#(t("修改指標"))</a>"# as HTML : nil)</p>"#
        return WorkPage(
            call: call, title: indicator.title, above: [.init(t("填報指標"), IndicatorURL.desk)], isRefused: attempt != nil
        ).reply(
            #"""
            <div class="yk-chips">\#(IndicatorPage(history: history, moment: moment, call: call).light)\#(IndicatorPage.sample(indicator, t))</div>\#(links)
            <section aria-labelledby="h-tell"><h2 id="h-tell">\#(t("填報這一期"))</h2>\#(tell)</section>\#(target)
            <section class="mt-5" aria-labelledby="h-years"><h2 id="h-years">\#(t("年度目標與達成"))</h2>\#(tables.years)</section>
            <section class="mt-5" aria-labelledby="h-periods"><h2 id="h-periods">\#(t("各期的值"))</h2>\#(tables.periods)</section>
            """#)
    }

    private static func form(
        _ id: String, _ fields: [Field], _ url: Markup.LocalURL, _ submit: Phrase, _ defaults: [String: String], _ attempt: Attempt?, _ call: Call
    ) -> HTML {
        let mine = attempt.flatMap { $0.form == id ? $0 : nil }
        return FormView(
            fields, to: url, submit: submit, id: "\(id)-", call: call, values: mine?.values ?? defaults, errors: mine?.errors ?? [:]
        ).html(call.t)
    }

    /// The oldest of the last periods that has no value yet.
    private static func defaults(_ history: IndicatorHistory, _ moment: Moment) -> [String: String] {
        let told = Set(history.values.map(\.period))
        let open = history.periods(until: moment.day).prefix(12).filter { !told.contains($0) && $0.last < moment.day }
        return ["period": (open.last ?? Period(history.indicator.cadence, containing: moment.day)).id]
    }
}

extension IndicatorQueries {
    /// Those of some agencies, or of all, by key, each with its last value.
    static func mine(
        _ agencies: Set<String>?, after key: String?, limit: Int, _ db: any Reader
    ) throws -> (items: [(Indicator, Measurement?)], next: String?) {
        let condition: SQL = agencies.map { "AND agency IN (\(list: $0.sorted() + [""]))" } ?? ""
        let found = try db.all("SELECT \(columns) FROM indicator WHERE id > \(key ?? "") \(condition) ORDER BY id LIMIT \(limit + 1)").map(indicator)
        let shown = Array(found.prefix(limit))
        let latest = try latest(of: shown.map(\.id), asOf: .now, db)
        return (shown.map { ($0, latest[$0.id]?.last) }, found.count > limit ? shown.last?.id : nil)
    }
}
