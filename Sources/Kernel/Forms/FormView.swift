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
        <form class="yk-form" method="post" action="\#(action)" enctype="\#(encoding)" novalidate>
        \#(summary(t))<input type="hidden" name="_token" value="\#(token)">
        \#(fields.map { row($0, t) })
        <div class="yk-actions"><button class="btn btn-primary" type="submit">\#(t(submit))</button></div>
        </form>
        """#
    }

    private var encoding: String { hasFile ? "multipart/form-data" : "application/x-www-form-urlencoded" }

    /// Above the fields, so that a screen reader hears at once that something is wrong and where.
    private func summary(_ t: Words) -> HTML? {
        guard !errors.isEmpty else { return nil }
        let wrong = fields.filter { errors[$0.name] != nil }
        let items: [HTML] = wrong.map { ##"<li><a href="#f-\##($0.name)">\##(t($0.label))</a></li>"## }
        return Notice.bad.html(#"<p>\#(t("還有 \(errors.count) 個地方要改，您填的內容都還在。"))</p><ul>\#(items)</ul>"#)
    }

    private func row(_ field: Field, _ t: Words) -> HTML {
        if case .hidden = field.kind { return #"<input type="hidden" name="\#(field.name)" value="\#(values[field.name])">"# }
        let error = errors[field.name]
        let optional: HTML? = field.isRequired ? nil : #" <span class="yk-muted">\#(t("（可不填）"))</span>"#
        let hint: HTML? = field.hint.map { #"<p class="form-text" id="h-\#(field.name)">\#(t($0))</p>"# }
        let message: HTML? = error.map { #"<p class="invalid-feedback" id="e-\#(field.name)">\#(Light.bad.shape)\#(t($0))</p>"# }
        return #"""
            <div><label class="form-label" for="f-\#(field.name)">\#(t(field.label))\#(optional)</label>\#(FieldControl(field: field, value: values[field.name], hasError: error != nil).html(t))\#(hint)\#(message)</div>
            """#
    }
}
