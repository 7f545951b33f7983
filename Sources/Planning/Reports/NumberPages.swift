internal import Formats
internal import Indicators
internal import Kernel
internal import Markup
internal import Storage

/// `/reports/{report}/numbers`: what a report says in numbers, for who decides which of them become values of indicators.
enum NumberPages {
    static let all = [show, accept, decline, reopen]

    static let show = Endpoint(
        .get, "/reports/{report}/numbers", .holdsOn(PlanningModule.draftPlans, "report"),
        .page(
            "報告裡的數字",
            query: [
                QueryParameter("status", "只看這一類：proposed、accepted、declined"), QueryParameter("from", "從第幾個開始", .integer(0...1_000_000)),
                QueryParameter("open", "打開這個數字"), QueryParameter("done", "剛才做了什麼"),
            ])
    ) { call in try await page(call, open: call.request.query["open"]) }

    static let accept = Endpoint(
        .post, "/reports/{report}/numbers/{number}/acceptance", .holdsOn(PlanningModule.draftPlans, "report"),
        .form("採用成指標的值", NumberForm.anyFields)
    ) { call in
        let (report, id) = (try call.parameter("report"), try call.parameter("number"))
        let sent = try await call.body()
        var errors: [String: Phrase] = [:]
        guard let acceptance = try await form(call).acceptance(sent, &errors) else {
            return try await page(call, open: id, values: sent.values, errors: errors)
        }
        let granted = call.granted
        let outcome = try await ProposedMeasurement.accept(id, of: report, acceptance, as: granted.actor(), in: call.city) {
            granted.holds(IndicatorsModule.permissions.report, on: $0)
        }
        switch outcome {
        case .done: return try await next(call, done: "accepted")
        case .changedMeanwhile: return back(call, report, done: "changed", open: nil)
        case .refused(let field, let phrase): return try await page(call, open: id, values: sent.values, errors: [field: phrase])
        }
    }

    static let decline = Endpoint(
        .post, "/reports/{report}/numbers/{number}/refusal", .holdsOn(PlanningModule.draftPlans, "report"), .form("略過這個數字", [])
    ) { call in
        let (report, id) = (try call.parameter("report"), try call.parameter("number"))
        let outcome = try await ProposedMeasurement.decline(id, of: report, as: call.granted.actor(), in: call.city)
        return outcome == .done ? try await next(call, done: "declined") : back(call, report, done: "changed", open: nil)
    }

    static let reopen = Endpoint(
        .post, "/reports/{report}/numbers/{number}/reopening", .holdsOn(PlanningModule.draftPlans, "report"), .form("復原，重新決定", [])
    ) { call in
        let (report, id) = (try call.parameter("report"), try call.parameter("number"))
        let was = try await call.store.read { try NumberQueries.find(id, of: report, $0) }
        let outcome = try await ProposedMeasurement.reopen(id, of: report, as: call.granted.actor(), in: call.city)
        guard outcome == .done else { return back(call, report, done: "changed", open: nil) }
        return back(call, report, done: was?.status == .accepted ? "reopenedTold" : "reopened", open: id)
    }

    /// On to the next number that waits.
    private static func next(_ call: Call, done: String) async throws -> Reply {
        let (report, id) = (try call.parameter("report"), try call.parameter("number"))
        let next = try await call.store.read { try NumberQueries.waiting(after: id, of: report, $0) }
        return back(call, report, done: done, open: next)
    }

    private static func back(_ call: Call, _ report: String, done: String, open: String?) -> Reply {
        let url = PlanURL.numbers(report).with(query: [("open", open), ("done", done)])
        return .seeOther(open.map { "\(url)#n-\($0)" } ?? url)
    }

    /// With the indicators that this person may tell values of.
    private static func form(_ call: Call) async throws -> NumberForm {
        let id = try call.parameter("report")
        let (today, granted) = (call.city.clock.today, call.granted)
        let found = try await call.store.read { db -> (PerformanceReport, [Indicator])? in
            guard let report = try ReportQueries.find(id, db), let agency = try ReportQueries.agency(of: id, db) else { return nil }
            let mayTell = granted.holds(IndicatorsModule.permissions.report, on: agency)
            return (report, mayTell ? try IndicatorQueries.entered(by: agency, db) : [])
        }
        guard let (report, indicators) = found else { throw Problem.notFound }
        return NumberForm(indicators: indicators, years: report.years, today: today, t: call.t)
    }

    /// How many are shown on a page, and how many of them before the one that is open.
    private static let (size, before) = (100, 10)

    private static func page(
        _ call: Call, open: String?, values: [String: String]? = nil, errors: [String: Phrase] = [:]
    ) async throws -> Reply {
        let (id, query) = (try call.parameter("report"), call.request.query)
        let status = query["status"].flatMap { ProposedMeasurement.Status(rawValue: $0) }
        let form = try await form(call)
        let view = try await call.store.read { db -> NumberView? in
            guard let report = try ReportQueries.find(id, db), let agency = try ReportQueries.agency(of: id, db) else { return nil }
            let opened = try open.flatMap { try NumberQueries.place(of: $0, in: id, db) }
            let from = query["from"].flatMap { Int($0) } ?? opened.map { max(0, $0 - before) } ?? 0
            let page = try NumberQueries.page(of: id, status, from: from, limit: size, db)
            let known = try IndicatorQueries.find(page.numbers.compactMap(\.indicator), db)
            return NumberView(
                report: report, agency: agency, lines: try ReportQueries.lines(of: id, db), numbers: page.numbers,
                counts: try NumberQueries.counts(of: id, db), indicators: known, status: status, from: from, next: page.next, form: form, open: open,
                values: values, errors: errors, call: call)
        }
        guard let view else { throw Problem.notFound }
        return .page(view.page)
    }
}
