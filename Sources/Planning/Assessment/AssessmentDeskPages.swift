internal import Formats
internal import Indicators
internal import Kernel
internal import Markup
internal import Matters
internal import Storage

/// `/desk/assessments`: assessing year's plans.
enum AssessmentDeskPages {
    static let all = [list, begin, show, mark, keep]

    private static let beginFields = [Field("annual", "年度計畫", .hidden, maximum: 80)]
    private static let evidence = Field("evidence", "佐證說明", .paragraph, hint: "數字從哪裡來、在哪裡可以查。", required: false, maximum: 1000)
    private static let remark = Field("remark", "說明或評語", .paragraph, required: false, maximum: 1000)
    private static let anyFields = [Field("actual", "實際值", required: false, maximum: 20), evidence, remark, SectionDigest.field]

    static let list = Endpoint(
        .get, "/desk/assessments", .holds(PlanningModule.readDrafts), .page("年度考核", query: [PlanningDesk.done])
    ) { call in
        let (t, today, agencies) = (call.t, call.city.clock.today, call.granted.agencies(for: PlanningModule.readDrafts))
        let found = try await call.store.read { db in
            try AnnualQueries.all(of: agencies, db).filter { $0.status == .published && $0.lastDay < today }.map { plan in
                (plan, try AssessmentQueries.find(plan.id, db), try AssessmentProcedure.current(plan.id, db))
            }
        }
        let rows: [[HTML]] = found.map { plan, assessment, matter in
            let state = matter.flatMap { AssessmentProcedure.procedure.state($0.state) }.map { t($0.title) } ?? assessment?.summary(t)
            let title: HTML = assessment == nil ? HTML(text: plan.title) : #"<a href="\#(AssessmentURL.desk(plan.id))">\#(plan.title)</a>"#
            let begin: HTML =
                state.map { HTML(text: $0) } ?? (mayBegin(plan, call) ? button(plan, call) : HTML(text: t("還沒有開始")))
            return [title, HTML(text: t(verbatim: plan.agencyName)), begin]
        }
        let table: HTML =
            rows.isEmpty
            ? EmptyState(title: t("沒有可以考核的年度計畫"), text: t("年度計畫公布，而且那一年結束以後，就可以開始考核。")).html
            : DataTable(caption: t("年度考核"), columns: [.init(t("年度計畫")), .init(t("機關")), .init(t("考核"))], rows: rows).html
        return PlanningDesk(call: call, title: t("年度考核"), menu: "desk-assessments").reply(table)
    }

    /// The agency itself begins, or the commission.
    private static func mayBegin(_ plan: AnnualPlan, _ call: Call) -> Bool {
        call.granted.writesPlans(of: plan.agency) || call.granted.holds(PlanningModule.publishPlans, on: plan.agency)
    }

