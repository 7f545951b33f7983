internal import Indicators
internal import Kernel
internal import Markup
internal import Storage

/// A year's indicators on the desk: adding, changing, removing one.
enum AnnualIndicatorPages {
    static let all = [new, add, show, keep, remove]

    private static let anyFields = AnnualIndicatorForm(lines: [], sources: []).fields

    static let new = Endpoint(
        .get, "/desk/annual-plans/{annual}/goals/{goal}/measures", .holdsOn(PlanningModule.draftPlans, "annual"), .page("新增衡量指標")
    ) { call in try await Desk.read(call).reply() }

    static let add = Endpoint(
        .post, "/desk/annual-plans/{annual}/goals/{goal}/measures", .holdsOn(PlanningModule.draftPlans, "annual"), .form("新增衡量指標", anyFields)
    ) { call in try await write(call) }

    static let show = Endpoint(
        .get, "/desk/annual-plans/{annual}/measures/{measure}", .holdsOn(PlanningModule.readDrafts, "annual"),
        .page("一個衡量指標", query: [PlanningDesk.done])
    ) { call in try await Desk.read(call).reply() }

    static let keep = Endpoint(
        .post, "/desk/annual-plans/{annual}/measures/{measure}", .holdsOn(PlanningModule.draftPlans, "annual"),
        .form("改衡量指標", anyFields + [SectionDigest.field])
    ) { call in try await write(call) }

    static let remove = Endpoint(
        .post, "/desk/annual-plans/{annual}/measures/{measure}/removal", .holdsOn(PlanningModule.draftPlans, "annual"),
        .form("刪除衡量指標", [SectionDigest.field])
    ) { call in
        let desk = try await Desk.read(call)
        try call.writing(desk.plan)
        let key = try call.parameter("measure")
        do {
            try await AnnualIndicator.remove(
                key, seen: try await call.body().text("seen"), from: desk.plan.id, as: call.granted.actor(), in: call.city)
            return .seeOther(AnnualURL.desk(desk.plan.id).with(query: [("done", "removed")]))
        } catch AnnualFault.frozen {
            return .seeOther(AnnualURL.measure(desk.plan.id, key).with(query: [("done", "frozen")]))
        } catch AnnualFault.changedMeanwhile {
            return .seeOther(AnnualURL.measure(desk.plan.id, key).with(query: [("done", "changed")]))
        }
    }

    /// Adds or keeps, as the address says.
    private static func write(_ call: Call) async throws -> Reply {
        var desk = try await Desk.read(call)
        try call.writing(desk.plan)
        let sent = try await call.body()
        desk.sent = sent.values
        let form = AnnualIndicatorForm(lines: desk.lines, sources: desk.sources)
        guard var indicator = form.indicator(desk.indicator?.id ?? "", goal: desk.goal.id, sent, &desk.errors) else { return desk.reply() }
        indicator.continues = desk.indicator?.continues
        do {
            _ = try await AnnualIndicator.keep(indicator, seen: sent.text("seen"), in: desk.plan.id, as: call.granted.actor(), in: call.city)
            return .seeOther(AnnualURL.desk(desk.plan.id).with(query: [("done", "kept")]))
        } catch AnnualFault.frozen {
            return .seeOther(AnnualURL.desk(desk.plan.id).with(query: [("done", "frozen")]))
        } catch AnnualFault.fields(let errors) {
            desk.errors = errors
            return desk.reply()
        } catch AnnualFault.changedMeanwhile {
            var again = try await Desk.read(call)
            (again.sent, again.isConflict) = (sent.values, true)
            return again.reply()
        }
    }

    /// The page of one indicator, or of a new one.
    private struct Desk: Sendable {
        let plan: AnnualPlan
        let goal: AnnualGoal
        let indicator: AnnualIndicator?
        let lines: [PlanLine]
        let sources: [Indicator]
        let isEditable: Bool
        let call: Call
        var sent: [String: String]?
        var errors: [String: Phrase] = [:]
        var isConflict = false

        static func read(_ call: Call) async throws -> Desk {
            let (id, key, goal) = (try call.parameter("annual"), call.parameters["measure"], call.parameters["goal"])
            return try await call.store.read { db in
                guard let plan = try AnnualQueries.find(id, db) else { throw Problem.notFound }
                let one = try key.flatMap { try AnnualQueries.indicator($0, of: id, db) }
                guard key == nil || one != nil, let goal = try AnnualQueries.goals(of: id, db).first(where: { $0.id == one?.goal ?? goal }) else {
                    throw Problem.notFound
                }
                let lines = try PlanQueries.lines(of: plan.plan, db)
                return Desk(
                    plan: plan, goal: goal, indicator: one, lines: lines.filter { $0.id == goal.id } + lines.filter { $0.parent == goal.id },
                    sources: try IndicatorQueries.of(agency: plan.agency, db), isEditable: try AnnualLife.isEditable(plan, db), call: call)
            }
        }

        func reply() -> Reply {
            let t = call.t
            let status = isConflict ? 409 : errors.isEmpty ? 200 : 422
            return PlanningDesk(
                call: call, title: indicator.map(\.title) ?? t("新增衡量指標"),
                above: [.init(t("編製年度施政計畫"), AnnualURL.desk), .init(plan.title, AnnualURL.desk(plan.id))], status: status
            ).reply(editing)
        }

        private var blank: [String: String] {
            ["line": goal.id, "mechanism": "1", "target": "", "direction": "atLeast", "weight": "0", "source": ""]
        }

        private var editing: HTML {
            if let notice = call.writes(plan, isEditable) { return notice }
            let form = GuardedForm(
                fields: AnnualIndicatorForm(lines: lines, sources: sources).fields, now: indicator?.values ?? blank,
                url: indicator.map { AnnualURL.measure(plan.id, $0.id) } ?? AnnualURL.measures(plan.id, goal.id), submit: "儲存", sent: sent,
                errors: errors, isConflict: isConflict)
            return #"\#(form.html(call))\#(indicator.map(removal))"#
        }

        private func removal(_ one: AnnualIndicator) -> HTML {
            let url: LocalURL = "/desk/annual-plans/\(plan.id)/measures/\(one.id)/removal"
            return #"""
                <form class="mt-5" method="post" action="\#(url)"><input type="hidden" name="_token" value="\#(call.formToken())"><input type="hidden" name="seen" value="\#(SectionDigest.of(one.values))"><button class="btn btn-link" type="submit">\#(call.t("刪除這個衡量指標"))</button></form>
                """#
        }
    }
}
