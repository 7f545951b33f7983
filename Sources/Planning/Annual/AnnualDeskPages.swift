internal import Formats
internal import Kernel
internal import Markup
internal import Matters
internal import Storage

/// `/desk/annual-plans`: making year's plans.
enum AnnualDeskPages {
    static let all = [list, make, show, carry]

    private static let makeFields = [Field("plan", "中程施政計畫", maximum: 80), Field("year", "年度", .number(90...200))]
    private static let carryFields = [
        Field("source", "去年的哪一項", .hidden, maximum: 120), Field("decision", "決定", .choice([("accept", "延續"), ("decline", "不延續")])),
        Field("reason", "理由", hint: "不延續時請說明。", required: false, maximum: 300),
    ]

    static let list = Endpoint(
        .get, "/desk/annual-plans", .holds(PlanningModule.readDrafts), .page("編製年度施政計畫", query: [PlanningDesk.done])
    ) { call in try await page(call) }

    static let make = Endpoint(.post, "/desk/annual-plans", .holds(PlanningModule.draftPlans), .form("由中程計畫編製年度施政計畫", makeFields)) { call in
        let sent = try await call.body()
        let id = sent.text("plan")
        guard sent.errors(in: makeFields).isEmpty, let year = Int(sent.digits("year")),
            let agency = try await call.store.point({ try PlanQueries.agency(of: id, $0) }), call.granted.writesPlans(of: agency)
        else { throw Problem.notFound }
        do {
            let annual = try await AnnualPlan.make(from: id, year: year, as: call.granted.actor(), in: call.city)
            return .seeOther(AnnualURL.desk(annual).with(query: [("done", "made")]))
        } catch AnnualFault.alreadyThere {
            return .seeOther(AnnualURL.desk(AnnualPlan.id(agency: agency, year: year)).with(query: [("done", "there")]))
        } catch AnnualFault.noPlan {
            throw Problem.notFound
        } catch MatterRefusal.calendar {
            throw Problem(409, "no-office-calendar", "辦公日曆還沒有匯入", "編審期限算不出來。請系統管理者先匯入今年與明年的辦公日曆，再做一次。")
        }
    }

    static let show = Endpoint(
        .get, "/desk/annual-plans/{annual}", .holdsOn(PlanningModule.readDrafts, "annual"), .page("編製一份年度施政計畫", query: [PlanningDesk.done])
    ) { call in try await AnnualDeskView.read(call).reply() }

    static let carry = Endpoint(
        .post, "/desk/annual-plans/{annual}/carry-over", .holdsOn(PlanningModule.draftPlans, "annual"), .form("決定是否延續去年的一項", carryFields)
    ) { call in
        let id = try call.parameter("annual")
        guard let plan = try await call.store.point({ try AnnualQueries.find(id, $0) }) else { throw Problem.notFound }
        try call.writing(plan)
        let sent = try await call.body()
        guard let source = Reference(parsing: sent.text("source")) else { throw Problem.notFound }
        do {
            try await CarryOver.decide(
                source, accepts: sent.text("decision") == "accept", reason: sent.text("reason"), in: id, as: call.granted.actor(), in: call.city)
            return .seeOther(AnnualURL.desk(id).with(query: [("done", "kept")]))
        } catch AnnualFault.frozen {
            return .seeOther(AnnualURL.desk(id).with(query: [("done", "frozen")]))
        } catch AnnualFault.fields(let errors) {
            return try await AnnualDeskView.read(call, refused: .init(source: source, values: sent.values, errors: errors)).reply()
        }
    }

    static func carryForm(_ carry: CarryOver, _ annual: AnnualPlan, _ call: Call, _ attempt: AnnualDeskView.Attempt?) -> HTML {
        let url: LocalURL = "/desk/annual-plans/\(annual.id)/carry-over"
        let mine = attempt.flatMap { $0.source == carry.source ? $0 : nil }
        let id = carry.source.id.split(separator: "/").last.map { String($0) } ?? ""
        return FormView(
            carryFields, to: url, submit: "決定", id: "\(id)-", call: call,
            values: mine?.values ?? ["source": carry.source.text, "decision": "accept"], errors: mine?.errors ?? [:]
        ).html(call.t)
    }

    private static func page(_ call: Call) async throws -> Reply {
        let (t, today) = (call.t, call.city.clock.today)
        let agencies = call.granted.agencies(for: PlanningModule.readDrafts)
        let (plans, sources) = try await call.store.read { db in
            (try AnnualQueries.all(of: agencies, db), try PlanQueries.published(agency: nil, after: nil, limit: 200, db).plans)
        }
        let rows: [[HTML]] = plans.map { plan in
            [
                #"<a href="\#(AnnualURL.desk(plan.id))">\#(t("\(plan.year) 年度施政計畫"))</a>\#(AnnualWords(t: t).sample(plan))"#,
                HTML(text: t(verbatim: plan.agencyName)), HTML(text: plan.status == .published ? t("已公布") : t("編擬中")),
            ]
        }
        let table: HTML =
            rows.isEmpty
            ? EmptyState(title: t("還沒有年度施政計畫"), text: t("由已公布的中程施政計畫一鍵編成草稿，再逐項補齊。")).html
            : DataTable(caption: t("年度施政計畫"), columns: [.init(t("計畫")), .init(t("機關")), .init(t("狀態"))], rows: rows).html
        let taken = Set(plans.map(\.id))
        let buttons: [HTML] = sources.filter { call.granted.writesPlans(of: $0.agency) }.flatMap { plan in
            AnnualPlan.years(of: plan).filter { $0 >= today.rocYear - 2 && $0 <= today.rocYear + 1 }
                .filter { !taken.contains(AnnualPlan.id(agency: plan.agency, year: $0)) }.map { button(plan, $0, call) }
        }
        return PlanningDesk(call: call, title: t("編製年度施政計畫")).reply(#"\#(buttons)\#(table)"#)
    }

    private static func button(_ plan: Plan, _ year: Int, _ call: Call) -> HTML {
        #"""
        <form method="post" action="\#(AnnualURL.desk)" class="mb-3"><input type="hidden" name="_token" value="\#(call.formToken())"><input type="hidden" name="plan" value="\#(plan.id)"><input type="hidden" name="year" value="\#(year)"><button class="btn btn-primary" type="submit">\#(call.t("由中程計畫編製 \(year) 年度施政計畫"))</button> <span class="yk-muted">\#(plan.shortTitle) \#(PlanWords(t: call.t).years(plan))</span></form>
        """#
    }
}
