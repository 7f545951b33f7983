internal import Kernel
internal import Markup

/// A page of the workspace about year's plans, assessments or policies.
struct PlanningDesk {
    let call: Call
    let title: String
    var above: [Page.Crumb] = []
    var menu = "desk-annual-plans"
    var status = 200

    static let done = QueryParameter("done", "剛才做了什麼")

    func reply(_ content: HTML) -> Reply {
        var page = Page(
            title: title, crumbs: [.init(call.t("首頁"), "/")] + above + [.init(title)], menu: menu,
            body: #"<div class="yk-wrap"><header class="yk-pagehead"><h1>\#(title)</h1></header>\#(said)\#(content)</div>"#)
        (page.isPrivate, page.frame, page.status) = (true, .workspace, status)
        return .page(page)
    }

    private var said: HTML? {
        switch call.request.query["done"] {
        case "kept": Notice.ok.html(#"<p>\#(call.t("已儲存。"))</p>"#)
        case "made": Notice.ok.html(#"<p>\#(call.t("草稿已經編好，請逐項補齊；權數先平均分配，請依施政重點調整。"))</p>"#)
        case "removed": Notice.ok.html(#"<p>\#(call.t("已刪除。"))</p>"#)
        case "frozen": Notice.warn.html(#"<p>\#(call.t(AnnualFault.frozen.phrase))</p>"#)
        case "changed": Notice.warn.html(#"<p>\#(call.t("別人剛才改過這一項，沒有刪除。請看現在的內容再決定。"))</p>"#)
        case "there": Notice.warn.html(#"<p>\#(call.t(AnnualFault.alreadyThere.phrase))</p>"#)
        default: nil
        }
    }
}

/// One form of a section with what became of it: shown first, refused, or in conflict with what somebody else wrote meanwhile.
struct GuardedForm {
    let fields: [Field]
    /// As the section is now.
    let now: [String: String]
    let url: LocalURL
    let submit: Phrase
    var sent: [String: String]?
    var errors: [String: Phrase] = [:]
    var isConflict = false

    var status: Int { isConflict ? 409 : errors.isEmpty ? 200 : 422 }

    func html(_ call: Call, id: String = "") -> HTML {
        var values = sent ?? now
        // After a conflict the form is made from what is there now; after a mere mistake it still is from what was seen.
        values[SectionDigest.field.name] = isConflict || sent == nil ? SectionDigest.of(now) : sent?[SectionDigest.field.name]
        let conflict: HTML? = isConflict ? ConflictView(fields: fields, now: now, mine: values, t: call.t).html : nil
        let form = FormView(fields + [SectionDigest.field], to: url, submit: submit, id: id, call: call, values: values, errors: errors)
        return #"\#(conflict)\#(form.html(call.t))"#
    }

    /// What became of sending it.
    mutating func take(_ fault: AnnualFault) throws {
        switch fault {
        case .fields(let errors): self.errors = errors
        case .changedMeanwhile: isConflict = true
        case .frozen, .alreadyThere, .noPlan, .incomplete: throw fault
        }
    }
}

extension Call {
    /// For the people of the agency itself, who write its plans; the commission reviews and does not write.
    func writing(_ annual: AnnualPlan) throws {
        guard granted.writesPlans(of: annual.agency) else { throw Problem.forbidden }
    }

    /// Why this person cannot write now; nil for who can.
    func writes(_ annual: AnnualPlan, _ isEditable: Bool) -> HTML? {
        guard granted.writesPlans(of: annual.agency) else { return Notice.info.html(#"<p>\#(t("只有這個機關的同仁可以編製。"))</p>"#) }
        return isEditable ? nil : Notice.info.html(#"<p>\#(t(AnnualFault.frozen.phrase))</p>"#)
    }
}
