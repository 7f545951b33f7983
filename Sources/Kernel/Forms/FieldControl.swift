internal import Markup

/// The control of one field, tied to its hint and its error for those who hear the page.
struct FieldControl {
    let field: Field
    let id: String
    let value: String?
    let hasError: Bool

    func html(_ t: Words) -> HTML {
        switch field.kind {
        case .text, .hidden: input("text", extra: [Attribute("value", value ?? ""), Attribute("maxlength", String(field.maximum))])
        case .paragraph: textArea
        case .date: input("date", styleClass: "yk-digits", extra: [Attribute("value", value ?? "")])
        case .number(let range):
            input(
                "text", styleClass: "yk-digits",
                extra: [Attribute("value", value ?? ""), Attribute("inputmode", "numeric"), Attribute("maxlength", String(digits(range)))])
        case .password: input("password", extra: [Attribute("maxlength", String(field.maximum))])
        case .code: input("text", styleClass: "yk-digits", extra: [Attribute("inputmode", "numeric"), Attribute("maxlength", "7")])
        case .file(let endings): input("file", extra: [Attribute("accept", endings.joined(separator: ","))])
        case .choice(let choices): select(choices, t)
        }
    }

    private var attributes: [Attribute] {
        let described = [field.hint == nil ? nil : "h-\(id)\(field.name)", hasError ? "e-\(id)\(field.name)" : nil].compactMap { $0 }
        var attributes: [Attribute] = field.isRequired ? [Attribute("required")] : []
        if hasError { attributes.append(Attribute("aria-invalid", "true")) }
        if !described.isEmpty { attributes.append(Attribute("aria-describedby", described.joined(separator: " "))) }
        if let autocomplete { attributes.append(Attribute("autocomplete", autocomplete)) }
        return attributes
    }

    private func input(_ type: String, styleClass: String = "", extra: [Attribute]) -> HTML {
        let mark = hasError ? "is-invalid" : ""
        return
            #"<input class="form-control \#(styleClass) \#(mark)" id="f-\#(id)\#(field.name)" name="\#(field.name)" type="\#(type)" \#(attributes + extra)>"#
    }

    private var textArea: HTML {
        // The line break after the tag belongs to the tag (HTML Standard, "in body"), so that a value that begins with one keeps it.
        #"""
        <textarea class="form-control \#(hasError ? "is-invalid" : "")" id="f-\#(id)\#(field.name)" name="\#(field.name)" rows="4" maxlength="\#(field.maximum)" \#(attributes)>
        \#(value ?? "")</textarea>
        """#
    }

    /// Room for the longest number and its sign.
    private func digits(_ range: ClosedRange<Int>) -> Int { max(String(range.lowerBound).count, String(range.upperBound).count) }

    private func select(_ choices: [(value: String, label: Phrase)], _ t: Words) -> HTML {
        let choices = choices.isEmpty ? [(value: "", label: "沒有可以選的" as Phrase)] : choices
        // Where something is always chosen, nothing can be missing; `required` would ask for an empty choice first (HTML, "select").
        let marks = field.isRequired && choices.first?.value.isEmpty == false ? Array(attributes.dropFirst()) : attributes
        let options: [HTML] = choices.map { choice in
            #"<option value="\#(choice.value)" \#(choice.value == value ? Attribute("selected") : nil)>\#(t(choice.label))</option>"#
        }
        return #"""
            <select class="form-select \#(hasError ? "is-invalid" : "")" id="f-\#(id)\#(field.name)" name="\#(field.name)" \#(marks)>\#(options)</select>
            """#
    }

    /// The words browsers know (HTML, "Autofill"), so that password managers help.
    private var autocomplete: String? {
        switch (field.kind, field.name) {
        case (.code, _): "one-time-code"
        case (_, "handle"): "username"
        case (.password, "password"): "current-password"
        case (.password, _): "new-password"
        default: nil
        }
    }
}
