public import Markup

/// Shows a form: labels, hints, and errors beside their fields, with what was typed kept.
public struct FormView: Sendable {
    let fields: [Field]
    let action: LocalURL
    let submit: Phrase
    let token: String
    /// In front of the ids of its fields, where a page has several forms.
    let id: String
    var values: [String: String] = [:]
    var errors: [String: Phrase] = [:]
    /// Controls that are no fields, such as which rows of a list are meant.
    var extra: [HTML] = []

    public init(
        _ fields: [Field], to action: LocalURL, submit: Phrase, id: String = "", call: Call, values: [String: String] = [:],
        errors: [String: Phrase] = [:], extra: [HTML] = []
    ) {
        self.fields = fields
        self.action = action
        self.submit = submit
        token = call.formToken()
        self.id = id
        self.values = values
        self.errors = errors
        self.extra = extra
    }

    public func html(_ t: Words) -> HTML {
        #"""
        <form class="yk-form" method="post" action="\#(action)" enctype="\#(encoding)" novalidate \#(progress(t))>
        \#(summary(t))<input type="hidden" name="_token" value="\#(token)">\#(extra)
        \#(fields.map { row($0, t) })
        <div class="yk-actions"><button class="btn btn-primary" type="submit">\#(t(submit))</button></div>
        </form>
        """#
    }

    private var hasFile: Bool { fields.contains { if case .file = $0.kind { true } else { false } } }

    private var encoding: String { hasFile ? "multipart/form-data" : "application/x-www-form-urlencoded" }

    /// What `upload.js` says while a file is on its way.
    private func progress(_ t: Words) -> [Attribute] {
        !hasFile
            ? []
            : [
                Attribute("data-sending", t("正在上傳")), Attribute("data-reading", t("上傳好了，正在讀取文件")),
                Attribute("data-failed", t("沒有收到回應。請看看檔案是不是已經在草稿清單裡，不在的話再送一次。")),
            ]
    }

    /// Browsers send neither a password nor a file back to their fields.
    private var keepsAll: Bool {
        !fields.contains {
            switch $0.kind {
            case .password, .file, .code: true
            case .text, .paragraph, .date, .number, .choice, .hidden: false
            }
        }
    }

    /// Above the fields, so that a screen reader hears at once that something is wrong and where.
    private func summary(_ t: Words) -> HTML? {
        guard !errors.isEmpty else { return nil }
        let wrong = fields.filter { errors[$0.name] != nil }
        let items: [HTML] = wrong.map { ##"<li><a href="#f-\##(id)\##($0.name)">\##(t($0.label))</a></li>"## }
        return Notice.bad.html(
            #"<p>\#(t(keepsAll ? "還有 \(errors.count) 個地方要改，您填的內容都還在。" : "還有 \(errors.count) 個地方要改；密碼和檔案要再填一次，其他內容都還在。"))</p><ul>\#(items)</ul>"#)
    }

    private func row(_ field: Field, _ t: Words) -> HTML {
        if case .hidden = field.kind { return #"<input type="hidden" name="\#(field.name)" value="\#(values[field.name])">"# }
        let error = errors[field.name]
        let optional: HTML? = field.isRequired ? nil : #" <span class="yk-muted">\#(t("（可不填）"))</span>"#
        let hint: HTML? = field.hint.map { #"<p class="form-text" id="h-\#(id)\#(field.name)">\#(t($0))</p>"# }
        let message: HTML? = error.map { #"<p class="invalid-feedback" id="e-\#(id)\#(field.name)">\#(Light.bad.shape)\#(t($0))</p>"# }
        return #"""
            <div><label class="form-label" for="f-\#(id)\#(field.name)">\#(t(field.label))\#(optional)</label>\#(FieldControl(field: field, id: id, value: values[field.name], hasError: error != nil).html(t))\#(hint)\#(message)</div>
            """#
    }
}
