internal import Kernel
internal import Markup
internal import Storage

/// A goal's weight, and what the outline says of it.
enum AnnualGoalPages {
    static let all = [show, keep]

    static let fields = [
        Field("weight", "權數（%）", hint: "各目標的權數合計 100；最多兩位小數。", maximum: 6),
        Field("outline", "施政綱要", .paragraph, hint: "送議會的摘要。留白就由工作項目自動列出。", required: false, maximum: 4000),
    ]

    static let show = Endpoint(
        .get, "/desk/annual-plans/{annual}/goals/{goal}", .holdsOn(PlanningModule.draftPlans, "annual"), .page("目標的權數與施政綱要")
    ) { call in
        let (plan, goal, isEditable) = try await find(call)
        return reply(plan, goal, isEditable ? form(plan, goal) : nil, call)
    }

    static let keep = Endpoint(
        .post, "/desk/annual-plans/{annual}/goals/{goal}", .holdsOn(PlanningModule.draftPlans, "annual"),
        .form("改目標的權數與施政綱要", fields + [SectionDigest.field])
    ) { call in
        let (plan, goal, _) = try await find(call)
        try call.writing(plan)
        let sent = try await call.body()
        var form = form(plan, goal)
        form.sent = sent.values
        form.errors = sent.errors(in: fields)
        let weight = Weight(sent.digits("weight"))
        if weight == nil && form.errors["weight"] == nil { form.errors["weight"] = "請填 0 到 100 的數，最多兩位小數。" }
        guard form.errors.isEmpty, let weight else { return reply(plan, goal, form, call) }
        do {
            try await AnnualGoal.keep(
                goal.id, weight: weight, outline: sent.text("outline"), seen: sent.text("seen"), in: plan.id, as: call.granted.actor(), in: call.city)
            return .seeOther(AnnualURL.desk(plan.id).with(query: [("done", "kept")]))
        } catch AnnualFault.frozen {
            return .seeOther(AnnualURL.desk(plan.id).with(query: [("done", "frozen")]))
        } catch AnnualFault.changedMeanwhile {
            let (_, now, _) = try await find(call)
            var again = Self.form(plan, now)
            (again.sent, again.isConflict) = (sent.values, true)
            return reply(plan, now, again, call)
        }
    }

    private static func find(_ call: Call) async throws -> (AnnualPlan, AnnualGoal, isEditable: Bool) {
        let (id, key) = (try call.parameter("annual"), try call.parameter("goal"))
        return try await call.store.read { db in
            guard let plan = try AnnualQueries.find(id, db), let goal = try AnnualQueries.goals(of: id, db).first(where: { $0.id == key }) else {
                throw Problem.notFound
            }
            return (plan, goal, try AnnualLife.isEditable(plan, db))
        }
    }

    private static func form(_ plan: AnnualPlan, _ goal: AnnualGoal) -> GuardedForm {
        GuardedForm(fields: fields, now: goal.values, url: AnnualURL.goal(plan.id, goal.id), submit: "儲存")
    }

    private static func reply(_ plan: AnnualPlan, _ goal: AnnualGoal, _ form: GuardedForm?, _ call: Call) -> Reply {
        let words = AnnualWords(t: call.t)
        return PlanningDesk(
            call: call, title: "\(words.name(goal))　\(goal.title)",
            above: [.init(call.t("編製年度施政計畫"), AnnualURL.desk), .init(plan.title, AnnualURL.desk(plan.id))], status: form?.status ?? 200
        ).reply(call.writes(plan, form != nil) ?? form?.html(call) ?? .empty)
    }
}
