internal import Kernel
internal import Ledger
internal import Markup

/// All published year's plans, the newest years first.
struct AnnualListPage {
    let plans: [AnnualPlan]
    let next: String?
    let agencies: [Agency]
    let agency: String?
    let moment: Moment
    let call: Call

    private var t: Words { call.t }

    var page: Page {
        Page(
            title: t("年度施政計畫"), crumbs: [.init(t("首頁"), "/"), .init(t("施政計畫"), PlanURL.list), .init(t("年度施政計畫"))], menu: "annual-plans",
            body: #"""
                <div class="yk-wrap"><header class="yk-pagehead"><h1>\#(t("年度施政計畫"))</h1><p class="yk-lead">\#(t("各機關今年要做的工作、用多少錢、做到多少，都從中程施政計畫一項一項來。"))</p></header>\#(moment.bar(AnnualURL.list, call))\#(filter)\#(list)\#(pager)
                <p class="yk-toc-tools"><a href="\#(table(".csv"))">\#(Icon.line("down"))CSV</a><a href="\#(table(".ods"))">\#(Icon.line("down"))ODS</a><a href="/assessments">\#(Icon.line("gauge"))\#(t("各機關的年度考核"))</a></p></div>
                """#)
    }

    private func table(_ ending: StaticString) -> LocalURL {
        let url: LocalURL = ending.description == ".csv" ? "/api/v1/annual-plans.csv" : "/api/v1/annual-plans.ods"
        return url.with(query: [("agency", agency), moment.pair])
    }

    private var filter: HTML {
        let options: [HTML] = agencies.map { #"<option value="\#($0.id)" \#($0.id == agency ? Attribute("selected") : nil)>\#($0.name)</option>"# }
        return #"""
            <form class="yk-filter mb-4" method="get" action="/annual-plans"><div><label class="form-label" for="agency">\#(t("機關"))</label><select class="form-select" id="agency" name="agency"><option value="">\#(t("所有機關"))</option>\#(options)</select></div><button class="btn btn-outline-primary" type="submit">\#(t("只看這個機關"))</button></form>
            """#
    }

    private var list: HTML {
        guard !plans.isEmpty else {
            return EmptyState(title: t("還沒有公布的年度施政計畫"), text: t("年度施政計畫公布後會出現在這裡。")).html
        }
        let words = AnnualWords(t: t)
        let rows: [[HTML]] = plans.map { plan in
            [
                #"<a href="\#(moment.url(AnnualURL.plan(plan.id)))">\#(t("\(plan.year) 年度施政計畫"))</a>\#(words.sample(plan))"#,
                HTML(text: t(verbatim: plan.agencyName)),
                HTML(text: plan.publishedAt.map { t.day($0.taipeiDay, seenFrom: call.city.clock.today) } ?? ""),
            ]
        }
        return DataTable(caption: t("年度施政計畫"), columns: [.init(t("計畫")), .init(t("機關")), .init(t("公布日期"))], rows: rows).html
    }

    private var pager: HTML {
        func url(_ after: String?) -> LocalURL {
            AnnualURL.list.with(query: [("agency", agency), ("limit", call.request.query["limit"]), ("after", after), moment.pair])
        }
        let isFirst = (call.request.query["after"] ?? "").isEmpty
        return Pager(label: t("分頁"), first: isFirst ? nil : (t("從頭看"), url(nil)), next: next.map { (t("下一頁"), url($0)) }).html
    }
}
