internal import Formats
internal import Kernel
internal import Markup
internal import Storage

/// What an indicator looks like on a thread: its light, its last value and its course.
enum IndicatorNoun {
    static let noun = Noun(
        "indicators/indicator", "指標", icon: "chart", isPublic: { id, db in try IndicatorQueries.find(id, db)?.isPublic },
        whole: { id, db in try IndicatorQueries.find(id, db)?.line },
        tells: { reason, facts, _ in
            switch reason {
            case "indicators.target": (facts["year"].flatMap(Int.init)).map { "訂定 \($0 - 1911) 年度目標" } ?? "訂定目標"
            case "indicators.define": "訂定指標"
            case "indicators.tell", "indicators.measure":
                (facts["period"].flatMap(Period.init(id:))).map { "\($0.roc)：\(facts["shown"] ?? "")" } ?? "填報"
            default: "有變動"
            }
        }
    ) { ids, view, db in
        let year = Period(.year, containing: view.city.clock.today)
        let open = view.asOf == .now ? nil : try Set(IndicatorQueries.find(ids, db).filter(\.isPublic).map(\.id))
        let found = try IndicatorQueries.find(ids, asOf: view.asOf, db).filter {
            $0.isPublic && (open?.contains($0.id) ?? true) || view.granted.holds(IndicatorsModule.report, on: $0.agency)
        }
        let (years, latest) = (
            try YearSummary.of(ids, year: year.first.year, asOf: view.asOf, db), try IndicatorQueries.latest(of: ids, asOf: view.asOf, db)
        )
        return found.map { indicator in
            let url = indicator.isPublic ? IndicatorURL.indicator(indicator.id) : IndicatorURL.desk(indicator.id)
            var glance = Glance(indicator.reference, title: indicator.title, url: url)
            let summary = years[indicator.id]
            let light = summary.map { LightRule.light($0, year: year, view.city.settings) } ?? .grey
            glance.agency = indicator.agency
            glance.light = light
            glance.state = summary?.attainment.map { "達成 \(percentage($0))" } ?? light.indicatorWord
            glance.changedAt = latest[indicator.id]?.last?.at
            glance.isSample = indicator.isSample
            glance.figure = IndicatorTile(indicator: indicator, values: latest[indicator.id] ?? [], summary: summary, city: view.city)
            return glance
        }
    }
}

/// The last value, the target and the course of an indicator.
struct IndicatorTile: GlanceFigure {
    let indicator: Indicator
    let values: [Measurement]
    let summary: YearSummary?
    let city: City

    func html(_ t: Words) -> HTML {
        let value = summary?.value ?? values.last?.value
        let target: HTML? = summary?.target.map { #"<span class="yk-stat-note">\#(t("目標")) \#(indicator.shown($0))</span>"# }
        return #"""
            <div class="yk-stat"><span class="yk-stat-value">\#(value.map(indicator.shown) ?? "—")</span>\#(target)</div>\#(IndicatorSpark(indicator: indicator, values: values, t: t).html)
            """#
    }
}
