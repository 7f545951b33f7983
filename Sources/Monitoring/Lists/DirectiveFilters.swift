internal import Formats
internal import Kernel
internal import Markup

/// The choices above a list of directives.
struct DirectiveFilters {
    let filter: DirectiveFilter
    let agencies: [Agency]
    let action: LocalURL
    let t: Words

    /// - Parameter isOpen: for anyone; then without the files, which the public table has.
    func html(isOpen: Bool) -> HTML {
        let sources = MeetingSource.allCases.map { option($0.rawValue, t($0.title), $0 == filter.source) }
        let kinds = Minutes.Kind.allCases.map { option($0.rawValue, t($0.title), $0 == filter.kind) }
        let lights = DirectiveFilter.Light.allCases.map { option($0.rawValue, t($0.title), $0 == filter.light) }
        let bodies = agencies.filter { $0.id != "city" }.map { option($0.id, $0.shortName, $0.id == filter.agency) }
        let kept: [HTML] = [("minutes", filter.minutes), ("session", filter.session)].compactMap { name, value in
            value.map { #"<input type="hidden" name="\#(name)" value="\#($0)">"# }
        }
        let files: HTML? = isOpen ? nil : self.files
        return #"""
            <form class="yk-filter mb-3" method="get" action="\#(action)">\#(kept)<div><label class="form-label" for="source">\#(t("會議種類"))</label><select class="form-select" id="source" name="source">\#(option("", t("全部"), filter.source == nil))\#(sources)</select></div>
            <div><label class="form-label" for="kind">\#(t("事項種類"))</label><select class="form-select" id="kind" name="kind">\#(option("", t("全部"), filter.kind == nil))\#(kinds)</select></div>
            <div><label class="form-label" for="agency">\#(t("主辦機關"))</label><select class="form-select" id="agency" name="agency">\#(option("", t("全部機關"), filter.agency == nil))\#(bodies)</select></div>
            <div><label class="form-label" for="light">\#(t("燈號"))</label><select class="form-select" id="light" name="light">\#(option("", t("全部"), filter.light == nil))\#(lights)</select></div>
            <button class="btn btn-outline-primary" type="submit">\#(t("套用"))</button>\#(files)</form>
            """#
    }

    private var files: HTML {
        let (csv, ods) = (("/directives.csv" as LocalURL).with(query: filter.query), ("/directives.ods" as LocalURL).with(query: filter.query))
        return #"<span class="yk-filter-x"><a href="\#(csv)">\#(Icon.line("down"))CSV</a><a href="\#(ods)">\#(Icon.line("down"))ODS</a></span>"#
    }

    private func option(_ value: String, _ label: String, _ isChosen: Bool) -> HTML {
        #"<option value="\#(value)" \#(isChosen ? Attribute("selected") : nil)>\#(label)</option>"#
    }
}
