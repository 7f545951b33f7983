internal import Kernel
internal import Matters

/// 指（裁）示事項: what the mayor or the council told an agency to do, until it is done and the mayor takes it off the list.
enum DirectiveProcedure {
    static let procedure = Procedure(
        "monitoring.directive", "指（裁）示事項", mark: "指", version: 1,
        summary: "市政會議、市議會等會議交辦的事項，由研考會列管，主辦機關辦理並回報，辦好後報請市長解除列管。",
        states: [
            State("dispatched", "已交辦", turn: .handler, deadline: .asked("due")),
            State("transferRequested", "請求改分", turn: .commission, isDetour: true),
            State("inProgress", "辦理中", turn: .handler, deadline: .asked("due")),
            State("extensionRequested", "申請展期", turn: .commission, isDetour: true),
            State("agencyReview", "機關首長核定", turn: .lead(.agencyHead)),
            State("completionProposed", "研考會審核", turn: .commission),
            State("releaseProposed", "報請市長核定", turn: .mayor),
            State("released", "解除列管", closes: .done),
            State("selfControlled", "機關自行列管", closes: .done, isDetour: true),
            State("withdrawn", "撤銷列管", closes: .dropped, isDetour: true),
        ],
        actions: work + review + help,
        chases: [
            .before("soon", .setting(MonitoringSettings.chaseBefore), tell: [.handler], "期限快到了"),
            .overdue("late", .setting(MonitoringSettings.chaseLate), tell: [.handler, .lead(.agencyHead)], "已經逾期"),
            .overdue("escalated", .setting(MonitoringSettings.escalate), tell: [.lead(.agencyHead), .commission], "逾期多日，請機關首長督導"),
        ],
        parts: "monitoring.reply",
        sources: [
            "臺南市政府研究發展考核委員會中程施政計畫（111 至 114 年度）三、1、2：追蹤列管市政會議、議會及重要會議指（裁）示事項",
            "公開的指（裁）示事項列管作業方式（臺北市政府）：分辦、承辦填報、首長核定、研考會彙整、報請解除",
        ],
        isOpenToStaff: true)

    /// What the lead agency does.
    private static let work: [Action] = [
        Action("accept", "接辦", from: ["dispatched"], to: "inProgress", by: [.handler], isBulk: true, isTaking: true),
        Action(
            "propose", "送首長核定", from: ["inProgress"], to: "agencyReview", by: [.handler], form: [.words("辦理情形與結果")],
            undo: MonitoringSettings.undoMinutes),
        Action(
            "report", "填報辦理情形", from: ["inProgress"], by: [.handler],
            form: [Field("status", "辦理狀況", .choice([("A", "A 已完成"), ("B", "B 執行中"), ("C", "C 無法辦理")])), .words("辦理情形")], isBulk: true),
        Action(
            "approve", "核定送研考會", from: ["agencyReview"], to: "completionProposed", by: [.lead(.agencyHead)],
            form: [.words("核示", required: false)], undo: MonitoringSettings.undoMinutes, isBulk: true),
        Action("return", "退回承辦人", from: ["agencyReview"], to: "inProgress", by: [.lead(.agencyHead)], form: [.words("退回的理由")]),
        Action("requestTransfer", "請求改分", from: ["dispatched"], to: "transferRequested", by: [.handler], form: [.words("不屬本機關的理由與建議機關")]),
        Action(
            "requestExtension", "申請展期", from: ["inProgress"], to: "extensionRequested", by: [.handler],
            form: [Field("wanted", "希望展延到", .date), .words("展延的理由")]),
    ]

    /// What the commission and the mayor do.
    private static let review: [Action] = [
        Action(
            "proposeRelease", "擬請解除列管", from: ["completionProposed"], to: "releaseProposed", by: [.commission],
            form: [.words("審核意見", required: false)], undo: MonitoringSettings.undoMinutes, isBulk: true),
        Action(
            "continue", "繼續列管", from: ["completionProposed", "releaseProposed"], to: "inProgress", by: [.commission, .mayor],
            form: [Field("due", "新的期限", .date), .words("繼續列管的理由")]),
        Action("release", "解除列管", from: ["releaseProposed"], to: "released", by: [.mayor], form: [.words("核示", required: false)], isBulk: true),
        Action(
            "selfControl", "改由機關自行列管", from: ["releaseProposed"], to: "selfControlled", by: [.mayor], form: [.words("核示", required: false)],
            isBulk: true),
        Action.transfer(from: ["dispatched", "transferRequested", "inProgress"], to: "dispatched", by: [.commission]),
        Action("refuseTransfer", "不同意改分", from: ["transferRequested"], to: "dispatched", by: [.commission], form: [.words("理由")]),
        Action.extend(from: ["extensionRequested"], to: "inProgress", by: [.commission]),
        Action("refuseExtension", "不同意展期", from: ["extensionRequested"], to: "inProgress", by: [.commission], form: [.words("理由")]),
        Action(
            "withdraw", "撤銷列管", from: ["dispatched", "transferRequested", "inProgress", "extensionRequested", "completionProposed"], to: "withdrawn",
            by: [.commission], form: [.words("撤銷的理由")]),
        Action.suspend(from: ["dispatched", "inProgress"], by: [.commission]),
        Action.resume(from: ["dispatched", "inProgress"], by: [.commission]),
    ]

    private static let running: [StaticString] = [
        "dispatched", "transferRequested", "inProgress", "extensionRequested", "agencyReview", "completionProposed", "releaseProposed",
    ]

    private static let help: [Action] = [
        Action.ask(from: ["dispatched", "inProgress"], by: [.handler, .commission]),
        Action.reassign(from: ["dispatched", "inProgress"], by: [.handler, .lead(.agencyHead)]),
        Action.comment(from: running, by: [.handler, .lead(.officer, .agencyHead), .supporting(.officer, .agencyHead), .commission, .mayor]),
    ]
}

/// 協辦答復: what another agency is asked for; it never holds up the lead agency.
enum ReplyProcedure {
    static let procedure = Procedure(
        "monitoring.reply", "協辦事項", mark: "協", version: 1,
        summary: "主辦機關請其他機關協助或表示意見；各機關同時答復，不影響主辦機關繼續辦理。",
        states: [
            State("asked", "待答復", turn: .handler, deadline: .asked("due")),
            State("answered", "已答復", closes: .done),
            State("declined", "不屬本機關", closes: .dropped, isDetour: true),
            State("over", "主案已結", closes: .dropped, isDetour: true),
        ],
        actions: [
            Action("answer", "答復", from: ["asked"], to: "answered", by: [.handler], form: [.words("答復內容")], isTaking: true),
            Action("decline", "不屬本機關業務", from: ["asked"], to: "declined", by: [.handler], form: [.words("理由")], isTaking: true),
            Action.reassign(from: ["asked"], by: [.handler, .lead(.agencyHead)]),
            Action.comment(from: ["asked"], by: [.handler, .lead(.officer, .agencyHead), .origin(.officer, .agencyHead), .commission]),
        ],
        chases: [
            .before("soon", .setting(MonitoringSettings.chaseBefore), tell: [.handler], "期限快到了"),
            .overdue("late", .setting(MonitoringSettings.chaseLate), tell: [.handler, .lead(.agencyHead)], "已經逾期"),
        ],
        whenParentCloses: "over",
        isOpenToStaff: true)
}
