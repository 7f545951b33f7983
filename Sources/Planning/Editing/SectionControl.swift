internal import Kernel
internal import Markup

/// One value of a section in its form, with what is wrong beside it.
struct SectionControl {
    let column: PlanSection.Column
    let name: String
    let value: String
    let error: Phrase?
    let t: Words

    var html: HTML {
        let optional: HTML? = column.isRequired ? nil : #" <span class="yk-muted">\#(t("（可不填）"))</span>"#
        let message: HTML? = error.map { #"<p class="invalid-feedback" id="e-\#(name)">\#(Light.bad.shape)\#(t($0))</p>"# }
        return #"<div><label class="form-label" for="f-\#(name)">\#(t(column.label))\#(optional)</label>\#(input)\#(message)</div>"#
    }

    private var marks: [Attribute] {
        var marks: [Attribute] = column.isRequired ? [Attribute("required")] : []
        if error != nil { marks += [Attribute("aria-invalid", "true"), Attribute("aria-describedby", "e-\(name)")] }
        return marks
    }

    private var invalid: String { error == nil ? "" : "is-invalid" }

    private var input: HTML {
        switch column.input {
        case .line, .number:
            #"""
            <input class="form-control \#(invalid)" id="f-\#(name)" name="\#(name)" type="text" value="\#(value)" maxlength="\#(column.maximum)" lang="zh-Hant-TW" \#(marks)>
            """#
        case .paragraph:
            #"""
            <textarea class="form-control \#(invalid)" id="f-\#(name)" name="\#(name)" rows="4" maxlength="\#(column.maximum)" lang="zh-Hant-TW" \#(marks)>
            \#(value)</textarea>
            """#
        case .perspective:
            select([("", t("沒有註明"))] + Perspective.allCases.map { ($0.rawValue, PlanWords(t: t).perspective($0)) })
        case .comparison: select(Comparison.allCases.map { ($0.rawValue, PlanWords(t: t).comparison($0)) })
        }
    }

    private func select(_ choices: [(String, String)]) -> HTML {
        let options: [HTML] = choices.map { choice in
            #"<option value="\#(choice.0)" \#(choice.0 == value ? Attribute("selected") : nil)>\#(choice.1)</option>"#
        }
        // Something is always chosen: nothing can be missing.
        return #"<select class="form-select \#(invalid)" id="f-\#(name)" name="\#(name)">\#(options)</select>"#
    }
}
