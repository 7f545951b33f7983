internal import Formats
internal import Kernel
internal import Markup
internal import Storage

/// Work items on the desk: adding, changing, removing one; and saying how far a published one is.
enum WorkItemPages {
    static let all = [new, add, show, keep, remove, report]

    private static let reportFields = [
        Field("state", "辦理情形", .choice(WorkItem.State.allCases.map { ($0.rawValue, $0.title) })),
        Field("progress", "辦理說明", .paragraph, required: false, maximum: 2000),
    ]

    static let new = Endpoint(
        .get, "/desk/annual-plans/{annual}/goals/{goal}/items", .holdsOn(PlanningModule.draftPlans, "annual"), .page("新增工作項目")
    ) { call in try await Desk.read(call).reply() }

    static let add = Endpoint(
        .post, "/desk/annual-plans/{annual}/goals/{goal}/items", .holdsOn(PlanningModule.draftPlans, "annual"),
        .form("新增工作項目", WorkItemForm(lines: []).fields)
    ) { call in try await write(call) }

    static let show = Endpoint(
        .get, "/desk/annual-plans/{annual}/items/{work}", .holdsOn(PlanningModule.readDrafts, "annual"),
        .page("一個工作項目", query: [PlanningDesk.done])
    ) { call in try await Desk.read(call).reply() }

    static let keep = Endpoint(
        .post, "/desk/annual-plans/{annual}/items/{work}", .holdsOn(PlanningModule.draftPlans, "annual"),
        .form("改工作項目", WorkItemForm(lines: []).fields + [SectionDigest.field])
    ) { call in try await write(call) }

    static let remove = Endpoint(
        .post, "/desk/annual-plans/{annual}/items/{work}/removal", .holdsOn(PlanningModule.draftPlans, "annual"),
        .form("刪除工作項目", [SectionDigest.field])
    ) { call in
        let desk = try await Desk.read(call)
        try call.writing(desk.plan)
        let key = try call.parameter("work")
        do {
            try await WorkItem.remove(key, seen: try await call.body().text("seen"), from: desk.plan.id, as: call.granted.actor(), in: call.city)
            return .seeOther(AnnualURL.desk(desk.plan.id).with(query: [("done", "removed")]))
        } catch AnnualFault.frozen {
            return .seeOther(AnnualURL.work(desk.plan.id, key).with(query: [("done", "frozen")]))
        } catch AnnualFault.changedMeanwhile {
            return .seeOther(AnnualURL.work(desk.plan.id, key).with(query: [("done", "changed")]))
        }
    }

    static let report = Endpoint(
        .post, "/desk/annual-plans/{annual}/items/{work}/progress", .holdsOn(PlanningModule.draftPlans, "annual"),
        .form("填報工作項目的辦理情形", reportFields + [SectionDigest.field])
    ) { call in
        var desk = try await Desk.read(call)
        try call.writing(desk.plan)
        let (sent, key) = (try await call.body(), try call.parameter("work"))
        let errors = sent.errors(in: reportFields)
        (desk.reportSent, desk.reportErrors) = (sent.values, errors)
        guard errors.isEmpty, let state = WorkItem.State(rawValue: sent.text("state")) else { return desk.reply() }
        do {
            try await WorkItem.report(
                key, state, progress: sent.text("progress"), seen: sent.text("seen"), in: desk.plan.id, as: call.granted.actor(), in: call.city)
            return .seeOther(AnnualURL.work(desk.plan.id, key).with(query: [("done", "kept")]))
        } catch AnnualFault.changedMeanwhile {
            var again = try await Desk.read(call)
            (again.reportSent, again.isConflict) = (sent.values, true)
            return again.reply()
        }
    }

    /// Adds or keeps, as the address says.
    private static func write(_ call: Call) async throws -> Reply {
        var desk = try await Desk.read(call)
        try call.writing(desk.plan)
        let sent = try await call.body()
        desk.sent = sent.values
        let item = WorkItemForm(lines: desk.lines).item(desk.item?.id ?? "", goal: desk.goal.id, sent, in: desk.plan, &desk.errors)
        guard let item else { return desk.reply() }
        do {
            _ = try await WorkItem.keep(item, seen: sent.text("seen"), in: desk.plan.id, as: call.granted.actor(), in: call.city)
            return .seeOther(AnnualURL.desk(desk.plan.id).with(query: [("done", "kept")]))
        } catch AnnualFault.frozen {
            return .seeOther(AnnualURL.desk(desk.plan.id).with(query: [("done", "frozen")]))
        } catch AnnualFault.changedMeanwhile {
            var again = try await Desk.read(call)
            (again.sent, again.isConflict) = (sent.values, true)
            return again.reply()
        }
    }

