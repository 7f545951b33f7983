internal import Kernel
internal import Markup

/// A button with the form behind it. Opens without script: a `<details>`, already open for what one most likely wants.
struct ActionView {
    let available: AvailableAction
    let form: ActionForm?
    let matter: Matter
    let isMain: Bool
    let attempt: MatterPage.Attempt?
    let call: Call

    private var t: Words { call.t }
    private var action: Action { available.action }

    var html: HTML {
        let isTried = attempt?.action == action.id
        let fields =
            (form?.fields ?? []) + [
                Field("action", "動作", .hidden, maximum: 64), Field("revision", "版本", .hidden, maximum: 20),
            ]
        var values = isTried ? attempt?.values ?? [:] : [:]
        values["action"] = action.id
        values["revision"] = String(matter.revision)
        let view = FormView(
            fields, to: MatterURL.steps(matter.id), submit: action.title, id: "\(action.id)-", call: call, values: values,
            errors: isTried ? attempt?.errors ?? [:] : [:])
        let acting: HTML? = available.actingFor.map { #"<span class="yk-badge">\#(t("代理\($0.name)"))</span>"# }
        return #"""
            <details class="yk-act" \#(isMain || isTried ? Attribute("open") : nil)><summary>\#(t(action.title))\#(acting)</summary><div>\#(view.html(t))</div></details>
            """#
    }
}
