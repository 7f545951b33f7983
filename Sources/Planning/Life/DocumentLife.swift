internal import Kernel
internal import Matters

/// 編審流程: how a document of planning lives, from the first draft to the version that everyone reads. One for every kind of document; what a step does
/// to the document itself is handed in by the kind.
///
/// ```swift
/// static let procedure = DocumentLife("planning.plan", "中程施政計畫編審", mark: "計", summary: "…", publish: [.run("公布", { … })]).procedure
/// ```
struct DocumentLife: Sendable {
    let id: StaticString
    let title: Phrase
    let mark: StaticString
    let summary: Phrase
    /// Refuses with ``MatterRefusal/because(_:)`` what may not be sent yet.
    var submit: [Effect] = []
    /// To the agency once more: refuses a return that does not say why.
    var giveBack: [Effect] = []
    /// Refuses while something is still open.
    var accept: [Effect] = []
    /// Notes what was approved.
    var approve: [Effect] = []
    /// Forgets it.
    var reconsider: [Effect] = []
    /// Shows to everyone what was approved, and nothing else.
    var publish: [Effect] = []
    /// Takes the draft away.
    var drop: [Effect] = []

    init(_ id: StaticString, _ title: Phrase, mark: StaticString, summary: Phrase) {
        self.id = id
        self.title = title
        self.mark = mark
        self.summary = summary
    }

    /// The states in which the agency's people may change the document.
    static let editable: Set<String> = ["draft", "returned"]

    /// Who writes: the same that may submit.
    static let writers: [Party] = [.lead(.officer), .lead(.agencyHead)]

    var procedure: Procedure {
        Procedure(
            id, title, mark: mark, version: 1, summary: summary,
            states: [
                State("draft", "編擬中", turn: .lead(.officer), deadline: .rule(.calendarDays(.setting(PlanningSettings.draftDays)))),
                State("submitted", "機關首長核定", turn: .lead(.agencyHead)),
                State("underReview", "研考會審查", turn: .commission, deadline: .rule(.calendarDays(.setting(PlanningSettings.reviewDays)))),
                State(
                    "returned", "退回修正", turn: .lead(.officer), deadline: .rule(.calendarDays(.setting(PlanningSettings.revisionDays))),
                    isDetour: true),
                State("accepted", "報請市長核定", turn: .mayor, deadline: .none),
                State("approved", "已核定，待公布", turn: .commission, deadline: .none),
                State("published", "已公布", closes: .done),
                State("dropped", "停止編修", closes: .dropped, isDetour: true),
            ],
            actions: agency + review,
            chases: [
                .before("soon", .setting(PlanningSettings.chaseBefore), tell: [.lead(.officer)], "編審期限快到了"),
                .overdue("late", .setting(PlanningSettings.chaseLate), tell: [.lead(.officer), .lead(.agencyHead), .commission], "編審已經逾期"),
            ],
            sources: ["臺中市政府（改制前）中程施政計畫編審期程", "臺南市政府研究發展考核委員會中程施政計畫（111 至 114 年度）一、1、2：編審中程與年度施政計畫"])
    }

    private var agency: [Action] {
        [
            Action(
                "submit", "送首長核定", from: ["draft", "returned"], to: "submitted", by: Self.writers, form: [.words("說明", required: false)],
                effects: submit),
            Action("forward", "核定送研考會", from: ["submitted"], to: "underReview", by: [.lead(.agencyHead)], form: [.words("核示", required: false)]),
            Action("giveBack", "退回承辦人", from: ["submitted"], to: "returned", by: [.lead(.agencyHead)], form: [.words("退回的理由")]),
            Action(
                "drop", "停止編修", from: ["draft", "returned"], to: "dropped", by: Self.writers, form: [.words("停止的理由")], effects: drop),
        ]
    }

    private var review: [Action] {
        [
            Action(
                "accept", "審查通過，報請市長核定", from: ["underReview"], to: "accepted", by: [.commission], form: [.words("審查意見", required: false)],
                effects: accept),
            Action(
                "return", "退回機關修正", from: ["underReview"], to: "returned", by: [.commission],
                form: [Field("words", "退回的理由", .paragraph, hint: "已經逐項寫了意見的，可以不填。", required: false, maximum: 2000)],
                effects: giveBack + [.notify([.lead(.agencyHead)], "計畫退回機關修正")]),
            Action(
                "approve", "核定", from: ["accepted"], to: "approved", by: [.mayor], form: [.words("核示", required: false)],
                effects: approve + [.notify([.lead(.officer), .lead(.agencyHead)], "計畫已經市長核定")], isBulk: true),
            Action("mayorReturn", "退回研考會再審", from: ["accepted"], to: "underReview", by: [.mayor], form: [.words("退回的理由")]),
            Action(
                "publish", "公布", from: ["approved"], to: "published", by: [.commission],
                effects: publish + [.notify([.lead(.officer), .lead(.agencyHead)], "計畫已經公布")]),
            Action(
                "reconsider", "撤回核定，再審一次", from: ["approved"], to: "underReview", by: [.commission], form: [.words("理由")], effects: reconsider),
            Action.extend(from: ["draft", "returned", "underReview"], by: [.commission]),
            Action.comment(
                from: ["draft", "submitted", "underReview", "returned", "accepted", "approved"],
                by: [.lead(.officer, .agencyHead), .commission, .mayor]),
        ]
    }
}
