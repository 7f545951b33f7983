internal import Formats
internal import Kernel
internal import Ledger
internal import Markup
internal import Storage

/// `/indicators/attainment`: what all public indicators come to, by agency and goal.
struct AttainmentPage {
    let rollUp: YearRollUp
    let year: Period
    let names: [String: String]
    let goals: [Reference: Glance]
    let moment: Moment
    let call: Call

    static let page = Endpoint(
        .get, "/indicators/attainment", .everyone,
        .page("達成總覽", query: [QueryParameter("year", "哪一年（西元）", .integer(1912...9999)), Moment.parameter])
    ) { call in
        let moment = try await call.moment()
        var year = Period(.year, containing: moment.day)
        if let text = call.request.query["year"], !text.isEmpty {
            guard let asked = Int(text).flatMap(Period.year) else { throw Problem.badQuery("year", "請填西元年，例如 2026。") }
            year = asked
        }
        let (span, view) = (year, Noun.View(city: call.city, granted: call.granted, asOf: moment.asOf))
        return .page(
            try await call.store.read { db in
                let rollUp = YearRollUp(
                    try YearSummary.all(year: span.first.year, onlyPublic: true, asOf: moment.asOf, db), year: span, call.city.settings)
                let goals = try call.city.glances(at: rollUp.agencies.flatMap { $0.goals.compactMap(\.goal) }, view, db)
                let names = Dictionary(uniqueKeysWithValues: try AgencyQueries.all(db).map { ($0.id, $0.name) })
                return AttainmentPage(rollUp: rollUp, year: span, names: names, goals: goals, moment: moment, call: call).page
            })
    }

    private var t: Words { call.t }

    private var page: Page {
        Page(
            title: t("達成總覽"), crumbs: [.init(t("首頁"), "/"), .init(t("衡量指標"), moment.url(IndicatorURL.list)), .init(t("達成總覽"))], menu: "indicators",
            body: #"""
                <div class="yk-wrap"><header class="yk-pagehead"><h1>\#(t("\(t.period(year))達成總覽"))</h1><p class="yk-lead">\#(t("指標依權重彙總到目標，再彙總到機關。還不能評估的不列入平均。"))</p></header>\#(moment.bar(IndicatorURL.attainment, call))\#(content)
                <p class="yk-toc-tools">\#(steps)</p></div>
                """#)
    }

    private var content: HTML {
        guard rollUp.city.all > 0 else { return EmptyState(title: t("這一年沒有公開的指標"), text: t("請看其他年度。")).html }
        let tiles: HTML =
            #"<div class="yk-stat"><span class="yk-stat-label">\#(t("全府加權達成率"))</span><span class="yk-stat-value">\#(rollUp.city.attainment.map(percentage) ?? "—")</span><span class="yk-stat-note">\#(judged(rollUp.city))</span></div>"#
        let sections: [HTML] = rollUp.agencies.map { group in
            let rows: [[HTML]] = group.goals.sorted { ($0.goal?.text ?? "~") < ($1.goal?.text ?? "~") }.map { goal, rollUp in
                let glance = goal.flatMap { goals[$0] }
                let name: HTML = glance.map { #"<a href="\#(moment.url($0.url))">\#($0.title)</a>"# } ?? HTML(text: t("其他指標"))
                return [name] + cells(rollUp)
            }
            let name = names[group.agency] ?? group.agency
            return #"""
                <section class="mt-5" aria-labelledby="h-\#(group.agency)"><h2 id="h-\#(group.agency)">\#(name) \#(group.whole.attainment.map(percentage) ?? "")</h2>\#(DataTable(caption: name, columns: columns, rows: rows + [[HTML(text: t("合計"))] + cells(group.whole)]).html)</section>
                """#
        }
        return #"\#(tiles)\#(sections)"#
    }

    private var columns: [DataTable.Column] {
        [
            .init(t("目標")), .init(t("達成率"), isNumber: true), .init(t("權重"), isNumber: true), .init(t("可評估"), isNumber: true), .init(t("燈號")),
        ]
    }

    private func cells(_ rollUp: RollUp) -> [HTML] {
        let lights: [HTML] = Light.allCases.compactMap { light in
            rollUp.lights[light].map { light.indicatorMark(t, word: t("\(t(light.indicatorWord)) \($0)")) }
        }
        return [
            HTML(text: rollUp.attainment.map(percentage) ?? "—"), HTML(text: percentage(rollUp.weight)), HTML(text: judged(rollUp)), lights.joined(),
        ]
    }

    private func judged(_ rollUp: RollUp) -> String { t("\(rollUp.judged)／\(rollUp.all) 項") }

    private var steps: [HTML] {
        [year.previous, year.next].filter { $0.first <= moment.day }.map {
            #"<a href="\#(IndicatorURL.attainment.with(query: [("year", $0.id), moment.pair]))">\#(t.period($0))</a>"#
        }
    }
}
