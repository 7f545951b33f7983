public import Markup

/// Shows a form: labels, hints, and errors beside their fields, with what was typed kept.
public struct FormView: Sendable {
    let fields: [Field]
    let action: LocalURL
    let submit: Phrase
    let token: String
    var values: [String: String] = [:]
    var errors: [String: Phrase] = [:]

    public init(_ fields: [Field], to action: LocalURL, submit: Phrase, call: Call, values: [String: String] = [:], errors: [String: Phrase] = [:]) {
        self.fields = fields
        self.action = action
        self.submit = submit
        token = call.formToken()
        self.values = values
        self.errors = errors
    }

    private var hasFile: Bool {
        fields.contains { if case .file = $0.kind { true } else { false } }
    }

    public func html(_ t: Words) -> HTML {
        #"""
        <form class="yk-form" method="post" action="\#(action)" enctype="\#(hasFile ? "multipart/form-data" : "application/x-www-form-urlencoded")" novalidate>
        \#(summary(t))<input type="hidden" name="_token" value="\#(token)">
        \#(fields.map { row($0, t) })
        <p class="yk-actions"><button class="btn btn-primary" type="submit">\#(t(submit))</button></p>
        </form>
        """#
    }

    /// Above the fields, so that a screen reader hears at once that something is wrong and where.
    private func summary(_ t: Words) -> HTML? {
        guard !errors.isEmpty else { return nil }
        let wrong = fields.filter { errors[$0.name] != nil }
        let items: [HTML] = wrong.map { ##"<li><a href="#f-\##($0.name)">\##(t($0.label))</a></li>"## }
        return #"""
            <div class="yk-notice is-bad" role="alert"><p>\#(t("還有 \(errors.count) 個地方要改，您填的內容都還在。"))</p><ul>\#(items)</ul></div>
            """#
    }

    private func row(_ field: Field, _ t: Words) -> HTML {
        if case .hidden = field.kind {
            return #"<input type="hidden" name="\#(field.name)" value="\#(values[field.name])">"#
        }
        let error = errors[field.name]
        let described = [field.hint == nil ? nil : "h-\(field.name)", error == nil ? nil : "e-\(field.name)"].compactMap { $0 }.joined(separator: " ")
        var attributes: [Attribute] = []
        if field.isRequired { attributes.append(Attribute("required")) }
        if error != nil { attributes.append(Attribute("aria-invalid", "true")) }
        if !described.isEmpty { attributes.append(Attribute("aria-describedby", described)) }
        let optional: HTML? = field.isRequired ? nil : #" <span class="yk-muted">\#(t("（可不填）"))</span>"#
        let hint: HTML? = field.hint.map { #"<p class="form-text" id="h-\#(field.name)">\#(t($0))</p>"# }
        let message: HTML? = error.map { #"<p class="invalid-feedback d-block" id="e-\#(field.name)">\#(t($0))</p>"# }
        return #"""
            <div class="yk-field"><label class="form-label" for="f-\#(field.name)">\#(t(field.label))\#(optional)</label>
            \#(control(field, attributes, isInvalid: error != nil, t))\#(hint)\#(message)</div>
            """#
    }

    private func control(_ field: Field, _ attributes: [Attribute], isInvalid: Bool, _ t: Words) -> HTML {
        let value = values[field.name]
        let mark = isInvalid ? " is-invalid" : ""
        switch field.kind {
        case .text, .hidden:
            return
                #"<input class="form-control\#(mark)" id="f-\#(field.name)" name="\#(field.name)" value="\#(value)" maxlength="\#(field.maximum)" autocomplete="\#(autocomplete(field))" \#(attributes)>"#
        case .password:
            return
                #"<input class="form-control\#(mark)" type="password" id="f-\#(field.name)" name="\#(field.name)" maxlength="\#(field.maximum)" autocomplete="\#(autocomplete(field))" \#(attributes)>"#
        case .code:
            return
                #"<input class="form-control\#(mark)" id="f-\#(field.name)" name="\#(field.name)" inputmode="numeric" maxlength="7" autocomplete="one-time-code" \#(attributes)>"#
        case .choice(let choices):
            let options: [HTML] = choices.map { choice in
                #"<option value="\#(choice.value)" \#(choice.value == value ? Attribute("selected") : nil)>\#(t(choice.label))</option>"#
            }
            return #"<select class="form-select\#(mark)" id="f-\#(field.name)" name="\#(field.name)" \#(attributes)>\#(options)</select>"#
        case .file(let endings):
            return
                #"<input class="form-control\#(mark)" type="file" id="f-\#(field.name)" name="\#(field.name)" accept="\#(endings.joined(separator: ","))" \#(attributes)>"#
        }
    }

    /// The words browsers know (HTML, "Autofill"), so that password managers help.
    private func autocomplete(_ field: Field) -> String {
        switch field.name {
        case "handle": "username"
        case "password": "current-password"
        case "new-password", "repeat-password": "new-password"
        default: "off"
        }
    }
}