    /// The page of one item, or of a new one.
    private struct Desk: Sendable {
        let plan: AnnualPlan
        let goal: AnnualGoal
        let item: WorkItem?
        let lines: [PlanLine]
        let isEditable: Bool
        let call: Call
        var sent: [String: String]?
        var errors: [String: Phrase] = [:]
        var reportSent: [String: String]?
        var reportErrors: [String: Phrase] = [:]
        var isConflict = false

        static func read(_ call: Call) async throws -> Desk {
            let (id, key, goal) = (try call.parameter("annual"), call.parameters["work"], call.parameters["goal"])
            return try await call.store.read { db in
                guard let plan = try AnnualQueries.find(id, db) else { throw Problem.notFound }
                let item = try key.flatMap { try AnnualQueries.item($0, of: id, db) }
                guard key == nil || item != nil, let goal = try AnnualQueries.goals(of: id, db).first(where: { $0.id == item?.goal ?? goal }) else {
                    throw Problem.notFound
                }
                return Desk(
                    plan: plan, goal: goal, item: item, lines: try PlanQueries.lines(under: goal.id, of: plan.plan, db),
                    isEditable: try AnnualLife.isEditable(plan, db), call: call)
            }
        }

        func reply() -> Reply {
            let t = call.t
            let title = item.map(\.name) ?? t("新增工作項目")
            let status = isConflict ? 409 : errors.isEmpty && reportErrors.isEmpty ? 200 : 422
            return PlanningDesk(
                call: call, title: title, above: [.init(t("編製年度施政計畫"), AnnualURL.desk), .init(plan.title, AnnualURL.desk(plan.id))], status: status
            ).reply(plan.status == .published ? progress : editing)
        }

        private var blank: [String: String] {
            ["starts": plan.firstDay.iso, "ends": plan.lastDay.iso, "budget": "0", "line": lines.first?.id ?? ""]
        }

        private var editing: HTML {
            let t = call.t
            if let notice = call.writes(plan, isEditable) { return notice }
            let form = GuardedForm(
                fields: WorkItemForm(lines: lines).fields, now: item?.values ?? blank,
                url: item.map { AnnualURL.work(plan.id, $0.id) } ?? AnnualURL.items(plan.id, goal.id), submit: "儲存", sent: sent, errors: errors,
                isConflict: isConflict)
            return #"\#(form.html(call))\#(item.map(removal))"#
        }

        private func removal(_ item: WorkItem) -> HTML {
            let url: LocalURL = "/desk/annual-plans/\(plan.id)/items/\(item.id)/removal"
            return #"""
                <form class="mt-5" method="post" action="\#(url)"><input type="hidden" name="_token" value="\#(call.formToken())"><input type="hidden" name="seen" value="\#(SectionDigest.of(item.values))"><button class="btn btn-link" type="submit">\#(call.t("刪除這個工作項目"))</button></form>
                """#
        }

        private var progress: HTML {
            guard let item, call.granted.writesPlans(of: plan.agency) else { return .empty }
            let url: LocalURL = "/desk/annual-plans/\(plan.id)/items/\(item.id)/progress"
            let form = GuardedForm(
                fields: reportFields, now: item.reportValues, url: url, submit: "填報", sent: reportSent, errors: reportErrors, isConflict: isConflict)
            return #"<p><a href="\#(AnnualURL.item(plan.id, item.id))">\#(call.t("看公布的工作項目"))</a></p>\#(form.html(call))"#
        }
    }
}

extension PlanQueries {
    /// A goal's lines; the goal itself where it has none.
    static func lines(under goal: String, of plan: String, _ db: any Reader) throws -> [PlanLine] {
        let lines = try lines(of: plan, db)
        let own = lines.filter { $0.parent == goal && $0.kind == .item }
        return own.isEmpty ? lines.filter { $0.id == goal } : own
    }
}
