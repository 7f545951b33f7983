internal import Formats
internal import Indicators
internal import Kernel
internal import Markup

/// One number in its sentence, with what became of it and what can be done.
struct NumberRow {
    let number: ProposedMeasurement
    let view: NumberView
    /// The one it became a value of.
    let indicator: Indicator?

    private var t: Words { view.call.t }
    private var isOpen: Bool { number.id == view.open && number.status == .proposed }

    var html: HTML {
        let parts = number.parts
        let panel: HTML? = isOpen ? panel : nil
        return #"""
            <li class="yk-review-row" id="n-\#(number.id)"><p class="yk-record yk-found" lang="zh-Hant-TW">\#(parts.before)<mark>\#(parts.number)</mark>\#(parts.after)</p>
            <p><b><span lang="zh-Hant-TW">\#(number.title)</span> \#(shown)</b> \#(state)</p>\#(panel)\#(isOpen ? nil : actions)</li>
            """#
    }

    /// `166,511 人`
    private var shown: String { ReportNumber.shown(number.value) + (number.unit == "%" ? "%" : " \(number.unit)") }

    private var state: HTML {
        switch number.status {
        case .proposed: Light.white.html(word: t("待決定"), colour: t(Light.white.colourName))
        case .declined: Light.grey.html(word: t("已略過"), colour: t(Light.grey.colourName))
        case .accepted:
            #"\#(Light.ok.html(word: t("已採用"), colour: t(Light.ok.colourName))) \#(became)"#
        }
    }

    private var became: HTML? {
        guard let indicator, let period = number.period else { return nil }
        let url: LocalURL = "/indicators/\(indicator.id)/desk"
        return #"<a href="\#(url)"><span lang="zh-Hant-TW">\#(indicator.title)</span>．\#(t.period(period))</a>"#
    }

    private var actions: HTML {
        guard number.status == .proposed else {
            return #"<div class="yk-actions">\#(button(PlanURL.reopening(view.report.id, number.id), "復原，重新決定"))</div>"#
        }
        let url = PlanURL.numbers(view.report.id).with(query: [("status", view.status?.rawValue), ("open", number.id)])
        let open: LocalURL = "\(url)#n-\(number.id)"
        return #"""
            <div class="yk-actions"><a class="btn btn-outline-primary" href="\#(open)">\#(t("採用"))\#(named)</a>\#(decline)</div>
            """#
    }

    private var decline: HTML { button(PlanURL.refusal(view.report.id, number.id), "略過") }

    /// For those who hear a list of buttons without what stands around them.
    private var named: HTML { #"<span class="visually-hidden">： \#(number.title) \#(shown)</span>"# }

    private func button(_ url: LocalURL, _ title: Phrase) -> HTML {
        #"""
        <form method="post" action="\#(url)"><input type="hidden" name="_token" value="\#(view.call.formToken())"><button class="btn btn-outline-secondary" type="submit">\#(t(title))\#(named)</button></form>
        """#
    }

    private var panel: HTML {
        let title = t("採用「\(number.title) \(shown)」")
        let form: HTML =
            view.form.indicators.isEmpty
            ? Notice.info.html(#"<p>\#(t("您可以填報的指標裡，沒有可以直接填數字的。"))</p>"#)
            : FormView(
                view.form.fields, to: PlanURL.acceptance(view.report.id, number.id), submit: "採用成指標的值", id: "n-", call: view.call,
                values: view.values ?? view.form.values(number), errors: view.errors
            ).html(t)
        let close: LocalURL = "\(PlanURL.numbers(view.report.id).with(query: [("status", view.status?.rawValue)]))#n-\(number.id)"
        return #"""
            <section class="yk-review-panel" aria-label="\#(title)"><h3>\#(title)</h3>\#(form)
            <div class="yk-actions">\#(defining)\#(decline)<a class="btn btn-link" href="\#(close)">\#(t("關閉"))</a></div></section>
            """#
    }

    /// To a new indicator with what is known of it filled in; one comes back and chooses it.
    private var defining: HTML? {
        guard view.call.granted.holds(IndicatorsModule.permissions.define, on: view.agency) else { return nil }
        let url = ("/indicators/new" as LocalURL).with(query: [
            ("title", number.title), ("unit", number.unit), ("agency", view.agency), ("cadence", Period.Length.year.rawValue),
            ("begins", Period.year(view.report.years.lowerBound + 1911)?.first.iso),
        ])
        return #"<a class="btn btn-outline-primary" href="\#(url)">\#(t("另立新指標"))</a>"#
    }
}

/// What was just done with a number.
struct NumberNotice {
    let call: Call

    var html: HTML? {
        let told: (Notice, Phrase)? =
            switch call.request.query["done"] {
            case "accepted": (.ok, "已採用，指標的值已填報。")
            case "declined": (.ok, "已略過。")
            case "reopened": (.ok, "已復原，可以重新決定。")
            case "reopenedTold": (.warn, "已復原，可以重新決定。指標已填報的值還在，不對的話請到指標的填報頁更正。")
            case "changed": (.warn, "有人在您之前決定了這個數字，或報告已經換了版本。請看現在的樣子。")
            default: nil
            }
        return told.map { notice, phrase in notice.html(#"<p>\#(call.t(phrase))</p>"#) }
    }
}
