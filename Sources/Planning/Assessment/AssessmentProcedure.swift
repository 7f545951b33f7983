internal import Kernel
internal import Matters
internal import Storage

/// 年度考核: self → head → initial → final → the agency is told and may object → announced
enum AssessmentProcedure {
    static let procedure = Procedure(
        "planning.assessment", "年度施政計畫考核", mark: "考", version: 1,
        summary: "一年結束後，機關逐項自評，研考會初核，市長複核；結果先通知機關，機關可以在期限內申復，之後才公布。",
        states: [
            State("self", "機關自評", turn: .lead(.officer), deadline: .rule(.calendarDays(.setting(AssessmentSettings.selfDays)))),
            State("headReview", "機關首長核定自評", turn: .lead(.agencyHead)),
            State("initial", "研考會初核", turn: .commission, deadline: .rule(.calendarDays(.setting(AssessmentSettings.initialDays)))),
            State("final", "市長複核", turn: .mayor, deadline: .none),
            State("notified", "通知機關，可以申復", turn: .lead(.officer), deadline: .rule(.calendarDays(.setting(AssessmentSettings.objectionDays)))),
            State("objected", "機關申復", turn: .commission, deadline: .none, isDetour: true),
            State("ready", "待公布", turn: .commission, deadline: .none),
            State("announced", "已公布", closes: .done),
        ],
        actions: agency + review,
        sources: ["臺南市政府研究發展考核委員會中程施政計畫（111 至 114 年度）二、1：施政計畫之考核與成果", "研考平台預設值：自評、初核、複核三階段與申復"])

    private static let writers: [Party] = [.lead(.officer), .lead(.agencyHead)]

    private static let agency: [Action] = [
        Action(
            "submit", "自評完成，送首長核定", from: ["self"], to: "headReview", by: writers, form: [.words("說明", required: false)],
            effects: [.run("檢查每一項指標都填了自評", complete)]),
        Action("forward", "核定自評，送研考會", from: ["headReview"], to: "initial", by: [.lead(.agencyHead)], form: [.words("核示", required: false)]),
        Action("giveBack", "退回承辦人", from: ["headReview"], to: "self", by: [.lead(.agencyHead)], form: [.words("退回的理由")]),
        Action("agree", "沒有異議", from: ["notified"], to: "ready", by: writers),
        Action(
            "object", "申復", from: ["notified"], to: "objected", by: writers, form: [.words("申復的理由")],
            effects: [.run("超過申復期限就不受理", objectInTime)]),
    ]

    private static let review: [Action] = [
        Action("complete", "初核完成，送市長複核", from: ["initial"], to: "final", by: [.commission], form: [.words("初核意見", required: false)]),
        Action("return", "退回機關補正", from: ["initial"], to: "self", by: [.commission], form: [.words("退回的理由")]),
        Action(
            "decide", "核定複核結果，通知機關", from: ["final"], to: "notified", by: [.mayor], form: [.words("核示", required: false)],
            effects: [
                .run("記下可以申復到什麼時候", notify), .notify([.lead(.officer), .lead(.agencyHead)], "年度考核的複核結果出來了，可以在期限內申復"),
            ]),
        Action("mayorReturn", "退回研考會再核", from: ["final"], to: "initial", by: [.mayor], form: [.words("退回的理由")]),
        Action("reassess", "受理申復，重新複核", from: ["objected"], to: "final", by: [.commission], form: [.words("處理意見")]),
        Action("dismiss", "維持原評定", from: ["objected"], to: "ready", by: [.commission], form: [.words("維持的理由")]),
        Action("close", "申復期滿，沒有申復", from: ["notified"], to: "ready", by: [.commission], effects: [.run("申復期限還沒到就不能結束", closeInTime)]),
        Action(
            "announce", "公布考核結果", from: ["ready"], to: "announced", by: [.commission],
            effects: [
                .run("算出總分與等第並公布", announce), .notify([.lead(.officer), .lead(.agencyHead)], "年度考核結果已經公布"),
            ]),
        Action.comment(
            from: ["self", "headReview", "initial", "final", "notified", "objected", "ready"],
            by: [.lead(.officer, .agencyHead), .commission, .mayor]),
    ]

    /// The matter of an assessment that is under way.
    static func current(_ annual: String, _ db: any Reader) throws -> Matter? {
        try MatterQueries.about(Reference("planning/assessment", annual), db).first { $0.procedure == procedure.id && $0.isOpen }
    }

    /// The stage that is written in a state of the procedure.
    static func stage(in state: String) -> Assessment.Stage? {
        switch state {
        case "self": .itself
        case "initial": .initial
        case "final": .final
        default: nil
        }
    }

    private static func subject(_ step: EffectContext, _ db: any Writer) throws -> Assessment {
        guard let subject = step.matter.subject, let found = try AssessmentQueries.locked(subject.id, db) else {
            throw MatterRefusal.because("這件考核不在了。")
        }
        return found
    }

    private static func complete(_ step: EffectContext, _ db: any Writer, _ changes: inout [Change]) throws {
        guard let sheet = try AssessmentQueries.sheet(try subject(step, db).annual, step.city.settings, db) else { return }
        let missing = sheet.content.indicators.filter { sheet.mark($0, .itself) == nil }
        guard let first = missing.first else { return }
        throw MatterRefusal.because("還有 \(missing.count) 項指標沒有填自評，第一項是「\(first.title)」。")
    }

    private static func notify(_ step: EffectContext, _ db: any Writer, _ changes: inout [Change]) throws {
        let assessment = try subject(step, db)
        try db.run("UPDATE assessment SET objections_until = \(step.matter.dueAt) WHERE id = \(assessment.annual)")
        changes.append(Change(assessment.reference, [("stage", "notified")]))
    }

    private static func objectInTime(_ step: EffectContext, _ db: any Writer, _ changes: inout [Change]) throws {
        guard let until = try subject(step, db).objectionsUntil, step.at <= until else {
            throw MatterRefusal.because("申復期限已經過了，不能再申復。")
        }
    }

    private static func closeInTime(_ step: EffectContext, _ db: any Writer, _ changes: inout [Change]) throws {
        if let until = try subject(step, db).objectionsUntil, step.at <= until {
            throw MatterRefusal.because("申復期限還沒到，機關還可以申復。")
        }
    }

    private static func announce(_ step: EffectContext, _ db: any Writer, _ changes: inout [Change]) throws {
        let assessment = try subject(step, db)
        guard let sheet = try AssessmentQueries.sheet(assessment.annual, step.city.settings, db) else { return }
        let (total, grade) = (sheet.total(.final), sheet.grade(.final))
        try db.run(
            """
            UPDATE assessment SET status = 'announced', total = \(total), grade = \(grade.rawValue), announced_at = \(step.at)
            WHERE id = \(assessment.annual)
            """)
        changes.append(Change(assessment.reference, [("total", String(total)), ("grade", grade.rawValue)]))
        changes.append(Change(sheet.content.plan.reference, [("assessed", grade.rawValue)]))
        try Links.show(assessment.reference, isPublic: true, db, &changes)
    }
}
