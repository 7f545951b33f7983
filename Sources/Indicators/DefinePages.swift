internal import Formats
internal import Kernel
internal import Markup
internal import Storage

/// `/indicators/new`, `/indicators/{indicator}/change`: what an indicator is.
enum DefinePages {
    static let all = [new, add, show, change]

    /// What the page of a plan's line fills in.
    private static let prefill = [
        QueryParameter("line", "量測的計畫項目"), QueryParameter("title", "指標名稱"), QueryParameter("unit", "單位"), QueryParameter("agency", "機關（代號）"),
        QueryParameter("cadence", "填報週期"), QueryParameter("begins", "從哪一天開始量"),
    ]
    private static let form = IndicatorForm(agencies: [], metrics: [])

    static let new = Endpoint(.get, "/indicators/new", .holds(IndicatorsModule.define), .page("新增指標", query: prefill)) { call in
        var values = [
            "decimals": "0", "weight": "100", "formula": "entered", "cadence": "month", "begins": "\(call.city.clock.today.year)-01-01",
            "isPublic": "yes",
        ]
        for name in ["line", "title", "unit", "agency", "cadence", "begins"] { values[name] = call.request.query[name] ?? values[name] }
        return try await page(call, nil, values: values)
    }

    static let add = Endpoint(.post, "/indicators/new", .holds(IndicatorsModule.define), .form("新增指標", form.fields)) { call in
        try await keep(call, nil)
    }

    static let show = Endpoint(.get, "/indicators/{indicator}/change", .holdsOn(IndicatorsModule.define, "indicator"), .page("修改指標")) { call in
        let indicator = try await find(call)
        return try await page(call, indicator, values: IndicatorForm.values(indicator))
    }

    static let change = Endpoint(
        .post, "/indicators/{indicator}/change", .holdsOn(IndicatorsModule.define, "indicator"), .form("修改指標", form.fields)
    ) { call in try await keep(call, try await find(call)) }

    static func find(_ call: Call) async throws -> Indicator {
        let id = try call.parameter("indicator")
        guard let indicator = try await call.store.read({ try IndicatorQueries.find(id, $0) }) else { throw Problem.notFound }
        return indicator
    }

    private static func keep(_ call: Call, _ was: Indicator?) async throws -> Reply {
        let sent = try await call.body()
        let form = try await filled(call)
        guard call.granted.holds(IndicatorsModule.define, on: sent.text("agency")) || sent.errors(in: form.fields)["agency"] != nil else {
            throw Problem.forbidden
        }
        let view = Noun.View(city: call.city, granted: call.granted)
        let (city, id) = (call.city, was?.id ?? UniqueID.make(at: call.city.clock.now()))
        do {
            let actor = try call.granted.actor()
            let errors = try await city.store.write(as: actor, "indicators.define") { db, changes -> [String: Phrase] in
                var errors: [String: Phrase] = [:]
                guard let indicator = try form.indicator(id: id, was: was, sent, view, db, &errors) else { return errors }
                try Indicators(city).keep(indicator, by: actor, db, &changes)
                return [:]
            }
            guard errors.isEmpty else { return try await page(call, was, values: sent.values, errors: errors) }
        } catch let refusal as Indicators.Refusal {
            return try await page(call, was, values: sent.values, errors: [refusal.field: refusal.phrase])
        } catch let refusal as Links.Refusal {
            return try await page(call, was, values: sent.values, errors: ["line": refusal.phrase])
        }
        return .seeOther(IndicatorURL.desk(id).with(query: [("done", "kept")]))
    }

    private static func filled(_ call: Call) async throws -> IndicatorForm {
        let mine = call.granted.agencies(for: IndicatorsModule.define)
        let today = call.city.clock.today
        let agencies = try await call.store.read { try AgencyQueries.valid(on: today, $0).filter { mine?.contains($0.id) ?? true } }
        return IndicatorForm(agencies: agencies, metrics: call.city.contributions(Metric.self))
    }

    private static func page(_ call: Call, _ indicator: Indicator?, values: [String: String?], errors: [String: Phrase] = [:]) async throws -> Reply {
        let (t, form) = (call.t, try await filled(call))
        let title = indicator.map { t("修改「\($0.title)」") } ?? t("新增指標")
        let view = FormView(
            form.fields, to: indicator.map { IndicatorURL.change($0.id) } ?? IndicatorURL.new, submit: indicator == nil ? "新增指標" : "儲存修改",
            call: call, values: values.compactMapValues(\.self), errors: errors)
        return WorkPage(call: call, title: title, above: [.init(t("填報指標"), IndicatorURL.desk)], isRefused: !errors.isEmpty).reply(view.html(t))
    }
}

/// The frame of the workspace's pages of indicators.
struct WorkPage {
    let call: Call
    let title: String
    var above: [Page.Crumb] = []
    var isRefused = false

    static let done = QueryParameter("done", "剛才做了什麼")

    func reply(_ content: HTML) -> Reply {
        let t = call.t
        let done: HTML? =
            switch call.request.query["done"] {
            case "kept": Notice.ok.html(#"<p>\#(t("已儲存。"))</p>"#)
            case "told": Notice.ok.html(#"<p>\#(t("已填報。"))</p>"#)
            case "same": Notice.info.html(#"<p>\#(t("和原來的一樣，沒有改變。"))</p>"#)
            default: nil
            }
        var page = Page(
            title: title, crumbs: [.init(t("首頁"), "/")] + above + [.init(title)], menu: "desk-indicators",
            body: #"<div class="yk-wrap"><header class="yk-pagehead"><h1>\#(title)</h1></header>\#(done)\#(content)</div>"#)
        page.frame = .workspace
        page.isPrivate = true
        if isRefused { page.status = 422 }
        return .page(page)
    }
}
