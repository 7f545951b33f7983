internal import Kernel
internal import Markup

/// One section as a form that works without script: a button a row, and one for a new row.
struct SectionForm {
    let content: PlanContent
    var section: PlanSection
    /// Of the section as the writer last saw it stored.
    let digest: String
    var others: [PlanPresence] = []
    var errors: [String: Phrase] = [:]
    /// What somebody else has saved meanwhile.
    var theirs: PlanSection?
    var isConflict = false
    var isUnsaved = false
    var isRefused = false
    let call: Call

    init(content: PlanContent, section: PlanSection, digest: String, others: [PlanPresence] = [], call: Call) {
        (self.content, self.section, self.digest, self.others, self.call) = (content, section, digest, others, call)
    }

    private var t: Words { call.t }
    private var plan: Plan { content.plan }
    private var url: LocalURL { PlanURL.section(plan.id, section.id) }

    var page: Page {
        let name = SectionName.of(section.kind, content, t)
        var page = Page(
            title: "\(name) \(plan.shortTitle)",
            crumbs: [
                .init(t("首頁"), "/"), .init(t("計畫草稿"), "/plans/drafts"), .init(plan.shortTitle, PlanURL.draft(plan.id)),
                .init(t("分節編修"), PlanURL.edit(plan.id)), .init(name),
            ], menu: "drafts", body: #"<header class="yk-pagehead"><h1>\#(name)</h1>\#(presence)</header>\#(notices)\#(conflict)\#(form)"#)
        (page.isPrivate, page.frame) = (true, .workspace)
        page.status = isConflict || isRefused ? 409 : errors.isEmpty ? 200 : 422
        return page
    }

    private var presence: HTML? {
        guard let other = others.first else { return nil }
        let said = other.minutes == 0 ? t("\(other.name)剛才也打開了這一節。") : t("\(other.name) \(other.minutes) 分鐘前打開了這一節。")
        return #"<p class="yk-lead">\#(said)</p>"#
    }

    private var notices: HTML {
        var said: [HTML] = []
        if isRefused { said.append(Notice.warn.html(#"<p>\#(t("草稿現在不能改（已經送出，或不是您編修的計畫），這一節沒有存；您寫的都還在下面。"))</p>"#)) }
        if isUnsaved { said.append(Notice.info.html(#"<p>\#(t("還沒有存。改好了請按「存這一節」。"))</p>"#)) }
        if !errors.isEmpty {
            let links: [HTML] = errors.keys.sorted().map { ##"<li><a href="#f-\##($0)">\##(label(of: $0))</a></li>"## }
            said.append(Notice.bad.html(#"<p>\#(t("還有 \(errors.count) 個地方要改，您填的內容都還在。"))</p><ul>\#(links)</ul>"#))
        }
        return said.joined()
    }

    private func label(of field: String) -> String {
        let parts = field.split(separator: ".").map(String.init)
        let column = (section.headColumns + section.rowColumns).first { $0.name == parts.last }
        let row = parts.count == 3 ? Int(parts[1]).map { "\($0 + 1)．" } ?? "" : ""
        return row + (column.map { t($0.label) } ?? field)
    }

    private var conflict: HTML? { theirs.map { SectionConflict(mine: section, theirs: $0, t: t).html } }

    private var form: HTML {
        let head: [HTML] = section.headColumns.map { control($0, "h.\($0.name)", section.head[$0.name] ?? "") }
        let rows: [HTML] = section.rows.enumerated().map { place, row in self.row(place, row) }
        let list: HTML? =
            section.rowColumns.isEmpty
            ? nil
            : #"""
            <ol class="yk-rows">\#(rows)</ol><p><button class="btn btn-outline-primary" type="submit" name="do" value="add">\#(Icon.line("plus"))\#(t("加一項"))</button></p>
            """#
        // The first button is what the enter key presses: it saves.
        return #"""
            <form class="yk-form" id="section" method="post" action="\#(url)" novalidate><input type="hidden" name="_token" value="\#(call.formToken())"><input type="hidden" name="digest" value="\#(theirs?.digest ?? digest)">
            <button class="visually-hidden" type="submit" name="do" value="save" tabindex="-1" aria-hidden="true">\#(t("存這一節"))</button>
            \#(head)\#(list)<div class="yk-actions"><button class="btn btn-primary" type="submit" name="do" value="save">\#(theirs == nil ? t("存這一節") : t("以我的為準，存這一節"))</button><a class="btn btn-link" href="\#(theirs == nil ? PlanURL.edit(plan.id) : url)">\#(theirs == nil ? t("不存，回各節") : t("放棄我的，看對方的"))</a></div></form>
            """#
    }

    private func row(_ place: Int, _ row: PlanSection.Row) -> HTML {
        let controls: [HTML] = section.rowColumns.map { control($0, "r.\(place).\($0.name)", row.values[$0.name] ?? "") }
        let number = place + 1
        let up: HTML? = place == 0 ? nil : button("up.\(place)", t("上移第 \(number) 項"), "↑")
        let down: HTML? = number == section.rows.count ? nil : button("down.\(place)", t("下移第 \(number) 項"), "↓")
        return #"""
            <li><fieldset><legend>\#(t("第 \(number) 項"))</legend><input type="hidden" name="r.\#(place).key" value="\#(row.key)">\#(controls)<p>\#(up)\#(down)\#(button("remove.\(place)", t("刪除第 \(number) 項"), t("刪除")))</p></fieldset></li>
            """#
    }

    private func button(_ value: String, _ name: String, _ shown: String) -> HTML {
        #"<button class="btn btn-link" type="submit" name="do" value="\#(value)" aria-label="\#(name)">\#(shown)</button> "#
    }

    private func control(_ column: PlanSection.Column, _ name: String, _ value: String) -> HTML {
        SectionControl(column: column, name: name, value: value, error: errors[name], t: t).html
    }
}
