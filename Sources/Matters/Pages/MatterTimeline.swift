internal import Formats
internal import Kernel
internal import Markup
internal import Storage

/// 歷程: what happened, the newest first.
struct MatterTimeline {
    let view: MatterView
    let procedure: Procedure?
    let call: Call

    private var t: Words { call.t }

    var html: HTML {
        let items: [HTML] = view.steps.reversed().map(item)
        return #"""
            <section aria-labelledby="h-history"><h2 id="h-history">\#(t("歷程"))</h2><ol class="yk-timeline is-plain">\#(items)</ol></section>
            """#
    }

    private func item(_ step: Step) -> HTML {
        let time = call.time(step.at)
        let words: HTML? = step.words.isEmpty ? nil : #"<p class="yk-record">\#(step.words)</p>"#
        let moved: HTML? =
            step.from != step.to && step.action != "open"
            ? procedure?.state(step.to).map { #"<span>\#(t("→ \(t($0.title))"))</span>"# } : nil
        let undone: HTML? = step.isUndone ? #"<span class="yk-badge">\#(t("已收回"))</span>"# : nil
        return #"""
            <li><time datetime="\#(time.iso)">\#(time.day)</time><div><p><b>\#(title(step))</b></p>\#(words)\#(values(step))<div class="m"><span>\#(who(step))</span><span>\#(time.minute)</span>\#(moved)\#(undone)</div></div></li>
            """#
    }

    private func title(_ step: Step) -> String {
        switch step.action {
        case "open": return t("開案")
        case "undo": return t("收回上一步")
        case "parentClosed": return t("主案已結，不再需要答復")
        case "chase": return step.values.first { $0.0 == "chase" }.map { t(verbatim: $0.1) } ?? t("稽催")
        case "calendar": return t("辦公日曆更動，期限順延")
        case "attach": return t("附上檔案")
        case "migrate": return t("流程改版")
        case "agencyMerged": return t("機關整併，案件移到承接的機關")
        case "returned": return t("承辦人離任，案件回到機關")
        default: return procedure?.action(step.action).map { t($0.title) } ?? step.action
        }
    }

    private func who(_ step: Step) -> String {
        guard step.actor.kind == "kernel/person" else { return t("系統") }
        let name = view.people[step.actor.id] ?? t("不再有資料的人員")
        guard let other = step.actingFor else { return name }
        return t("\(name)（代理\(view.people[other.id] ?? t("不再有資料的人員"))）")
    }

    /// What the form asked for beside the words.
    private func values(_ step: Step) -> HTML? {
        let rows: [HTML] = step.values.compactMap { name, value in
            guard let (label, text) = said(name, value, step) else { return nil }
            return #"<div><dt>\#(label)</dt><dd>\#(text)</dd></div>"#
        }
        return rows.isEmpty ? nil : #"<dl class="yk-facts">\#(rows)</dl>"#
    }

    private func said(_ name: String, _ value: String, _ step: Step) -> (String, String)? {
        switch (step.action, name) {
        case ("chase", _): return nil
        case ("calendar", "before"): return (t("原來的期限"), Instant(value).map { call.time($0).day } ?? value)
        case ("calendar", "after"): return (t("新的期限"), Instant(value).map { call.time($0).day } ?? value)
        case ("returned", "before"): return (t("原承辦人"), view.people[value] ?? t("不再有資料的人員"))
        case (_, "person"): return (t("改派給"), view.people[value] ?? t("不再有資料的人員"))
        case (_, "agency"): return (t("機關"), view.agencies[value] ?? value)
        default: break
        }
        guard let field = procedure?.action(step.action)?.form.first(where: { $0.name == name }) else { return nil }
        switch field.kind {
        case .choice(let choices): return (t(field.label), choices.first { $0.value == value }.map { t($0.label) } ?? value)
        case .date:
            return (t(field.label), CivilDate(iso: value).map { t.language == .english ? $0.iso : $0.roc(seenFrom: call.city.clock.today) } ?? value)
        case .text, .paragraph, .number, .password, .code, .file, .hidden: return (t(field.label), value)
        }
    }
}
