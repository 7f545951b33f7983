internal import Kernel
internal import Markup
internal import Matters

/// Where a draft stands in its procedure, and what this reader may do about it.
struct LifeView {
    let plan: Plan
    /// Nil while the draft goes through no procedure.
    let matter: Matter?
    let call: Call

    private var t: Words { call.t }

    var html: HTML? {
        guard let matter else { return starting }
        let state = PlanLife.procedure.state(matter.state)
        let turn = state?.turn.map { t("現在輪到：\($0.title(t))") } ?? ""
        let url: LocalURL = "/matters/\(matter.id)"
        return Notice.info.html(
            #"<p><b>\#(state.map { t($0.title) } ?? matter.state)</b>　\#(turn)　<a href="\#(url)">\#(matter.number)</a></p>"#)
    }

    private var starting: HTML? {
        guard plan.status == .draft, call.granted.writesPlans(of: plan.agency) else { return nil }
        let url: LocalURL = "/plans/\(plan.id)/life"
        return #"""
            <form method="post" action="\#(url)"><input type="hidden" name="_token" value="\#(call.formToken())"><p>\#(t("進入編審流程以後，可以在網頁上分節編修，送首長、研考會、市長核定。"))</p><button class="btn btn-primary" type="submit">\#(t("送進編審流程"))</button></form>
            """#
    }

    /// On a published plan, for the people of its agency.
    static func revising(_ plan: Plan, _ call: Call) -> HTML? {
        guard call.granted.writesPlans(of: plan.agency) else { return nil }
        let url: LocalURL = "/plans/\(plan.id)/revision"
        let report = FormView(ReportDesk.makeFields, to: "/plans/\(plan.id)/results", submit: "編寫施政成果報告", id: "report-", call: call)
        return #"""
            <form method="post" action="\#(url)"><input type="hidden" name="_token" value="\#(call.formToken())"><button class="btn btn-outline-primary" type="submit">\#(Icon.line("doc"))\#(call.t("開始滾動修正"))</button></form>
            <details class="yk-act mt-3"><summary>\#(call.t("編寫施政成果報告"))</summary><div>\#(report.html(call.t))</div></details>
            """#
    }
}