    private static func button(_ plan: AnnualPlan, _ call: Call) -> HTML {
        #"""
        <form method="post" action="\#(AssessmentURL.desk)"><input type="hidden" name="_token" value="\#(call.formToken())"><input type="hidden" name="annual" value="\#(plan.id)"><button class="btn btn-primary" type="submit">\#(call.t("開始 \(plan.year) 年度自評"))</button></form>
        """#
    }

    static let begin = Endpoint(.post, "/desk/assessments", .holds(PlanningModule.draftPlans), .form("開始一份年度考核", beginFields)) { call in
        let id = try await call.body().text("annual")
        guard let plan = try await call.store.point({ try AnnualQueries.find(id, $0) }), mayBegin(plan, call) else { throw Problem.notFound }
        do {
            _ = try await Assessment.begin(id, isSample: plan.isSample, as: call.granted.actor(), in: call.city)
        } catch AssessmentFault.begun {
            return .seeOther(AssessmentURL.desk(id))
        } catch let fault as AssessmentFault {
            throw Problem(409, "no-assessment", "現在不能考核", fault.phrase)
        } catch MatterRefusal.calendar {
            throw Problem(409, "no-office-calendar", "辦公日曆還沒有匯入", "考核期限算不出來。請系統管理者先匯入今年與明年的辦公日曆，再做一次。")
        }
        return .seeOther(AssessmentURL.desk(id))
    }

    static let show = Endpoint(
        .get, "/desk/assessments/{annual}", .holdsOn(PlanningModule.readDrafts, "annual"), .page("考核一份年度計畫", query: [PlanningDesk.done])
    ) { call in
        let view = try await Desk.read(call)
        let (t, plan) = (call.t, view.sheet.content.plan)
        let state = view.matter.flatMap { AssessmentProcedure.procedure.state($0.state) }
        let standing: HTML? = view.matter.map { matter in
            Notice.info.html(
                #"<p><b>\#(state.map { t($0.title) } ?? "")</b>　\#(state?.turn.map { t("現在輪到：\($0.title(t))") })　<a href="\#(AnnualURL.matter(matter.id))">\#(t("案件 \(matter.number)"))</a></p>"#
            )
        }
        let table = AssessmentTable(sheet: view.sheet, t: t, link: view.stage == nil ? nil : { AssessmentURL.mark(plan.id, $0.id) })
        let hint: HTML? = view.stage.map { #"<p>\#(t("點指標名稱填寫\(t($0.title))。"))</p>"# }
        return PlanningDesk(
            call: call, title: t("\(plan.title)考核"), above: [.init(t("年度考核"), AssessmentURL.desk)], menu: "desk-assessments"
        ).reply(#"\#(AnnualWords(t: t).sample(plan))\#(standing)\#(hint)\#(table.html)"#)
    }

    static let mark = Endpoint(
        .get, "/desk/assessments/{annual}/marks/{measure}", .holdsOn(PlanningModule.readDrafts, "annual"), .page("評一項指標")
    ) { call in try reply(try await Desk.read(call), call) }

    static let keep = Endpoint(
        .post, "/desk/assessments/{annual}/marks/{measure}", .holdsOn(PlanningModule.readDrafts, "annual"), .form("評一項指標", anyFields)
    ) { call in
        let view = try await Desk.read(call)
        let (indicator, stage) = try view.one(call)
        let sent = try await call.body()
        let fields = fields(indicator, stage, supplied: view.supplied[indicator.id])
        var errors = sent.errors(in: fields)
        let actual = Double(sent.digits("actual"))
        let isAsked = fields.contains { $0.name == "actual" }
        if isAsked, errors["actual"] == nil, !(actual.map { $0.isFinite && (0...1e15).contains($0) } ?? false) { errors["actual"] = "請填 0 以上的數。" }
        guard errors.isEmpty else { return try reply(view, call, sent: sent.values, errors: errors) }
        let annual = view.sheet.content.plan.id
        do {
            try await Assessment.mark(
                indicator.id, stage, actual: isAsked ? actual : nil, evidence: sent.text("evidence"), remark: sent.text("remark"),
                seen: sent.text("seen"), of: annual, as: call.granted.actor(), in: call.city)
            return .seeOther(AssessmentURL.desk(annual).with(query: [("done", "kept")]))
        } catch AnnualFault.changedMeanwhile {
            return try reply(try await Desk.read(call), call, sent: sent.values, isConflict: true)
        } catch let fault as AssessmentFault {
            return try reply(view, call, sent: sent.values, errors: [isAsked ? "actual" : "evidence": fault.phrase])
        }
    }

    /// A number, a stage of a list, or nothing where its indicator supplies the value.
    private static func fields(_ indicator: AnnualIndicator, _ stage: Assessment.Stage, supplied: Double?) -> [Field] {
        let label = Phrase(said: "\(indicator.title)（\(indicator.unit)）")
        if stage == .itself && supplied != nil { return [evidence, remark] }
        guard !indicator.stages.isEmpty else { return [Field("actual", label, maximum: 20), evidence, remark] }
        let choices = indicator.stages.map { (value: Figures.exact($0.percent), label: Phrase(said: "\(Figures.exact($0.percent))% \($0.title)")) }
        return [Field("actual", label, .choice(choices)), evidence, remark]
    }

    private static func reply(
        _ view: Desk, _ call: Call, sent: [String: String]? = nil, errors: [String: Phrase] = [:], isConflict: Bool = false
    ) throws -> Reply {
        let (t, plan) = (call.t, view.sheet.content.plan)
        let (indicator, stage) = try view.one(call)
        let supplied = stage == .itself ? view.supplied[indicator.id] : nil
        let form = GuardedForm(
            fields: fields(indicator, stage, supplied: supplied), now: Assessment.values(view.sheet.marks[indicator.id] ?? [:], stage),
            url: AssessmentURL.mark(plan.id, indicator.id), submit: "儲存", sent: sent, errors: errors, isConflict: isConflict)
        let from: HTML? = supplied.map { #"<p>\#(t("實際值由指標自動帶入：\(Figures.number($0)) \(indicator.unit)"))</p>"# }
        let facts: HTML =
            #"<dl class="yk-facts"><div><dt>\#(t("年度目標值"))</dt><dd>\#(AnnualWords(t: t).target(indicator))</dd></div><div><dt>\#(t("衡量標準"))</dt><dd>\#(AnnualWords(t: t).standard(indicator))</dd></div><div><dt>\#(t("權數"))</dt><dd>\#(indicator.weight.text)</dd></div></dl>"#
        return PlanningDesk(
            call: call, title: t("\(t(stage.title))：\(indicator.title)"),
            above: [.init(t("年度考核"), AssessmentURL.desk), .init(plan.title, AssessmentURL.desk(plan.id))], menu: "desk-assessments",
            status: form.status
        ).reply(#"\#(facts)\#(from)\#(form.html(call))"#)
    }

    /// An assessment with who may write what of it now.
    private struct Desk: Sendable {
        let sheet: AssessmentSheet
        let matter: Matter?
        /// The stage that this person may write; nil for who may only read.
        let stage: Assessment.Stage?
        /// By indicator, what its source says of the year.
        let supplied: [String: Double]

        static func read(_ call: Call) async throws -> Desk {
            let (id, settings, person) = (try call.parameter("annual"), call.city.settings, call.granted.person)
            return try await call.store.read { db in
                guard let sheet = try AssessmentQueries.sheet(id, settings, db) else { throw Problem.notFound }
                let matter = try AssessmentProcedure.current(id, db)
                let stage = matter.flatMap { AssessmentProcedure.stage(in: $0.state) }
                let years = try IndicatorQueries.year(sheet.content.plan.commonYear, of: sheet.content.indicators.compactMap(\.source), db)
                var supplied: [String: Double] = [:]
                for one in sheet.content.indicators { supplied[one.id] = one.source.flatMap { years[$0]?.value } }
                let may = person.map { writes(stage, sheet.content.plan.agency, $0) } ?? false
                return Desk(sheet: sheet, matter: matter, stage: may ? stage : nil, supplied: supplied)
            }
        }

        /// The agency assesses itself; then the commission; then the mayor, for whom the commission writes down what a panel found.
        private static func writes(_ stage: Assessment.Stage?, _ agency: String, _ person: SignedInPerson) -> Bool {
            person.appointments.contains { appointment in
                switch stage {
                case .itself: appointment.agency == agency && [.officer, .agencyHead].contains(appointment.role)
                case .initial: appointment.role == .reviewer
                case .final: appointment.role == .mayor || appointment.role == .reviewer
                case nil: false
                }
            }
        }

        /// The indicator that the address names, and the stage that is written.
        func one(_ call: Call) throws -> (AnnualIndicator, Assessment.Stage) {
            guard let indicator = sheet.content.indicator(try call.parameter("measure")) else { throw Problem.notFound }
            guard let stage else { throw Problem.forbidden }
            return (indicator, stage)
        }
    }
}
